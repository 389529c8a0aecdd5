import { hasClass, plainText, tagOf } from './dom.ts'
import type { Footnote, Stash } from './stash.ts'

/** Notes that stand in the text at the place they belong to, and that a style sheet moves into the margin. */
const NOTE =
  /(?:^|\s)(?:side-?note|margin-?note|modern-footnotes-footnote__note|footnote-(?:text|body)-inline)(?:\s|$)/i
const TOGGLE = /margin-toggle|sidenote-(?:toggle|number)/i

/**
 * Margin notes, as Tufte CSS and its kin write them: a label, a hidden checkbox and the note in line. Each becomes a
 * reference in its place and a note at the document's end. https://edwardtufte.github.io/tufte-css/#sidenotes
 */
export class Sidenotes {
  private readonly document: Document
  private readonly stash: Stash
  private readonly notes: Footnote[] = []
  /** What was found, by note, while the page is still walked: a note's own formulas and pictures come first. */
  private readonly found = new Map<Element, { readonly mark: Element | null; readonly name: string | null }>()

  constructor(document: Document, stash: Stash) {
    this.document = document
    this.stash = stash
  }

  /** Looks whether this is the label of a note that follows. */
  seeToggle(label: Element): boolean {
    if (!hasClass(label, TOGGLE)) return false
    // The checkbox between them shows nothing.
    let next = label.nextElementSibling
    if (next && tagOf(next) === 'input') next = next.nextElementSibling
    if (!next || !hasClass(next, NOTE)) return false
    this.found.set(next, { mark: label, name: label.getAttribute('for') })
    return true
  }

  /** Looks whether this is a note in line without a label. */
  seeNote(note: Element): void {
    if (
      !hasClass(note, NOTE) ||
      this.found.has(note) ||
      !note.parentElement?.closest('p, li, blockquote, h1, h2, h3, h4, dd')
    )
      return
    const before = note.previousElementSibling
    const number = before && (tagOf(before) === 'sup' || hasClass(before, TOGGLE)) ? before : null
    this.found.set(note, { mark: number, name: note.getAttribute('id') })
  }

  private takeNote(mark: Element | null, element: Element, name: string | null): void {
    const own = plainText(mark).replace(/^[[(]|[\])]$/g, '')
    const label = /^[\p{L}\p{N}*†‡§]{1,4}$/u.test(own) ? own : String(this.notes.length + 1)
    const id = name && /^\S+$/.test(name) ? `note-${name}` : `sidenote-${this.notes.length + 1}`
    const note: Footnote = { id, label, element }
    this.notes.push(note)
    const place = this.stash.hold(this.document, 'span', { kind: 'reference', note, id: null }, label)
    if (mark) {
      mark.replaceWith(place)
      element.remove()
    } else element.replaceWith(place)
  }

  /** Takes the notes out of the page; with no place of their own, they come at the document's end. */
  take(): void {
    for (const [note, { mark, name }] of this.found) this.takeNote(mark, note, name)
    if (this.notes.length > 0) this.stash.keep({ kind: 'notes', notes: this.notes })
  }
}
