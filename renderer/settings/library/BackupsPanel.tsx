import { useCall } from '../../api/useCall.ts'
import { BackupForm } from './BackupForm.tsx'
import { DailyBackups } from './DailyBackups.tsx'
import styles from './library.module.css'
import { RestoreForm } from './RestoreForm.tsx'

/** Copies to come back to: those of each day, one of everything, and the way back. */
export function BackupsPanel() {
  const { data: status } = useCall('libraryStatus', {})
  return (
    <div className={styles.panel}>
      <DailyBackups />
      {status && <BackupForm libraryPath={status.path} />}
      <RestoreForm />
    </div>
  )
}
