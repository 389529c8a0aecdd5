import { useTranslation } from 'react-i18next'
import type { MergeReceipt } from '../../../main/core/contract.ts'
import { ReportList } from '../../ui/ReportList.tsx'
import styles from './library.module.css'

/** What was taken over from a backup or from another copy. */
export function Receipt({ receipt }: { readonly receipt: MergeReceipt }) {
  const { t } = useTranslation()
  const { articles, highlights, files, problems } = receipt
  const nothing =
    articles.added + articles.changed + highlights.added + highlights.changed + files === 0 && problems.length === 0
  const lines = [
    articles.added > 0 && t('settings.receipt.added', { count: articles.added }),
    articles.changed > 0 && t('settings.receipt.changed', { count: articles.changed }),
    highlights.added > 0 && t('settings.receipt.highlights', { count: highlights.added }),
    highlights.changed > 0 && t('settings.receipt.highlightsChanged', { count: highlights.changed }),
    articles.same > 0 && t('settings.receipt.same', { count: articles.same }),
    articles.deleted > 0 && t('settings.receipt.deleted', { count: articles.deleted }),
  ].filter((line) => line !== false)
  return (
    <div className={styles.result} role="status">
      <p>{nothing ? t('settings.receipt.nothing') : t('settings.receipt.done')}</p>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {problems.length > 0 && (
        <>
          <p>{t('settings.receipt.problems', { count: problems.length })}</p>
          <ReportList items={problems} />
        </>
      )}
    </div>
  )
}
