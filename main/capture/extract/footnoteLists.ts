import { plainText, tagOf } from './dom.ts'
import type { Footnote, Stash } from './stash.ts'

const CONTAINER = /foot-?notes?|end-?notes?|references|notes?\b|fnlist/i
const PLACE = '\uFFFC'

/** The notes of a list, with those that nothing in the text refers to: they would be left behind, and lost with their list. */
export function withOthers(container: Element, list: readonly Footnote[]): readonly Footnote[] {
  const items = [...container.children].filter((child) => tagOf(child) === 'li')
  if (!/^[ou]l$/.test(tagOf(container)) || items.length === list.length || items.length > list.length * 2) return list
  const known = new Map(list.map((note) => [note.element, note]))
  return items.flatMap((element, index) => {
    const note = known.get(element)
    if (note) return [note]
    if (plainText(element) === '') return []
    return [{ id: element.getAttribute('id') || `note-${index + 1}`, label: String(index + 1), element }]
  })
}

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
