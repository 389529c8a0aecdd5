import { useTranslation } from 'react-i18next'
import { useCall } from '../api/useCall.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import { Dialog } from '../ui/Dialog.tsx'
import styles from './app.module.css'

export function ProblemsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data: status } = useCall('libraryStatus', {})
  const problems = status?.problems ?? []
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('app.problems', { count: problems.length })}>
      <p className={styles.lead}>{t('app.problemsText')}</p>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.code}`}>
            <code>{problem.path}</code>
            <span>{errorText(problem)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
