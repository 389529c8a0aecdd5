import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components'
import styles from './Button.module.css'
import { cx } from './cx.ts'
import { Kbd } from './Kbd.tsx'

export interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  readonly children: ReactNode
  /** `primary` once per view; `plain` has no frame; `danger` for what cannot be undone. */
  readonly variant?: 'primary' | 'quiet' | 'plain' | 'danger'
  readonly icon?: ReactNode
  /** Shown beside the label; the caller listens for the key. */
  readonly shortcut?: string
}

export function Button({ children, variant = 'quiet', icon, shortcut, ...props }: Props) {
  return (
    <AriaButton {...props} className={cx(styles.button, styles[variant])}>
      {icon}
      <span>{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} bare />}
    </AriaButton>
  )
}
