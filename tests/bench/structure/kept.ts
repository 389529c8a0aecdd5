import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'
import { type Kind, letters, type Piece } from './pieces.ts'

const NODES: Readonly<Record<string, readonly Kind[]>> = {
  heading: ['heading'],
  bulletList: ['list'],
  orderedList: ['list'],
  footnotes: ['list'],
  listItem: ['list item'],
  footnote: ['list item'],
  definitionList: ['definition list'],
  definitionTerm: ['term'],
  definitionDescription: ['description'],
  blockquote: ['quote'],
  codeBlock: ['pre'],
  table: ['table'],
  tableCaption: ['table caption'],
  tableHeader: ['header cell'],
  figure: ['figure'],
  figcaption: ['figcaption'],
  mathInline: ['math'],
  mathBlock: ['math'],
  details: ['details'],
  horizontalRule: ['rule'],
  embed: ['card'],
}
const MARKS: Readonly<Record<string, Kind>> = {
  code: 'code',
  superscript: 'sup',
  subscript: 'sub',
  abbr: 'abbr',
  kbd: 'kbd',
  mark: 'mark',
  del: 'del',
  ins: 'ins',
  ruby: 'ruby',
}

const textOf = (node: NodeJSON): string =>
  node.type === 'text' ? (node.text ?? '') : documentText({ type: 'doc', content: [node] }).text

/** What a document holds, in the bench's kinds. Neighbours with the same mark are one piece. */
export function keptPieces(document: DocumentJSON): Piece[] {
  const found: Piece[] = []
  const add = (kind: Kind, text: string) => found.push({ kind, text: letters(text) })
  const notes = new Set<unknown>()
  const collect = (node: NodeJSON) => {
    if (node.type === 'footnote') notes.add(node.attrs?.id)
    for (const child of node.content ?? []) collect(child)
  }
  for (const node of document.content) collect(node)
  const inline = (content: readonly NodeJSON[]) => {
    for (const [type, kind] of Object.entries(MARKS)) {
      let run = ''
      for (const child of [...content, { type: 'end' }]) {
        if (child.marks?.some((mark) => mark.type === type)) run += child.text ?? '\uFFFC'
        else if (run !== '') {
          add(kind, run)
          run = ''
        }
      }
    }
  }
  const visit = (node: NodeJSON, inList: boolean) => {
    const text = /^(?:text|hardBreak|mathInline|inlineImage|footnoteReference)$/.test(node.type) ? '' : textOf(node)
    for (const kind of NODES[node.type] ?? []) add(kind, text)
    if (/List$|^footnotes$/.test(node.type) && node.type !== 'definitionList' && inList) add('nested list', text)
    if (node.type === 'codeBlock' && node.attrs?.language) add('code language', text)
    if (
      /^table(?:Cell|Header)$/.test(node.type) &&
      (Number(node.attrs?.colspan) > 1 || Number(node.attrs?.rowspan) > 1)
    )
      add('spanning cell', text)
    if (node.type === 'image' || node.type === 'inlineImage') {
      const alt = typeof node.attrs?.alt === 'string' ? node.attrs.alt : ''
      add('image', alt)
      if (letters(alt) !== '') add('image with alt', alt)
    }
    if (node.type === 'footnoteReference') {
      const label = String(node.attrs?.label)
      add('sup', label)
      if (notes.has(node.attrs?.target)) add('footnote pair', label)
    }
    if (node.attrs?.dir) add('direction', text)
    if (node.attrs?.lang) add('language', text)
    if (node.content?.some(({ type }) => type === 'text' || type === 'footnoteReference')) inline(node.content)
    const inside = inList || node.type === 'listItem' || node.type === 'footnote'
    for (const child of node.content ?? []) visit(child, inside)
  }
  for (const node of document.content) visit(node, false)
  return found
}

/** All text, with the labels of references to notes set apart as pages do it. */
export function textWithLabels(document: DocumentJSON): string {
  const apart = (node: NodeJSON): NodeJSON =>
    node.type === 'footnoteReference'
      ? { ...node, attrs: { ...node.attrs, label: ` [${node.attrs?.label}] ` } }
      : node.content
        ? { ...node, content: node.content.map(apart) }
        : node
  return documentText({ type: 'doc', content: document.content.map(apart) }).text
}

/** The document's textblocks one after another, in letters, with the places where one begins or ends. */
export function blockPlaces(document: DocumentJSON): { text: string; edges: ReadonlySet<number> } {
  const { text, blocks } = documentText(document)
  let joined = ''
  const edges = new Set([0])
  for (const { start, end } of blocks) {
    for (const line of text.slice(start, end).split('\n')) {
      joined += letters(line.replaceAll('\uFFFC', ''))
      edges.add(joined.length)
    }
  }
  return { text: joined, edges }
}
