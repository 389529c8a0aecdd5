import { useTranslation } from 'react-i18next'
import type { Work } from '../../api/useWork.ts'
import { Button } from '../../ui/Button.tsx'
import { WorkProgress } from '../../ui/WorkProgress.tsx'
import styles from './library.module.css'

/** Long work under way, and the button that stops it. */
export function AtWork({ label, work }: { readonly label: string; readonly work: Work }) {
  const { t } = useTranslation()
  return (
    <div className={styles.form}>
      <WorkProgress label={label} progress={work.progress} />
      <div className={styles.buttons}>
        <Button onPress={work.cancel}>{t('save.stop')}</Button>
      </div>
    </div>
  )
}
