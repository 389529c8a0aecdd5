import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../main/core/contract.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { useWork } from '../../api/useWork.ts'
import { useFormat } from '../../locales/useFormat.ts'
import { backupPath, today } from './backupName.ts'
import styles from './library.module.css'
import { PathForm } from './PathForm.tsx'
import { Section } from './Section.tsx'

/** Everything into one file, which a person keeps somewhere else. */
export function BackupForm({ libraryPath }: { readonly libraryPath: string }) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  const api = useApi()
  const work = useWork()
  const [done, setDone] = useState<Answer<'backupLibrary'> | null>(null)

  const backUp = async (path: string, force: boolean): Promise<void> => {
    setDone(null)
    setDone(await work.run((task) => api.backupLibrary({ path, force, task })))
  }

  return (
    <Section title={t('settings.backups.all')} text={t('settings.backups.allText')}>
      <PathForm
        label={t('settings.backups.file')}
        initial={backupPath(libraryPath, today(new Date()))}
        submit={t('settings.backups.start')}
        working={t('settings.backups.working')}
        work={work}
        onSubmit={(path, force) => void backUp(path, force)}
      />
      {done && (
        <div className={styles.result} role="status">
          <p>{t('settings.backups.done', { count: done.articles, size: bytes(done.bytes) })}</p>
          <p className={styles.path}>{done.path}</p>
        </div>
      )}
    </Section>
  )
}
