import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../main/core/result.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import styles from './save.module.css'
import { remediesFor, type Way } from './ways.ts'

interface Props {
  readonly error: ErrorData
  /** The way that was tried; the others are what is offered. */
  readonly way: Way
  readonly onRetry: () => void
  /** Takes it as it is: a new version that lost most of its words, or a page without an article. */
  readonly onAs: (as: 'anyway' | 'whole') => void
  readonly onWay: (way: Way) => void
}

/** Why it was not saved, and what its sentence advises, a click away. */
export function Refusal({ error, way, onRetry, onAs, onWay }: Props) {
  const { t } = useTranslation()
  const { retry, ways, as } = remediesFor(error.code)
  const others = ways.filter((other) => other !== way)
  return (
    <div className={styles.error}>
      <ErrorNotice error={error} {...(retry ? { onRetry } : {})} />
      {(as !== undefined || others.length > 0) && (
        <div className={styles.instead}>
          {as && <Button onPress={() => onAs(as)}>{t(`saves.${as}`)}</Button>}
          {others.map((other) => (
            <Button key={other} onPress={() => onWay(other)}>
              {t(other === 'text' ? 'saves.pasteInstead' : 'saves.fileInstead')}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
