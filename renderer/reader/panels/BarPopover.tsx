import { type ReactNode, useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import styles from './panels.module.css'

interface Props {
  /** What the button in the bar shows. */
  readonly button: ReactNode
  /** Read out for the panel. */
  readonly label: string
  readonly children: (close: () => void) => ReactNode
}

/** A word in the bar that opens a panel beneath it; Escape and a click outside close it. */
export function BarPopover({ button, label, children }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className={styles.word ?? ''}>{button}</Button>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.panel ?? ''} aria-label={label}>
          {open && children(() => setOpen(false))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
