import styles from './panels.module.css'

/** Widths of the lines in percent, each one once. */
const lines = [92, 98, 95, 60, 0, 97, 90, 94, 99, 42]

/** The shape of an article that is on its way; it shows only when the wait can be felt. */
export function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      <div data-part="site" />
      <div data-part="title" />
      <div data-part="meta" />
      {lines.map((width) => (
        <div key={width} data-part="line" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
