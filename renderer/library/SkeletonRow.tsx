import styles from './SkeletonRow.module.css'

/** Holds a row's place while it is on its way. */
export function SkeletonRow() {
  return (
    <div className={styles.row} aria-hidden>
      <i />
      <i />
    </div>
  )
}

export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.skeleton} role="status">
      <span className="unseen">{label}</span>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <SkeletonRow key={key} />
      ))}
    </div>
  )
}
