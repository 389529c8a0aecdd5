import type { ResolvedPos } from '@tiptap/pm/model'

/** Blocks that notes may stand inside of; beneath everything else (a paragraph, a table, a figure) they stand after it. */
const open = new Set([
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'definitionList',
  'definitionDescription',
  'footnotes',
  'footnote',
  'details',
])

/** The position right beneath the paragraph (or whole table, or figure) in which a passage ends. */
export function placeBeneath(end: ResolvedPos): number {
  let depth = 1
  while (depth < end.depth && open.has(end.node(depth).type.name)) depth += 1
  return end.depth >= depth ? end.after(depth) : end.pos
}
