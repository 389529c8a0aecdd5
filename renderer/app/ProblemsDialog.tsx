import { useTranslation } from 'react-i18next'
import { useCall } from '../api/useCall.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ReportList } from '../ui/ReportList.tsx'
import styles from './app.module.css'
import { useShell } from './ShellContext.tsx'

export function ProblemsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const shell = useShell()
  const { data: status } = useCall('libraryStatus', {})
  const problems = status?.problems ?? []
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('app.problems', { count: problems.length })}
      actions={
        <Button onPress={() => shell.open({ kind: 'settings', section: 'checks' })}>{t('app.problemsCheck')}</Button>
      }
    >
      <p className={styles.lead}>{t('app.problemsText')}</p>
      <ReportList items={problems} />
    </Dialog>
  )
}
