import { plainText, tagOf } from './dom.ts'
import type { Footnote, Stash } from './stash.ts'

const CONTAINER = /foot-?notes?|end-?notes?|references|notes?\b|fnlist/i
const PLACE = '\uFFFC'

/** Takes the notes of one container out of the page and leaves one placeholder for them all. */
export function placeNotes(document: Document, container: Element, list: readonly Footnote[], stash: Stash): void {
  const place = stash.hold(document, 'p', { kind: 'notes', notes: list }, PLACE)
  const [first] = list
  first?.element.before(place)
  for (const note of list) note.element.remove()
  // The wrappers that held nothing but notes go, so that their names do not decide about the placeholder.
  let outer: Element = container
  let top: Element | null = null
  while (tagOf(outer) !== 'body' && plainText(outer).replaceAll(PLACE, '') === '') {
    top = outer
    if (!outer.parentElement) break
    outer = outer.parentElement
  }
  if (top) top.replaceWith(place)
  else if (/^(?:ol|ul|dl|tbody|table)$/.test(tagOf(container))) container.after(place)
  if (
    outer !== container &&
    /^(?:footer|aside)$/.test(tagOf(outer)) &&
    CONTAINER.test(outer.getAttribute('class') ?? '')
  )
    outer.before(place)
}
