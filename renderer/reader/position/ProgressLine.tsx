import { useTranslation } from 'react-i18next'
import styles from '../reader.module.css'
import { type Progress, useProgressed } from './progress.ts'

/** How much is read, as a line along the foot of the reading pane. */
export function ProgressLine({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation()
  const share = useProgressed(progress, (value) => value)
  return (
    <div
      className={styles.progress}
      role="progressbar"
      aria-label={t('reader.progress')}
      aria-valuenow={Math.round(share * 100)}
      style={{ inlineSize: `${share * 100}%` }}
    />
  )
}
