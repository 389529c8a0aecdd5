import { CheckSection } from './CheckSection.tsx'
import { IndexSection } from './IndexSection.tsx'
import styles from './library.module.css'

/** Whether all files are as they should be, and what can be made anew from them. */
export function ChecksPanel() {
  return (
    <div className={styles.panel}>
      <CheckSection />
      <IndexSection />
    </div>
  )
}
