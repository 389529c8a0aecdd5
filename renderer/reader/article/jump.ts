import type { ArticleHandle } from './handle.ts'

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** How the text moves when it is told to. */
export const scrolling = (): ScrollBehavior => (calm() ? 'instant' : 'smooth')

/** Scrolls an element to a third of the window's height, so that what leads to it is seen too. */
export function scrollTo(scroller: HTMLElement, element: Element, share = 0.3): void {
  openAround(element)
  const box = element.getBoundingClientRect()
  const view = scroller.getBoundingClientRect()
  const top = scroller.scrollTop + box.top - view.top - view.height * share
  scroller.scrollTo({ top: Math.max(0, top), behavior: scrolling() })
}

/** Scrolls a passage to a third of the window's height, where it is not in sight already. */
export function scrollToRange(scroller: HTMLElement, range: Range): void {
  const { startContainer: start } = range
  const holder = start instanceof Element ? (start.childNodes[range.startOffset] ?? start) : start
  const element = holder instanceof Element ? holder : holder.parentElement
  if (element === null) return
  openAround(element)
  const box = range.getClientRects()[0] ?? element.getBoundingClientRect()
  const view = scroller.getBoundingClientRect()
  const inSight = box.top > view.top + COVERED && box.bottom < view.bottom - COVERED
  if (inSight) return
  const top = scroller.scrollTop + box.top - view.top - view.height * 0.3
  scroller.scrollTo({ top: Math.max(0, top), behavior: 'instant' })
}

/** As much at the edges of what scrolls may be covered by bars. CSS pixels. */
const COVERED = 56

/** Scrolls to a highlight, gives it the focus and lets it be seen for a moment. */
export function jumpToHighlight(scroller: HTMLElement, handle: ArticleHandle, key: string): void {
  const marks = handle.marksOf(key)
  const [first] = marks
  if (first === undefined) return
  scrollTo(scroller, first)
  first.focus({ preventScroll: true })
  if (calm()) return
  for (const mark of marks) {
    mark.animate([{ filter: 'none' }, { filter: 'brightness(0.8) saturate(1.6)', offset: 0.3 }, { filter: 'none' }], {
      duration: 900,
      delay: 250,
      easing: 'ease-in-out',
    })
  }
}

/** Follows a link inside the article; false where it leads nowhere. */
export function followAnchor(scroller: HTMLElement, handle: ArticleHandle, href: string): boolean {
  const id = decodeURIComponent(href.slice(1))
  const target = id === '' ? null : handle.root.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
  if (target === null) return false
  scrollTo(scroller, target, 0.2)
  if (target.tabIndex < 0) target.tabIndex = -1
  target.focus({ preventScroll: true })
  return true
}

/** A passage inside closed details is opened before it is shown. */
function openAround(element: Element): void {
  for (let at = element.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null)
    at.open = true
}
