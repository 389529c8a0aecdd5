import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './EmptyState.module.css'

interface Props {
  readonly title: string
  readonly children?: ReactNode
  /** Buttons: what one can do from here. */
  readonly actions?: ReactNode
  readonly icon?: ReactNode
  /** In a narrow column. */
  readonly compact?: boolean
}

export function EmptyState({ title, children, actions, icon, compact = false }: Props) {
  return (
    <div className={cx(styles.empty, compact && styles.compact)}>
      {icon !== undefined && <div className={styles.icon}>{icon}</div>}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <p className={styles.text}>{children}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
