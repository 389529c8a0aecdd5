import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { matchRanges } from '../../../main/core/query/match.ts'
import type { Target } from '../../app/route.ts'
import type { ArticleHandle } from '../article/handle.ts'
import { scrollToRange } from '../article/jump.ts'
import { clearFound, paintFound, rangeOf } from './paint.ts'

export interface Find {
  readonly query: string
  readonly total: number
  /** 0 for the first; -1 while none is chosen. */
  readonly current: number
  /** To the next (1) or previous (-1) match, round the end. */
  readonly step: (by: 1 | -1) => void
}

/**
 * The matches of the query with which an article was opened: all are painted, one is current. It begins at the passage
 * that the address names, or at the first; a highlight that is named is shown by who asks for it, so nothing moves here.
 */
export function useFind(
  handle: ArticleHandle | null,
  scroller: RefObject<HTMLElement | null>,
  target: Target,
): Find | null {
  const { query, at, highlight } = target
  const found = useMemo(
    () => (handle === null || query === null ? [] : matchRanges(handle.text.text, query, { typing: true })),
    [handle, query],
  )
  const [current, setCurrent] = useState(-1)
  const latest = useRef({ found, current })
  latest.current = { found, current }

  const show = useCallback(
    (index: number) => {
      setCurrent(index)
      const passage = latest.current.found[index]
      const range = handle === null || passage === undefined ? null : rangeOf(handle, passage)
      if (scroller.current !== null && range !== null) scrollToRange(scroller.current, range)
    },
    [handle, scroller],
  )

  // The place that the address names; each time that it names one.
  useLayoutEffect(() => {
    if (handle === null) return
    const from = at ?? 0
    const first = found.findIndex(({ end }) => end > from)
    if (highlight !== null) setCurrent(-1)
    else show(first < 0 ? found.length - 1 : first)
  }, [handle, found, at, highlight, show])

  // Whatever redraws the text (a new highlight) takes the ranges with it.
  useLayoutEffect(() => {
    if (handle === null || found.length === 0) return undefined
    const paint = (): void => paintFound(handle, found, current)
    paint()
    handle.editor.on('transaction', paint)
    return () => {
      handle.editor.off('transaction', paint)
      clearFound()
    }
  }, [handle, found, current])

  const step = useCallback(
    (by: 1 | -1) => {
      const { found: all, current: now } = latest.current
      if (all.length === 0) return
      show(now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length)
    },
    [show],
  )

  // F3 and Ctrl/⌘ G, as a browser's own search has them, from wherever the focus is.
  useEffect(() => {
    if (query === null) return undefined
    const pressed = (event: KeyboardEvent): void => {
      const again = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'g'
      if (event.altKey || (event.key !== 'F3' && !again)) return
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [query, step])

  return useMemo(
    () => (query === null || handle === null ? null : { query, total: found.length, current, step }),
    [query, handle, found, current, step],
  )
}
