import { hasClass, isText, plainText, tagOf } from './dom.ts'
import { placeNotes, withOthers } from './footnoteLists.ts'
import { cleanNote, labelOf, noteBlock, referenceId, settleBlocks } from './notes.ts'
import type { Footnote, Stash } from './stash.ts'

const REFERENCE =
  /foot-?note|fn-?ref|note-?ref|cite_?ref|\breference\b|sdfootnoteanc|endnote|sidenote|easy-footnote|footnote-link/i
const ROLE = /noteref|biblioref|footnote/
const NOTES_LABEL =
  /(?:^|[\s_-])(?:(?:foot-?|end-?)?notes?|(?:fuss|fuß|voet|eind|end)?noten|(?:fot)?noter|notas|przypisy|сноски)(?:$|[\s_-])/i
const SHORT = /^[[(]?(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,3}|note\s*\d+|n\s*\d+)[\])]?\.?$/iu
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

interface Found {
  readonly block: Element
  readonly id: string
  readonly label: string
  readonly references: HashLink[]
}

function saysReference(link: Element): boolean {
  const role = `${link.getAttribute('role') ?? ''} ${link.getAttribute('epub:type') ?? ''} ${link.getAttribute('rel') ?? ''}`
  return ROLE.test(role) || NOTES_LABEL.test(link.getAttribute('aria-describedby') ?? '')
}

/** A note that says what it is may stand before what refers to it. */
function saysNote(element: Element): boolean {
  const role = `${element.getAttribute('role') ?? ''} ${element.getAttribute('epub:type') ?? ''}`
  return /(?:^|\s)(?:doc-)?(?:foot|end|rear)note(?:\s|$)/.test(role)
}

function looksLikeReference(link: Element): boolean {
  const text = plainText(link)
  if (saysReference(link)) return true
  // `aria-describedby` on what is no link.
  if (tagOf(link) !== 'a' && !SHORT.test(text)) return false
  if (text === '' || text.length > 12) return false
  const around = link.parentElement
  const [only] = link.children
  const raised =
    link.closest('sup') !== null || (link.children.length === 1 && only !== undefined && tagOf(only) === 'sup')
  const short = SHORT.test(text)
  if (raised) return short || text.length <= 8
  const named =
    hasClass(link, REFERENCE) ||
    REFERENCE.test(link.getAttribute('id') ?? '') ||
    (around !== null && hasClass(around, REFERENCE))
  return (
    short &&
    (named || /^[[(]\d{1,3}[\])]$/.test(text) || /fn|note|ftn|noot|przypis/i.test(link.getAttribute('href') ?? ''))
  )
}

/** The notes that references lead to; a block that two names lead to belongs to neither. */
function findNotes(links: readonly HashLink[], anchors: ReadonlyMap<string, Anchor>): Map<Element, Found> {
  const notes = new Map<Element, Found>()
  for (const reference of links) {
    const anchor = anchors.get(reference.target)
    if (!anchor || !looksLikeReference(reference.link)) continue
    if (anchor.order < reference.order && !(saysReference(reference.link) && saysNote(anchor.element))) continue
    const block = noteBlock(anchor.element)
    if (!block || block.contains(reference.link)) continue
    const known = notes.get(block)
    if (known && known.id === reference.target) known.references.push(reference)
    else if (!known) {
      const label = labelOf(reference.link)
      notes.set(block, { block, id: reference.target, label, references: [reference] })
    } else known.references.length = 0
  }
  for (const [block, { references }] of notes) {
    if (references.length === 0 || !block.parentElement) notes.delete(block)
  }
  // A block around other notes is their list.
  for (const block of [...notes.keys()]) {
    for (let up = block.parentElement; up; up = up.parentElement) notes.delete(up)
  }
  return notes
}

/** The names by which a note can lead back to its references. */
function backNames(notes: Iterable<Found>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { references } of notes) {
    for (const { link } of references) {
      for (let up: Element | null = link, i = 0; up && i < 3; up = up.parentElement, i++) {
        for (const name of ['id', 'name']) {
          const id = up.getAttribute(name)
          if (id) names.add(id)
        }
      }
      for (const inner of link.querySelectorAll('[id]')) names.add(inner.id)
    }
  }
  return names
}

/** Puts a placeholder where a reference stands; words that are the link themselves stay, and the mark comes after them. */
function holdReference(document: Document, { link }: HashLink, note: Footnote, id: string | null, stash: Stash): void {
  const text = plainText(link)
  const place = stash.hold(document, 'span', { kind: 'reference', note, id }, note.label)
  if (text.length > 12 || (saysReference(link) && !SHORT.test(text) && !link.closest('sup'))) {
    link.after(place)
    link.replaceWith(...link.childNodes)
    return
  }
  const raised = link.closest('sup')
  let whole: Element = raised && plainText(raised) === text ? raised : link
  // `[<a>1</a>]`: the brackets go with the link.
  const { previousSibling: before, nextSibling: after } = whole
  if (before && after && isText(before) && isText(after) && /[[(]$/.test(before.data) && /^[\])]/.test(after.data)) {
    before.data = before.data.slice(0, -1)
    after.data = after.data.slice(1)
    const around = whole.parentElement
    if (around && tagOf(around) === 'sup' && plainText(around) === text) whole = around
  }
  whole.replaceWith(place)
}

/**
 * Takes footnotes out of a page: each reference becomes a placeholder, and so does each list of notes, wherever the page
 * keeps it (Readability drops footers and asides). Known shapes: a raised or bracketed link to an anchor further down,
 * as Markdown processors, Word, MediaWiki, EPUB and WordPress plugins write them; links that say what they are
 * (`role=doc-noteref`, `epub:type=noteref`, `aria-describedby`).
 */
export function takeFootnotes(
  document: Document,
  links: readonly HashLink[],
  anchors: ReadonlyMap<string, Anchor>,
  stash: Stash,
): void {
  const notes = findNotes(links, anchors)
  if (notes.size === 0) return
  const names = backNames(notes.values())
  const blocks = settleBlocks([...notes.values()].map(({ block, references }) => [block, references[0]?.link ?? block]))
  const lists = new Map<Element, Footnote[]>()
  let counted = 0
  for (const { block: own, id, label: shown, references } of notes.values()) {
    const block = blocks.get(own) ?? own
    const container = block.parentElement
    if (!container || (block.textContent?.length ?? 0) > MAX_NOTE) continue
    counted++
    const label = SHORT.test(shown) || (shown !== '' && shown.length <= 8) ? shown : String(counted)
    const ids = references.map(({ link }) => referenceId(link))
    cleanNote(block, label, names)
    if (plainText(block) === '' && !block.querySelector('img')) continue
    const note: Footnote = { id, label, element: block }
    references.forEach((reference, index) => {
      holdReference(document, reference, note, ids[index] ?? null, stash)
    })
    const list = lists.get(container)
    if (list) list.push(note)
    else lists.set(container, [note])
  }
  for (const [container, list] of lists) {
    const whole = withOthers(container, list)
    for (const note of whole) if (!list.includes(note)) cleanNote(note.element, '', names)
    placeNotes(document, container, whole, stash)
  }
}
