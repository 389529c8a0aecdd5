import { hasClass, isText, plainText, tagOf } from './dom.ts'

const BACKLINK = /back-?link|back-?ref|footnote-?return|reverse-?footnote|fn-?return/i
const BACK_TEXT = /^(?:[\s^↩↑⤴⏎↵←]|\uFE0E|\uFE0F)*$/u
const NOTE_BLOCKS = new Set(['li', 'p', 'dd', 'dt', 'div', 'aside', 'section', 'td', 'table', 'tr', 'blockquote'])
/** What may follow a note's first block and still be the note. */
const CONTINUES = new Set(['p', 'ul', 'ol', 'blockquote', 'pre', 'dl'])
/** A note's own wrapper is one of these. */
const WRAPPERS = new Set(['div', 'li', 'aside', 'section', 'dd'])
const MAX_TEXT = 6000

/** `1` of `[1]`, `(1)` or `1.`. */
export function labelOf(link: Element): string {
  return plainText(link).replace(/^[[(]\s*|\s*[\])]$|\.$/g, '')
}

/** The block that holds the note which an anchor marks; null where it cannot be told from what is around it. */
export function noteBlock(anchor: Element): Element | null {
  let block: Element | null = anchor
  while (block && !NOTE_BLOCKS.has(tagOf(block))) block = block.parentElement
  if (!block || tagOf(block) === 'body') return null
  const parent = block.parentElement
  if (tagOf(block) === 'td') return parent
  // `<li><p id="fn1">` and `<div id="fn1"><p>`: the outer one where it holds nothing else.
  if (parent && /^(?:li|dd)$/.test(tagOf(parent)) && plainText(parent) === plainText(block)) return parent
  return block
}

/** `<dt id="fn1">[1]</dt><dd>…</dd>` is one note: the number, then the text. */
function joinTerm(term: Element): Element {
  const text = term.nextElementSibling
  if (!text || tagOf(text) !== 'dd') return term
  text.prepend(...term.childNodes)
  term.remove()
  return text
}

/**
 * The whole of each note: its first block, or the wrapper that holds nothing but this note, or, where notes stand flat
 * one after another, everything up to the next. Answers what to take instead of the first block.
 */
export function settleBlocks(
  notes: readonly (readonly [block: Element, reference: Element])[],
): ReadonlyMap<Element, Element> {
  const firsts = new Set(notes.map(([block]) => block))
  const notesIn = new Map<Element, number>()
  for (const block of firsts) {
    for (let up = block.parentElement; up; up = up.parentElement) notesIn.set(up, (notesIn.get(up) ?? 0) + 1)
  }
  const references = new Set<Element>()
  for (const [, reference] of notes) {
    for (let up: Element | null = reference; up && !references.has(up); up = up.parentElement) references.add(up)
  }
  const settled = new Map<Element, Element>()
  for (const block of firsts) {
    let whole = tagOf(block) === 'dt' ? joinTerm(block) : block
    for (let up = whole.parentElement; up && isOwnWrapper(up, notesIn, references); up = up.parentElement) whole = up
    if (whole === block) whole = gatherFollowing(block, firsts, notesIn)
    if (whole !== block) settled.set(block, whole)
  }
  return settled
}

function isOwnWrapper(
  wrapper: Element,
  notesIn: ReadonlyMap<Element, number>,
  references: ReadonlySet<Element>,
): boolean {
  return (
    WRAPPERS.has(tagOf(wrapper)) &&
    notesIn.get(wrapper) === 1 &&
    !references.has(wrapper) &&
    (wrapper.textContent?.length ?? 0) <= MAX_TEXT &&
    wrapper.querySelector('h1, h2, h3, h4, h5, h6, hr') === null
  )
}

/** Blocks between this note and the next in the same container belong to this one. */
function gatherFollowing(block: Element, firsts: ReadonlySet<Element>, notesIn: ReadonlyMap<Element, number>): Element {
  if (tagOf(block) !== 'p') return block
  const parts: Element[] = []
  let next = block.nextElementSibling
  while (next && CONTINUES.has(tagOf(next)) && !firsts.has(next) && !notesIn.has(next)) {
    parts.push(next)
    next = next.nextElementSibling
  }
  if (parts.length === 0 || parts.length > 6 || !next || !firsts.has(next)) return block
  const whole = block.ownerDocument.createElement('div')
  block.replaceWith(whole)
  whole.append(block, ...parts)
  return whole
}

export function referenceId(link: Element): string | null {
  const raised = link.closest('sup')
  return link.getAttribute('id') || raised?.getAttribute('id') || link.querySelector('[id]')?.getAttribute('id') || null
}

function isWayBack(link: Element, references: ReadonlySet<string>): boolean {
  if (/doc-backlink|backlink/.test(`${link.getAttribute('role')} ${link.getAttribute('epub:type')}`)) return true
  const href = link.getAttribute('href') ?? ''
  if (!href.includes('#')) return false
  const target = href.slice(href.indexOf('#') + 1)
  return references.has(target) || hasClass(link, BACKLINK) || BACK_TEXT.test(plainText(link))
}

/** Takes the ways back to the text, and the note's own number, out of a note. */
export function cleanNote(block: Element, label: string, references: ReadonlySet<string>): void {
  let numbered = false
  let back = false
  for (const link of block.querySelectorAll('a')) {
    if (!isWayBack(link, references)) continue
    numbered ||= labelOf(link) === label
    const wrap = link.parentElement
    const before = link.previousSibling
    if (before && isText(before) && !link.nextElementSibling) before.data = before.data.replace(/[\s\u00a0]+$/, ' ')
    back = true
    // A way back around the note's own words: the words stay.
    if (plainText(link).length > 24) link.replaceWith(...link.childNodes)
    else link.remove()
    if (wrap && wrap !== block && /^(?:sup|span|b)$/.test(tagOf(wrap)) && /^[[\](),.^\s]*$/.test(plainText(wrap)))
      wrap.remove()
  }
  for (const wrap of block.querySelectorAll('span')) {
    if (hasClass(wrap, BACKLINK) && plainText(wrap).length <= 24) wrap.remove()
  }
  if (back) trimStart(block, /^\s*[\^↑]\s*/)
  if (numbered) {
    // What stood around the number when it was a link back: `[`…`]`, `.`
    trimStart(block, /^[\s[(]*[\])]?[.:)]?\s*/)
    return
  }
  const first = block.querySelector('sup, span, a, b, strong')
  if (first && labelOf(first) === label && plainText(block).startsWith(plainText(first))) {
    first.remove()
    trimStart(block, /^[[(\s]*[\])]?[.:)]?\s*/)
  } else if (tagOf(block) !== 'li' && label !== '') {
    const own = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    trimStart(block, new RegExp(`^\\s*(?:\\[${own}\\]|\\(${own}\\)|${own}[.):]|${own}(?=\\s))\\s*`))
  }
}

/** Takes what matches from the beginning of an element's text, however many text nodes it lies in. */
function trimStart(element: Element, pattern: RegExp): void {
  let left = pattern.exec(element.textContent ?? '')?.[0].length ?? 0
  const cut = (parent: Node) => {
    for (let node = parent.firstChild; node && left > 0; node = node.nextSibling) {
      if (isText(node)) {
        const taken = Math.min(left, node.data.length)
        node.data = node.data.slice(taken)
        left -= taken
      } else cut(node)
    }
  }
  cut(element)
}
