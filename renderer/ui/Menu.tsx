import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Fragment, useRef } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { cx } from './cx.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string
  readonly danger?: boolean
  /** A line above this entry. */
  readonly apart?: boolean
  readonly isDisabled?: boolean
  readonly onAction: () => void
}

interface EntriesProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** Given: one of the entries is in force, and says so. */
  readonly selected?: string
}

function Entries({ label, entries, selected }: EntriesProps) {
  const choice = selected === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [selected] }
  return (
    <AriaMenu className={styles.menu ?? ''} aria-label={label} autoFocus="first" {...choice}>
      {entries.map((entry) => (
        <Fragment key={entry.id}>
          {entry.apart && <Separator className={styles.line ?? ''} />}
          <MenuItem
            id={entry.id}
            className={cx(styles.item, entry.danger && styles.danger)}
            textValue={entry.label}
            isDisabled={entry.isDisabled ?? false}
            onAction={entry.onAction}
          >
            {selected !== undefined && <span className={styles.tick}>{entry.id === selected && <Check />}</span>}
            <span className={styles.icon}>{entry.icon}</span>
            <span className={styles.label}>{entry.label}</span>
            {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} bare />}
          </MenuItem>
        </Fragment>
      ))}
    </AriaMenu>
  )
}

interface Props extends EntriesProps {
  /** The button that opens it. */
  readonly children: ReactNode
}

export function Menu({ children, ...entries }: Props) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Entries {...entries} />
      </Popover>
    </MenuTrigger>
  )
}

/** Where a context menu stands, in CSS pixels of the viewport. */
export interface MenuPoint {
  readonly x: number
  readonly y: number
}

interface ContextProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly at: MenuPoint | null
  readonly onClose: () => void
}

/** The same menu at the pointer, for a right click or the context-menu key. */
export function ContextMenu({ label, entries, at, onClose }: ContextProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={at ? { left: at.x, top: at.y } : undefined} />
      <Popover
        className={styles.popover ?? ''}
        aria-label={label}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => !open && onClose()}
        placement="bottom start"
        offset={2}
      >
        <Entries
          label={label}
          entries={entries.map((entry) => ({
            ...entry,
            onAction: () => {
              onClose()
              entry.onAction()
            },
          }))}
        />
      </Popover>
    </>
  )
}
