import { plainText, tagOf } from '../../extract/dom.ts'
import type { Chapter } from './contents.ts'

const HEADING = /^h[1-6]$/
/** The book's own title stands above everything, as the first level. */
const TOP = 2

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Whether a heading is what the table of contents calls by this label: `Chapter I` and `Chapter I. Loomings`. */
function says(heading: Element, label: string): boolean {
  const [own, wanted] = [letters(plainText(heading)), letters(label)]
  return own !== '' && wanted !== '' && (own.includes(wanted) || wanted.includes(own))
}

/** Whether text stands in the body before an element. */
function textBefore(element: Element, body: Element): boolean {
  let node: Node | null = element
  while (node && node !== body) {
    for (let before: Node | null = node.previousSibling; before; before = before.previousSibling) {
      if ((before.textContent ?? '').trim() !== '') return true
    }
    node = node.parentNode
  }
  return false
}

/** The heading that a chapter begins with; for one that begins inside the file, the one at its place. */
function headingAt(
  body: Element,
  headings: readonly Element[],
  chapter: Chapter,
  place: Element | null,
): Element | null {
  if (!place || place === body) {
    const [first] = headings
    if (first && (says(first, chapter.label) || !textBefore(first, body))) return first
    return headings.slice(0, 4).find((heading) => says(heading, chapter.label)) ?? null
  }
  const around = place.closest('h1, h2, h3, h4, h5, h6')
  if (around && body.contains(around)) return around
  const inside = headings.find((heading) => place.contains(heading))
  if (inside && !textBefore(inside, place)) return inside
  // An empty anchor before its heading.
  const next = headings.find((heading) => place.compareDocumentPosition(heading) & 4)
  return next && says(next, chapter.label) && !/\S/.test(plainText(place)) ? next : null
}

/**
 * Levels for a file's headings, as the table of contents nests the chapters: one at its left edge is of level 2, under the
 * book's title, whatever element its file has for it; headings inside a chapter stand below its own. A chapter
 * without a heading gets one. `depth` is where the file before left off; answers where this one does.
 */
export function settleHeadings(
  page: Document,
  chapters: readonly Chapter[],
  find: (id: string) => Element | null,
  depth: number,
): number {
  const { body } = page
  const headings = [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  const fixed = new Map<Element, number>()
  for (const chapter of chapters) {
    const place = chapter.fragment === '' ? null : find(chapter.fragment)
    if (chapter.fragment !== '' && !place) continue
    const level = Math.min(chapter.depth - 1 + TOP, 6)
    const found = headingAt(body, headings, chapter, place)
    if (found) {
      if (!fixed.has(found)) fixed.set(found, level)
    } else if (chapter.label !== '' && !isNamed(body, place, chapter.label)) {
      const heading = page.createElement('h1')
      heading.textContent = chapter.label
      if (place && place !== body) blockOf(place, body).before(heading)
      else body.prepend(heading)
      fixed.set(heading, level)
    }
  }
  let current = depth
  /** The heading that the ones after it are measured by: its own level, and the one that it has in the book. */
  let above: { readonly own: number; readonly level: number } | null = null
  for (const heading of [...body.querySelectorAll('h1, h2, h3, h4, h5, h6')]) {
    if (!HEADING.test(tagOf(heading))) continue
    const own = Number(tagOf(heading).slice(1))
    const set = fixed.get(heading)
    let level: number
    if (set !== undefined) level = set
    else if (above)
      level = own > above.own ? above.level + own - above.own : above.level + (chapters.length > 0 ? 1 : 0)
    else level = chapters.length > 0 ? current + 1 : own - 1 + TOP
    if (set !== undefined || !above) {
      above = { own, level }
      current = level
    }
    setLevel(heading, Math.max(TOP, Math.min(level, 6)))
  }
  return current
}

/** Whether what stands at a chapter's place begins with its name already, as a paragraph or in a picture's words. */
function isNamed(body: Element, place: Element | null, label: string): boolean {
  const root = place ?? body
  const start = letters(plainText(root)).slice(0, letters(label).length + 40)
  const picture = root.querySelector('img')?.getAttribute('alt') ?? ''
  return start.includes(letters(label)) || (picture !== '' && letters(picture) === letters(label))
}

/** The outermost element around a place that is not the body or one of its great parts. */
function blockOf(place: Element, body: Element): Element {
  let block = place
  while (
    block.parentElement &&
    block.parentElement !== body &&
    !/^(?:section|article|div|main)$/.test(tagOf(block.parentElement))
  ) {
    block = block.parentElement
  }
  return block
}

function setLevel(heading: Element, level: number): void {
  const tag = `h${level}`
  if (tagOf(heading) === tag) return
  const other = heading.ownerDocument.createElement(tag)
  for (const name of heading.getAttributeNames()) other.setAttribute(name, heading.getAttribute(name) ?? '')
  other.append(...heading.childNodes)
  heading.replaceWith(other)
}
