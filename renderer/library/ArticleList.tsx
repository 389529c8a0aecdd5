import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary, Snippet } from '../../main/core/contract.ts'
import { ContextMenu, type MenuPoint } from '../ui/Menu.tsx'
import { isOverlayOpen, isTyping } from '../ui/shortcut.ts'
import styles from './ArticleList.module.css'
import { ArticleRow } from './ArticleRow.tsx'
import { useEntries } from './entries.tsx'
import { SkeletonRow } from './SkeletonRow.tsx'
import type { Row } from './useArticles.ts'
import { useSteadyScroll } from './useSteadyScroll.ts'
import { walk } from './view.ts'

export interface ListHandle {
  readonly focus: () => void
  /** The article whose row has the focus. */
  readonly focused: () => ArticleSummary | null
}

interface Props {
  readonly ref: Ref<ListHandle>
  /** Another value: another list, which begins at its top. */
  readonly view: string
  readonly total: number
  readonly at: (index: number) => Row | undefined
  /** What is searched for; an article opens where it matches. */
  readonly query: string | null
  /** Passages of those rows that bring none. */
  readonly snippets: ReadonlyMap<string, Snippet>
  readonly openId: string | null
  /** Null while nothing is being selected. */
  readonly selection: ReadonlySet<string> | null
  readonly onSelect: (id: string) => void
  readonly onRange: (first: number, last: number) => void
}

/** The rows in sight of however many there are. Tab reaches one row; arrows, j and k walk from there. */
export function ArticleList(props: Props) {
  const { ref, view, total, at, query, snippets, openId, selection, onSelect, onRange } = props
  const { t } = useTranslation()
  const entriesFor = useEntries()
  const scroller = useRef<HTMLDivElement>(null)
  const links = useRef(new Map<number, HTMLAnchorElement>())
  const focusedId = useRef<string | null>(null)
  const [active, setActive] = useState(0)
  const [wanted, setWanted] = useState<number | null>(null)
  const [menu, setMenu] = useState<{ readonly at: MenuPoint; readonly article: ArticleSummary } | null>(null)

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => 66,
    overscan: 8,
    paddingStart: 6,
    paddingEnd: 6,
    scrollPaddingStart: 6,
    scrollPaddingEnd: 6,
  })
  const rows = virtualizer.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0
  const current = Math.min(active, Math.max(0, total - 1))

  useEffect(() => onRange(first, last), [first, last, onRange])

  const shown = useRef(view)
  useLayoutEffect(() => {
    if (shown.current === view) return
    shown.current = view
    virtualizer.measure()
    scroller.current?.scrollTo({ top: 0 })
    setActive(0)
  }, [view, virtualizer])
  useSteadyScroll({ virtualizer, scroller, view, at })

  // A row that is walked to may have to be drawn first.
  useEffect(() => {
    const link = wanted === null ? undefined : links.current.get(wanted)
    if (!link) return
    // Its real height is only known now.
    virtualizer.scrollToIndex(wanted ?? 0)
    link.focus({ preventScroll: true })
    setWanted(null)
  })

  // The row that has the focus keeps it wherever it goes.
  useEffect(() => {
    const id = focusedId.current
    if (id === null || at(current)?.article.id === id) return
    const moved = rows.find(({ index }) => at(index)?.article.id === id)
    if (moved) setActive(moved.index)
  })

  // When the row that has the focus goes (archived, deleted), the one that takes its place takes the focus too.
  useEffect(() => {
    if (focusedId.current === null || document.activeElement !== document.body || isOverlayOpen()) return
    links.current.get(current)?.focus({ preventScroll: true })
  })

  const goTo = (index: number): void => {
    setActive(index)
    setWanted(index)
    virtualizer.scrollToIndex(index)
  }

  useImperativeHandle(ref, () => ({
    focus: () => total > 0 && goTo(current),
    focused: () => (scroller.current?.contains(document.activeElement) ? (at(current)?.article ?? null) : null),
  }))

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const article = at(current)?.article
    const target = walk(event.key, current, total, 8)
    if (target !== null) {
      event.preventDefault()
      goTo(target)
    } else if (event.key === 'x' && article) {
      event.preventDefault()
      onSelect(article.id)
    } else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && article) {
      event.preventDefault()
      const box = links.current.get(current)?.getBoundingClientRect()
      if (box) setMenu({ at: { x: box.left + 24, y: box.bottom }, article })
    }
  }

  const onContextMenu = (event: MouseEvent, article: ArticleSummary): void => {
    event.preventDefault()
    setMenu({ at: { x: event.clientX, y: event.clientY }, article })
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <ul
        className={styles.list}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('library.list')}
        onKeyDown={onKeyDown}
      >
        {rows.map(({ index, start }) => {
          const row = at(index)
          const article = row?.article
          return (
            <li
              key={article?.id ?? index}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
              onFocus={() => {
                setActive(index)
                focusedId.current = article?.id ?? null
              }}
              onBlur={({ target }) => {
                // A row that is being taken away still has what the next one inherits.
                queueMicrotask(() => {
                  if (target.isConnected) focusedId.current = null
                })
              }}
              onContextMenu={(event) => article && onContextMenu(event, article)}
            >
              {article ? (
                <ArticleRow
                  article={article}
                  entries={entriesFor(article)}
                  query={query}
                  snippet={row.snippet ?? snippets.get(article.id) ?? null}
                  open={article.id === openId}
                  active={index === current}
                  selected={selection?.has(article.id) ?? null}
                  onSelect={() => onSelect(article.id)}
                  linkRef={(element) => {
                    if (element) links.current.set(index, element)
                    else links.current.delete(index)
                  }}
                />
              ) : (
                <SkeletonRow />
              )}
            </li>
          )
        })}
      </ul>
      <ContextMenu
        label={menu ? t('library.actions', { title: menu.article.title }) : ''}
        entries={menu ? entriesFor(menu.article) : []}
        at={menu?.at ?? null}
        onClose={() => setMenu(null)}
      />
    </div>
  )
}
