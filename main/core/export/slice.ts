import { bearsText, isNodeType, isTextblock, leafText, type NodeType, nodeSpec } from '../document/nodes.ts'
import type { DocumentText } from '../document/text.ts'
import type { DocumentJSON, NodeJSON } from '../document/types.ts'

/** Inline nodes between two offsets that count from the block's own beginning. */
function sliceInline(nodes: readonly NodeJSON[], from: number, to: number): NodeJSON[] {
  const kept: NodeJSON[] = []
  let at = 0
  for (const node of nodes) {
    const text = node.type === 'text' ? (node.text ?? '') : isNodeType(node.type) ? leafText(node.type, node.attrs) : ''
    const start = Math.max(from, at) - at
    const end = Math.min(to, at + text.length) - at
    if (start < end) kept.push(node.type === 'text' ? { ...node, text: text.slice(start, end) } : node)
    at += text.length
  }
  return kept
}

/** Blocks that say nothing of a quotation that lies wholly within one of them … */
const WRAPPERS: ReadonlySet<string> = new Set<NodeType>([
  ...(['blockquote', 'listItem', 'definitionDescription', 'tableCell', 'tableHeader', 'details', 'footnote'] as const),
])
/** … and those that do, unless it lies in one of their parts. */
const PARTED: ReadonlySet<string> = new Set<NodeType>([
  ...(['bulletList', 'orderedList', 'definitionList', 'table', 'tableRow', 'figure', 'footnotes'] as const),
])
const TITLES: ReadonlySet<string> = new Set<NodeType>([
  ...(['heading', 'summary', 'definitionTerm', 'tableCaption', 'figcaption'] as const),
])

function unwrap(nodes: readonly NodeJSON[]): readonly NodeJSON[] {
  const [only, another] = nodes
  if (only === undefined || another !== undefined) return nodes
  const content = only.content ?? []
  if (WRAPPERS.has(only.type) || (PARTED.has(only.type) && content.length === 1)) return unwrap(content)
  return TITLES.has(only.type) ? [{ type: 'paragraph', content }] : nodes
}

/**
 * The part of a document between two offsets of its text, with the structure around it: what a quotation is written
 * from; what surrounds all of it is left out. Numbered lists go on with their numbers. It may not fit the schema (a summary may be missing); it is only read.
 */
export function sliceDocument(
  document: DocumentJSON,
  { blocks }: DocumentText,
  start: number,
  end: number,
): DocumentJSON {
  let next = 0
  const slice = (node: NodeJSON): NodeJSON | null => {
    if (!isNodeType(node.type)) return null
    if (bearsText(node.type)) {
      const block = blocks[next++]
      if (block === undefined || block.start >= end || block.end <= start) return null
      if (!isTextblock(nodeSpec(node.type))) return node
      return { ...node, content: sliceInline(node.content ?? [], start - block.start, end - block.start) }
    }
    const children = node.content ?? []
    let first = -1
    const kept: NodeJSON[] = []
    for (const [index, child] of children.entries()) {
      const part = slice(child)
      if (part === null) continue
      if (first === -1) first = index
      kept.push(part)
    }
    if (kept.length === 0) return null
    if (node.type !== 'orderedList') return { ...node, content: kept }
    const number = typeof node.attrs?.start === 'number' ? node.attrs.start : 1
    return { ...node, attrs: { ...node.attrs, start: number + first }, content: kept }
  }
  return { type: 'doc', content: unwrap(document.content.map(slice).filter((node) => node !== null)) }
}
