import { cx } from './cx.ts'
import styles from './Kbd.module.css'
import { formatShortcut, isMac } from './shortcut.ts'

interface Props {
  /** `Mod+N`, `e`, `Shift+Enter` … */
  readonly keys: string
  /** Without a frame, for a place that has one already. */
  readonly bare?: boolean
}

export function Kbd({ keys, bare = false }: Props) {
  return <kbd className={cx(styles.kbd, bare && styles.bare)}>{formatShortcut(keys, isMac())}</kbd>
}
