import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeReceipt } from '../../../main/core/contract.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { useCall } from '../../api/useCall.ts'
import { useReadOnly } from '../../api/useReadOnly.ts'
import { useWork } from '../../api/useWork.ts'
import { useFormat } from '../../locales/useFormat.ts'
import styles from './library.module.css'
import { PathForm } from './PathForm.tsx'
import { Receipt } from './Receipt.tsx'
import { Section } from './Section.tsx'

/** Where the library is and what is in it, and another copy to merge into it. */
export function LibraryPanel() {
  const { t } = useTranslation()
  const { number } = useFormat()
  const api = useApi()
  const work = useWork()
  const readOnly = useReadOnly()
  const { data: status } = useCall('libraryStatus', {})
  const trash = useCall('listArticles', { shelf: 'all', limit: 1 }).data?.counts.trash
  const [receipt, setReceipt] = useState<MergeReceipt | null>(null)

  const merge = async (path: string): Promise<void> => {
    setReceipt(null)
    setReceipt(await work.run((task) => api.mergeLibrary({ path, task })))
  }

  return (
    <div className={styles.panel}>
      <Section title={t('settings.library.where')} text={t('settings.library.whereText')}>
        <dl className={styles.facts}>
          <dt>{t('settings.library.folder')}</dt>
          <dd className={styles.path}>{status?.path}</dd>
          <dt>{t('settings.library.articles')}</dt>
          <dd>{status && number(status.articles)}</dd>
          <dt>{t('settings.library.trash')}</dt>
          <dd>{trash !== undefined && number(trash)}</dd>
        </dl>
      </Section>
      <Section title={t('settings.library.merge')} text={t('settings.library.mergeText')}>
        <PathForm
          label={t('settings.library.mergeFolder')}
          submit={t('settings.library.mergeStart')}
          working={t('settings.library.merging')}
          work={work}
          isDisabled={readOnly}
          onSubmit={(path) => void merge(path)}
        />
        {receipt && <Receipt receipt={receipt} />}
      </Section>
    </div>
  )
}
