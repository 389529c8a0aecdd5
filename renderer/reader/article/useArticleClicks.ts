import { type RefObject, useEffect, useRef } from 'react'
import { placeOf } from '../highlights/entry.ts'
import type { HighlightStore } from '../highlights/store.ts'
import type { ActiveControl } from '../highlights/useActive.ts'
import { type ArticleHandle, inNote } from './handle.ts'
import { followAnchor } from './jump.ts'
import { nextAtPoint } from './segments.ts'

/** A click or Enter on a highlight opens it (again: the next one that lies there); a click beside it closes. */
export function useArticleClicks(
  handle: ArticleHandle | null,
  scroller: RefObject<HTMLElement | null>,
  store: HighlightStore,
  control: ActiveControl,
): void {
  const latest = useRef(control)
  latest.current = control
  useEffect(() => {
    if (handle === null) return undefined
    const { root } = handle
    const openAt = (mark: HTMLElement): void => {
      const keys = (mark.dataset.highlights ?? '').split(' ')
      const next = nextAtPoint(keys, (key) => lengthOf(store, key), latest.current.active?.key ?? null)
      if (next !== null) latest.current.open(next)
    }
    const clicked = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || inNote(event.target)) return
      const link = event.target.closest('a')
      if (link !== null) {
        const href = link.getAttribute('href')
        if (href?.startsWith('#')) {
          event.preventDefault()
          if (scroller.current !== null) followAnchor(scroller.current, handle, href)
        }
        return
      }
      if (document.getSelection()?.isCollapsed === false) return
      const mark = event.target.closest<HTMLElement>('[data-highlights]')
      if (mark === null) latest.current.clear()
      else openAt(mark)
    }
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return
      if (!event.target.matches('[data-highlights]')) return
      event.preventDefault()
      openAt(event.target)
    }
    root.addEventListener('click', clicked)
    root.addEventListener('keydown', pressed)
    return () => {
      root.removeEventListener('click', clicked)
      root.removeEventListener('keydown', pressed)
    }
  }, [handle, scroller, store])
}

function lengthOf(store: HighlightStore, key: string): number {
  const item = store.get(key)
  const place = item === null ? null : placeOf(item)
  return place === null ? 0 : place.end - place.start
}
