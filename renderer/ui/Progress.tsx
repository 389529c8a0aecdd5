import { ProgressBar } from 'react-aria-components'
import styles from './Progress.module.css'

interface Props {
  readonly label: string
  /** 0 to 1; null while it is unknown. */
  readonly share: number | null
}

export function Progress({ label, share }: Props) {
  const percent = share === null ? 0 : Math.round(share * 100)
  return (
    <ProgressBar aria-label={label} value={percent} isIndeterminate={share === null} className={styles.progress ?? ''}>
      <div className={styles.label} aria-live="polite">
        {label}
      </div>
      <div className={styles.track}>
        <div
          className={share === null ? styles.wander : styles.fill}
          style={share === null ? undefined : { width: `${percent}%` }}
        />
      </div>
    </ProgressBar>
  )
}

export function Spinner({ label }: { readonly label: string }) {
  return (
    <span className={styles.spinner} role="status">
      <span className="unseen">{label}</span>
    </span>
  )
}
