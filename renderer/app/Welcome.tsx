import { useTranslation } from 'react-i18next'
import { useCall } from '../api/useCall.ts'
import { EmptyLibrary } from '../library/EmptyLibrary.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './app.module.css'

/** The main area while nothing is open. */
export function Welcome() {
  const { t } = useTranslation()
  const { data } = useCall('listArticles', { shelf: 'all', limit: 1 })
  if (!data) return <div className={styles.centre} />
  return (
    <div className={styles.centre}>
      {data.counts.all + data.counts.trash === 0 ? (
        <EmptyLibrary />
      ) : (
        <EmptyState title={t('app.pickTitle')}>{t('app.pickText')}</EmptyState>
      )}
    </div>
  )
}
