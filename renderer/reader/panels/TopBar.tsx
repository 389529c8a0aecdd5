import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import styles from './panels.module.css'

interface Props {
  readonly onBack: () => void
  readonly children: ReactNode
}

/** The one line above the text: the way back, and the reading tools. */
export function TopBar({ onBack, children }: Props) {
  const { t } = useTranslation()
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('reader.bar')}>
      <Button className={styles.word ?? ''} aria-label={t('reader.backToLibrary')} onPress={onBack}>
        <ChevronLeft aria-hidden className={styles.chevron} />
        {t('common.back')}
      </Button>
      <span className={styles.space} />
      {children}
    </div>
  )
}
