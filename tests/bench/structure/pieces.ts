/** The kinds of structure that the bench counts. */
export const kinds = [
  ...['heading', 'paragraph', 'list', 'nested list', 'list item', 'definition list', 'term', 'description', 'quote'],
  ...['pre', 'code', 'code language', 'table', 'table caption', 'header cell', 'spanning cell', 'figure', 'figcaption'],
  ...['image', 'image with alt', 'sup', 'sub', 'math', 'footnote pair', 'details', 'ruby', 'abbr', 'kbd', 'mark'],
  ...['del', 'ins', 'rule', 'direction', 'language', 'card'],
] as const

export type Kind =
  | ('heading' | 'paragraph' | 'list' | 'nested list' | 'list item' | 'definition list' | 'term' | 'description')
  | ('quote' | 'pre' | 'code' | 'code language' | 'table' | 'table caption' | 'header cell' | 'spanning cell')
  | ('figure' | 'figcaption' | 'image' | 'image with alt' | 'sup' | 'sub' | 'math' | 'footnote pair' | 'details')
  | ('ruby' | 'abbr' | 'kbd' | 'mark' | 'del' | 'ins' | 'rule' | 'direction' | 'language' | 'card')

/** One thing of a kind; `text` is what can be read in it (its address for a picture), to tell it from others. */
export interface Piece {
  readonly kind: Kind
  readonly text: string
}

/** Letters and digits alone; the signs where there is nothing else. */
export function letters(text: string): string {
  const found = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return found === '' ? text.replace(/[\s\uFFFC]+/g, '') : found
}

export function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
