import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../main/core/result.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import { Button } from './Button.tsx'
import styles from './ErrorNotice.module.css'

interface Props {
  readonly error: ErrorData
  readonly onRetry?: () => void
}

/** An error as the sentence of the window's language for its code: what happened and what to do. */
export function ErrorNotice({ error, onRetry }: Props) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
    <div className={styles.notice} role="alert" data-code={error.code}>
      <TriangleAlert aria-hidden />
      <div className={styles.text} dir="auto">
        {errorText(error)}
      </div>
      {onRetry && (
        <Button variant="quiet" onPress={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}
