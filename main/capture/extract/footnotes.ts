import { hasClass, plainText, tagOf } from './dom.ts'
import type { Footnote, Stash } from './stash.ts'

const REFERENCE =
  /foot-?note|fn-?ref|note-?ref|cite_?ref|\breference\b|sdfootnoteanc|endnote|sidenote|easy-footnote|footnote-link/i
const BACKLINK = /back-?link|back-?ref|footnote-?return|reverse-?footnote|fn-?return/i
const BACK_TEXT = /^(?:[\s^↩↑⤴⏎↵←]|\uFE0E|\uFE0F)*$/u
const NOTE_BLOCKS = new Set(['li', 'p', 'dd', 'div', 'aside', 'section', 'td'])
const CONTAINER = /foot-?notes?|end-?notes?|references|notes?\b|fnlist/i
const MAX_NOTE = 6000

export interface HashLink {
  readonly link: Element
  readonly target: string
  /** Position in the page, comparable with an anchor's. */
  readonly order: number
}
export interface Anchor {
  readonly element: Element
  readonly order: number
}

/** `1` of `[1]`, `(1)` or `1.`. */
function labelOf(link: Element): string {
  return plainText(link).replace(/^[[(]\s*|\s*[\])]$|\.$/g, '')
}

function looksLikeReference(link: Element): boolean {
  const text = plainText(link)
  if (text === '' || text.length > 12) return false
  const role = `${link.getAttribute('role') ?? ''} ${link.getAttribute('epub:type') ?? ''} ${link.getAttribute('rel') ?? ''}`
  if (/noteref|biblioref|footnote/.test(role)) return true
  const around = link.parentElement
  const raised =
    link.closest('sup') !== null || (link.children.length === 1 && tagOf(link.children[0] as Element) === 'sup')
  const short = /^[[(]?(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,3}|note\s*\d+|n\s*\d+)[\])]?\.?$/iu.test(text)
  if (raised) return short || text.length <= 8
  const named =
    hasClass(link, REFERENCE) ||
    REFERENCE.test(link.getAttribute('id') ?? '') ||
    (around !== null && hasClass(around, REFERENCE))
  return short && (named || /^[[(]\d{1,3}[\])]$/.test(text) || /fn|note|ftn/i.test(link.getAttribute('href') ?? ''))
}

/** The block that holds the note which an anchor marks; null where it cannot be told from what is around it. */
function noteBlock(anchor: Element): Element | null {
  let block: Element | null = anchor
  while (block && !NOTE_BLOCKS.has(tagOf(block))) block = block.parentElement
  if (!block || tagOf(block) === 'body') return null
  const parent = block.parentElement
  // `<li><p id="fn1">` and `<div id="fn1"><p>`: the outer one where it holds nothing else.
  if (parent && /^(?:li|dd)$/.test(tagOf(parent)) && plainText(parent) === plainText(block)) return parent
  return tagOf(block) === 'td' ? parent : block
}

function referenceId(link: Element): string | null {
  const raised = link.closest('sup')
  return link.getAttribute('id') || raised?.getAttribute('id') || link.querySelector('[id]')?.getAttribute('id') || null
}

/** Takes the ways back to the text, and the note's own number, out of a note. */
function cleanNote(block: Element, label: string, references: ReadonlySet<string>): void {
  for (const link of block.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? ''
    const target = href.slice(href.indexOf('#') + 1)
    const back =
      href.includes('#') && (references.has(target) || hasClass(link, BACKLINK) || BACK_TEXT.test(plainText(link)))
    if (back || /doc-backlink/.test(link.getAttribute('role') ?? '')) {
      const wrap = link.parentElement
      link.remove()
      if (wrap && wrap !== block && tagOf(wrap) === 'sup' && plainText(wrap).replace(/[[\](),]/g, '') === '')
        wrap.remove()
    }
  }
  for (const wrap of block.querySelectorAll('span')) if (hasClass(wrap, BACKLINK)) wrap.remove()
  const first = block.querySelector('sup, span, a, b, strong')
  if (first && labelOf(first) === label && plainText(block).startsWith(plainText(first))) first.remove()
}

/**
 * Takes footnotes out of a page: each reference becomes a placeholder, and so does each list of notes, wherever the page
 * keeps it (Readability drops footers and asides). Known shapes: a raised or bracketed link to an anchor further down,
 * as Markdown processors, Word, MediaWiki, EPUB and WordPress plugins write them.
 */
export function takeFootnotes(
  document: Document,
  links: readonly HashLink[],
  anchors: ReadonlyMap<string, Anchor>,
  stash: Stash,
): void {
  interface Found {
    readonly block: Element
    readonly id: string
    readonly label: string
    readonly references: HashLink[]
  }
  const notes = new Map<Element, Found>()
  for (const reference of links) {
    const anchor = anchors.get(reference.target)
    if (!anchor || anchor.order < reference.order || !looksLikeReference(reference.link)) continue
    const block = noteBlock(anchor.element)
    if (!block || block.contains(reference.link)) continue
    const known = notes.get(block)
    if (known && known.id === reference.target) known.references.push(reference)
    else if (!known) {
      const label = labelOf(reference.link)
      notes.set(block, { block, id: reference.target, label, references: [reference] })
    } else known.references.length = 0
  }
  const backward = new Set<string>()
  for (const { references } of notes.values()) {
    for (const { link } of references) {
      for (let up: Element | null = link, i = 0; up && i < 3; up = up.parentElement, i++) {
        for (const name of ['id', 'name']) {
          const id = up.getAttribute(name)
          if (id) backward.add(id)
        }
      }
      for (const inner of link.querySelectorAll('[id]')) backward.add(inner.id)
    }
  }
  const lists = new Map<Element, Footnote[]>()
  for (const { block, id, label, references } of notes.values()) {
    const container = block.parentElement
    if (references.length === 0 || !container || (block.textContent?.length ?? 0) > MAX_NOTE) continue
    if ([...notes.keys()].some((other) => other !== block && block.contains(other))) continue
    const ids = references.map(({ link }) => referenceId(link))
    cleanNote(block, label, backward)
    if (plainText(block) === '' && !block.querySelector('img')) continue
    const note: Footnote = { id, label, element: block }
    references.forEach(({ link }, index) => {
      const raised = link.closest('sup')
      const place = raised && plainText(raised) === plainText(link) ? raised : link
      place.replaceWith(stash.hold(document, 'span', { kind: 'reference', note, id: ids[index] ?? null }, label))
    })
    const list = lists.get(container)
    if (list) list.push(note)
    else lists.set(container, [note])
  }
  for (const [container, list] of lists) placeNotes(document, container, list, stash)
}

function placeNotes(document: Document, container: Element, list: readonly Footnote[], stash: Stash): void {
  const place = stash.hold(document, 'p', { kind: 'notes', notes: list }, '\uFFFC')
  const [first] = list
  first?.element.before(place)
  for (const note of list) note.element.remove()
  // The wrappers that held nothing but notes go, so that their names do not decide about the placeholder.
  let outer: Element = container
  let top: Element | null = null
  while (tagOf(outer) !== 'body' && plainText(outer).replaceAll('\uFFFC', '') === '') {
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
