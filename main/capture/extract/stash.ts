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
 * and the notes themselves.
 */
export type Stashed =
  | { readonly kind: 'node'; readonly node: NodeJSON; readonly inline: boolean }
  | { readonly kind: 'reference'; readonly note: Footnote; readonly id: string | null }
  | { readonly kind: 'notes'; readonly notes: readonly Footnote[] }

export class Stash {
  readonly items: Stashed[] = []

  /** Puts something aside and answers the element that keeps its place and, to Readability, looks like `text`. */
  hold(document: Document, tag: string, item: Stashed, text: string): Element {
    const element = document.createElement(tag)
    element.setAttribute(STASH_ATTRIBUTE, String(this.items.push(item) - 1))
    element.textContent = text
    return element
  }

  of(element: Element): Stashed | null {
    const index = element.getAttribute(STASH_ATTRIBUTE)
    return index === null ? null : (this.items[Number(index)] ?? null)
  }
}
