import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MergeReceipt } from '../../../main/core/contract.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { useReadOnly } from '../../api/useReadOnly.ts'
import { useWork } from '../../api/useWork.ts'
import { PathForm } from './PathForm.tsx'
import { Receipt } from './Receipt.tsx'
import { Section } from './Section.tsx'

/** Brings a backup's articles and notes back; what is here now stays. */
export function RestoreForm() {
  const { t } = useTranslation()
  const api = useApi()
  const work = useWork()
  const readOnly = useReadOnly()
  const [receipt, setReceipt] = useState<MergeReceipt | null>(null)

  const restore = async (path: string): Promise<void> => {
    setReceipt(null)
    setReceipt(await work.run((task) => api.restoreBackup({ path, task })))
  }

  return (
    <Section title={t('settings.backups.restore')} text={t('settings.backups.restoreText')}>
      <PathForm
        label={t('settings.backups.restoreFile')}
        submit={t('settings.backups.restoreStart')}
        working={t('settings.backups.restoring')}
        work={work}
        isDisabled={readOnly}
        onSubmit={(path) => void restore(path)}
      />
      {receipt && <Receipt receipt={receipt} />}
    </Section>
  )
}
