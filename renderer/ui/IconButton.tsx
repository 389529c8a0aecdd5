import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps, ToggleButton, TooltipTrigger } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './IconButton.module.css'
import { Tip } from './Tip.tsx'

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'aria-label'> {
  /** Read out, and shown in the tooltip. */
  readonly label: string
  readonly children: ReactNode
  readonly shortcut?: string
  /** Given: the button is a toggle in this state. */
  readonly isSelected?: boolean
  readonly size?: 'small' | 'normal'
}

/** A button that is a picture: its name and its key stand in a tooltip, on hover and on keyboard focus. */
export function IconButton({ label, children, shortcut, isSelected, size = 'normal', onPress, ...props }: Props) {
  const className = cx(styles.icon, size === 'small' && styles.small)
  const press = onPress ? { onPress } : {}
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {isSelected === undefined ? (
        <AriaButton {...props} {...press} aria-label={label} className={className}>
          {children}
        </AriaButton>
      ) : (
        <ToggleButton
          aria-label={label}
          className={className}
          isSelected={isSelected}
          isDisabled={props.isDisabled ?? false}
          {...press}
        >
          {children}
        </ToggleButton>
      )}
      <Tip shortcut={shortcut}>{label}</Tip>
    </TooltipTrigger>
  )
}
