import type { ReactNode } from 'react'
import { Tooltip } from 'react-aria-components'
import styles from './IconButton.module.css'
import { Kbd } from './Kbd.tsx'

/** A tooltip's card; stands inside react-aria's `TooltipTrigger`, after the element it speaks of. */
export function Tip({ children, shortcut }: { readonly children: ReactNode; readonly shortcut?: string | undefined }) {
  return (
    <Tooltip className={styles.tip ?? ''} offset={6} placement="bottom">
      {children}
      {shortcut !== undefined && <Kbd keys={shortcut} bare />}
    </Tooltip>
  )
}
