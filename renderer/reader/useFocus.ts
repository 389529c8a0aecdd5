import { type RefObject, useEffect } from 'react'
import { isOverlayOpen, isTyping } from '../ui/shortcut.ts'
import type { ArticleHandle } from './article/handle.ts'

/**
 * Keeps the keys with the text. An article that opens takes the focus, so that it scrolls by keys at once; and where what
 * had the focus goes away (a note that is deleted, a highlight that is drawn anew), the active highlight or the text
 * takes it. `drawn` changes with what is drawn.
 */
export function useFocus(
  scroller: RefObject<HTMLElement | null>,
  handle: ArticleHandle | null,
  active: string | null,
  drawn: unknown,
): void {
  useEffect(() => {
    // What scrolls must be reached by the keys that scroll.
    if (scroller.current !== null) scroller.current.tabIndex = 0
    if (handle === null || isTyping(document.activeElement) || isOverlayOpen()) return
    // A window that has just come up does not know yet whether keys are used; a frame would only puzzle.
    const fresh = document.activeElement === document.body
    scroller.current?.focus({ preventScroll: true, ...(fresh ? { focusVisible: false } : {}) })
  }, [scroller, handle])

  useEffect(() => {
    void drawn
    if (handle === null || document.activeElement !== document.body || isOverlayOpen()) return
    const mark = active === null ? undefined : handle.marksOf(active)[0]
    ;(mark ?? scroller.current)?.focus({ preventScroll: true })
  }, [scroller, handle, active, drawn])
}
