import type { ReactNode } from 'react'
import type { Problem } from '../../main/core/contract.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import styles from './ReportList.module.css'

/** More than anybody reads; the command line lists them all. */
const most = 200

interface Props<T extends Problem> {
  readonly items: readonly T[]
  /** What became of one, before its sentence. */
  readonly label?: (item: T) => ReactNode
}

/** Files with something wrong: which, what happened, and what to do. */
export function ReportList<T extends Problem>({ items, label }: Props<T>) {
  const errorText = useErrorText()
  return (
    <ul className={styles.list}>
      {items.slice(0, most).map((item) => (
        <li key={`${item.path} ${item.code}`}>
          <code>{item.path}</code>
          {label?.(item)}
          <span>{errorText(item)}</span>
        </li>
      ))}
      {items.length > most && <li aria-hidden>…</li>}
    </ul>
  )
}
