import type { NodeJSON } from '../../core/document/types.ts'

/** On an element: the number of what it stands for. */
export const STASH_ATTRIBUTE = 'data-postil'
/** On a cell, a span: what Readability would take away with `style` and `align`. */
export const ALIGN_ATTRIBUTE = 'data-postil-align'
export const STYLE_ATTRIBUTE = 'data-postil-style'

export interface Footnote {
  readonly id: string
  readonly label: string
  /** Detached from the page. */
  readonly element: Element
}

/**
 * What was taken out of the page before Readability, which would drop or mangle it: finished nodes, references to notes,
 * the notes themselves, and players.
 */
export type Stashed =
  | { readonly kind: 'node'; readonly node: NodeJSON; readonly inline: boolean }
  | { readonly kind: 'reference'; readonly note: Footnote; readonly id: string | null }
  | { readonly kind: 'notes'; readonly notes: readonly Footnote[] }
  | { readonly kind: 'player'; readonly element: Element }

export class Stash {
  readonly items: Stashed[] = []
  /** What links of the page write before `#` when they lead into the page itself, as written. */
  readonly addresses = new Set<string>()
  /** By a picture's address, where else it may be had: the best first. */
  readonly otherPictures = new Map<string, readonly string[]>()

  /** Puts something aside and answers the element that keeps its place and, to Readability, looks like `text`. */
  hold(document: Document, tag: string, item: Stashed, text: string): Element {
    const element = document.createElement(tag)
    element.setAttribute(STASH_ATTRIBUTE, String(this.items.push(item) - 1))
    element.textContent = text
    return element
  }

  /** Puts something aside that has no place of its own. */
  keep(item: Stashed): void {
    this.items.push(item)
  }

  of(element: Element): Stashed | null {
    const index = element.getAttribute(STASH_ATTRIBUTE)
    return index === null ? null : (this.items[Number(index)] ?? null)
  }
}
