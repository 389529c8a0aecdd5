import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { DocumentText } from '../../../main/core/document/text.ts'
import { placeBeneath } from './notePlaces.ts'
import { type PaintedHighlight, paint, type Segment, segmentsOf } from './segments.ts'

/** What lies over the text: highlights, the active one, and the notes that stand beneath their paragraphs. */
export interface Painting {
  readonly highlights: readonly (PaintedHighlight & { readonly description: string })[]
  readonly active: string | null
  /** Keys of the highlights whose notes stand in the text (narrow window). */
  readonly inline: readonly string[]
}

const pluginKey = new PluginKey<DecorationSet>('highlights')

/** The element that a note in the text is rendered into; the same one for a highlight's whole life. */
export class NoteHosts {
  readonly #elements = new Map<string, HTMLElement>()

  element(key: string): HTMLElement {
    const known = this.#elements.get(key)
    if (known !== undefined) return known
    const made = document.createElement('div')
    made.dataset.noteHost = key
    made.contentEditable = 'false'
    this.#elements.set(key, made)
    return made
  }
}

/** Draws highlights over the text as decorations; the document itself stays as its author wrote it. */
export function highlightExtension(text: DocumentText, hosts: NoteHosts, initial: Painting) {
  return Extension.create({
    name: 'highlights',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: pluginKey,
        state: {
          init: (_, state) => decorate(state.doc, text, hosts, initial),
          apply: (transaction, decorations) => {
            const painting: Painting | undefined = transaction.getMeta(pluginKey)
            return painting === undefined ? decorations : decorate(transaction.doc, text, hosts, painting)
          },
        },
        props: { decorations: (state) => pluginKey.getState(state) },
      }),
    ],
  })
}

export function repaint(view: EditorView, painting: Painting): void {
  view.dispatch(view.state.tr.setMeta(pluginKey, painting).setMeta('addToHistory', false))
}

function decorate(doc: Node, text: DocumentText, hosts: NoteHosts, painting: Painting): DecorationSet {
  const descriptions = new Map(painting.highlights.map((each) => [each.key, each.description]))
  const marks = segmentsOf(painting.highlights).map((segment) => {
    const { from, to } = text.toRange(segment.start, segment.end)
    return Decoration.inline(from, to, attributes(segment, painting.active, descriptions))
  })
  const notes = painting.highlights
    .filter((each) => painting.inline.includes(each.key))
    .map((each, order) =>
      Decoration.widget(placeBeneath(doc.resolve(text.toPosition(each.end, 'after'))), () => hosts.element(each.key), {
        key: each.key,
        side: 1 + order,
        ignoreSelection: true,
        stopEvent: () => true,
      }),
    )
  return DecorationSet.create(doc, [...scrollable(doc), ...marks, ...notes])
}

/** What may be wider than the column scrolls sideways, also by the keyboard: it can have the focus. */
function scrollable(doc: Node): readonly Decoration[] {
  const found: Decoration[] = []
  doc.descendants((node, position) => {
    const wide = node.type.name === 'codeBlock' || node.type.name === 'table'
    if (wide) found.push(Decoration.node(position, position + node.nodeSize, { tabindex: '0' }))
    return !wide && !node.isTextblock
  })
  return found
}

function attributes(segment: Segment, active: string | null, descriptions: ReadonlyMap<string, string>) {
  const keys = segment.covers.map((each) => each.key)
  const begins = segment.covers.filter((each) => each.start === segment.start).map((each) => each.key)
  const current = segment.covers.find((each) => each.key === active)
  return {
    nodeName: 'mark',
    'data-highlights': keys.join(' '),
    ...(begins.length > 0 ? { 'data-begins': begins.join(' '), tabindex: '0' } : {}),
    ...(current === undefined ? {} : { 'data-active': current.color }),
    'aria-description': keys.map((key) => descriptions.get(key)).join('; '),
    style: `--paint: ${paint(segment.covers.map((each) => each.color))}`,
  }
}
