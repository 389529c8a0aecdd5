import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupFile, MergeReceipt } from '../../../main/core/contract.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { errorOf, useCall } from '../../api/useCall.ts'
import { useReadOnly } from '../../api/useReadOnly.ts'
import { useWork } from '../../api/useWork.ts'
import { useFormat } from '../../locales/useFormat.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useSettings } from '../SettingsProvider.tsx'
import { Stepper } from '../Stepper.tsx'
import { AtWork } from './AtWork.tsx'
import styles from './library.module.css'
import { Receipt } from './Receipt.tsx'
import { Section } from './Section.tsx'

/** The copies that Postil makes by itself: whether, how many, and each with its way back. */
export function DailyBackups() {
  const { t } = useTranslation()
  const { moment, bytes } = useFormat()
  const api = useApi()
  const readOnly = useReadOnly()
  const { settings, update, error } = useSettings()
  const { data, error: failed } = useCall('listBackups', {})
  const work = useWork()
  const [receipt, setReceipt] = useState<MergeReceipt | null>(null)
  const backups = data?.backups ?? []
  const problem = error ?? errorOf(failed)

  const restore = async ({ path }: BackupFile): Promise<void> => {
    setReceipt(null)
    setReceipt(await work.run((task) => api.restoreBackup({ path, task })))
  }

  return (
    <Section title={t('settings.backups.daily')} text={t('settings.backups.dailyText')}>
      <div className={styles.form}>
        <Switch
          label={t('settings.backups.dailyOn')}
          isSelected={settings.dailyBackups}
          isDisabled={readOnly}
          onChange={(dailyBackups) => update({ dailyBackups })}
        />
        <Stepper
          label={t('settings.backups.kept')}
          less={t('settings.backups.fewer')}
          more={t('settings.backups.more')}
          value={settings.backupsKept}
          shown={t('settings.backups.keptCount', { count: settings.backupsKept })}
          min={1}
          max={365}
          step={1}
          onChange={(backupsKept) => update({ backupsKept })}
        />
        {problem && <ErrorNotice error={problem} />}
      </div>
      {data && backups.length === 0 && <p className={styles.text}>{t('settings.backups.none')}</p>}
      {backups.length > 0 && (
        <ul className={styles.backups} aria-label={t('settings.backups.list')}>
          {backups.map((backup) => (
            <li key={backup.path}>
              <span className={styles.when} title={backup.path}>
                {moment(backup.createdAt)}
              </span>
              <span className={styles.size}>{bytes(backup.bytes)}</span>
              <Button
                variant="plain"
                isDisabled={readOnly || work.task !== null}
                aria-label={t('settings.backups.restoreOf', { date: moment(backup.createdAt) })}
                onPress={() => void restore(backup)}
              >
                {t('library.restore')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {work.task !== null && <AtWork label={t('settings.backups.restoring')} work={work} />}
      {work.error && <ErrorNotice error={work.error} />}
      {receipt && <Receipt receipt={receipt} />}
    </Section>
  )
}
