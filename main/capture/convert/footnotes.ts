import type { NodeJSON } from '../../core/document/types.ts'
import type { Footnote, Stashed } from '../extract/stash.ts'
import { blocksOf } from './blocks.ts'
import type { Conversion, Scope } from './context.ts'
import { cleanText, type Flow } from './flow.ts'

/** A note's id, as the document names it. */
function anchorOf(id: string): string {
  return id.replace(/[\s"'<>]+/g, '-') || 'note'
}

export function reference(item: Extract<Stashed, { kind: 'reference' }>, flow: Flow, conversion: Conversion): void {
  const target = anchorOf(item.note.id)
  conversion.referred.add(target)
  const id = item.id ? anchorOf(item.id) : null
  if (id) conversion.anchors.add(id)
  flow.atom({ type: 'footnoteReference', attrs: { target, id, label: cleanText(item.note.label) } })
}

/** A list of notes as a block; null where none of them holds anything. */
export function notesBlock(notes: readonly Footnote[], scope: Scope, conversion: Conversion): NodeJSON | null {
  const content: NodeJSON[] = []
  for (const note of notes) {
    const id = anchorOf(note.id)
    if (conversion.placed.has(id)) continue
    // A note that is a heading-less cell or item is read for what is in it.
    const blocks = blocksOf(note.element, scope, conversion)
    if (blocks.length === 0) continue
    conversion.placed.add(id)
    conversion.anchors.add(id)
    content.push({ type: 'footnote', attrs: { id, label: cleanText(note.label) }, content: blocks })
  }
  return content.length > 0 ? { type: 'footnotes', content } : null
}

/** Lists of notes that did not come through extraction, to which the text refers: at the document's end, whole. */
export function leftOverNotes(scope: Scope, conversion: Conversion): NodeJSON | null {
  const notes = conversion.stash.items.flatMap((item) =>
    item.kind === 'notes' && item.notes.some(({ id }) => conversion.referred.has(anchorOf(id))) ? item.notes : [],
  )
  return notesBlock(notes, scope, conversion)
}

/** Makes references to notes that did not come through plain raised text, and links to places that are not there plain. */
export function settleLinks(nodes: readonly NodeJSON[], conversion: Conversion): NodeJSON[] {
  return nodes.map((node) => {
    if (node.type === 'footnoteReference' && !conversion.placed.has(String(node.attrs?.target))) {
      const text = String(node.attrs?.label) || '*'
      return { type: 'text', marks: [{ type: 'superscript' }], text }
    }
    const marks = node.marks?.filter(({ type, attrs }) => {
      const href = String(attrs?.href ?? '')
      return type !== 'link' || !href.startsWith('#') || conversion.anchors.has(href.slice(1))
    })
    const content = node.content ? { content: settleLinks(node.content, conversion) } : {}
    if (!node.marks) return node.content ? { ...node, ...content } : node
    const { marks: _marks, ...rest } = node
    return { ...rest, ...content, ...(marks && marks.length > 0 ? { marks } : {}) }
  })
}
