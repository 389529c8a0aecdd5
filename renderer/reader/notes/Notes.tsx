import { useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ArticleHandle } from '../article/handle.ts'
import type { ReaderHighlight } from '../highlights/entry.ts'
import type { Active } from '../highlights/useActive.ts'
import { useMarginLayout } from '../margin/useMarginLayout.ts'
import { type NoteActs, NoteCard } from './NoteCard.tsx'
import styles from './note.module.css'
import { QuietNote } from './QuietNote.tsx'

interface Props {
  readonly handle: ArticleHandle | null
  /** Those that have a note to show, in reading order. */
  readonly items: readonly ReaderHighlight[]
  readonly active: Active | null
  readonly suggestions: readonly string[]
  readonly acts: NoteActs
}

function Note({ item, active, suggestions, acts }: Omit<Props, 'items' | 'handle'> & { item: ReaderHighlight }) {
  const current = active?.key === item.key
  if (current && active.open) return <NoteCard item={item} focus={active.focus} suggestions={suggestions} acts={acts} />
  return <QuietNote item={item} active={current} onOpen={acts.open} />
}

/** Notes in the margin, each beside the first line of its passage. */
export function MarginNotes({ handle, items, ...rest }: Props) {
  const { t } = useTranslation()
  const column = useRef<HTMLElement>(null)
  const pinned = rest.active?.open ? rest.active.key : null
  useMarginLayout(column, handle, pinned, items)
  return (
    <aside ref={column} className={styles.margin} aria-label={t('reader.note.margin')}>
      {items.map((item) => (
        <div key={item.key} data-note={item.key} className={styles.slot} data-open={item.key === pinned || undefined}>
          <Note item={item} {...rest} />
        </div>
      ))}
    </aside>
  )
}

/** The same notes beneath their paragraphs, in the places that the text keeps for them. */
export function InlineNotes({ handle, items, ...rest }: Props) {
  if (handle === null) return null
  return items.map((item) =>
    createPortal(
      <div className={styles.inline}>
        <Note item={item} {...rest} />
      </div>,
      handle.hosts.element(item.key),
      item.key,
    ),
  )
}
