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

/** What the window adds in its own language. */
export interface Words {
  /** On details that have no summary. */
  readonly details: string
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
export function highlightExtension(text: DocumentText, hosts: NoteHosts, initial: Painting, words: Words) {
  return Extension.create({
    name: 'highlights',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: pluginKey,
        state: {
          init: (_, state) => decorate(state.doc, text, hosts, initial, words),
          apply: (transaction, decorations) => {
            const painting: Painting | undefined = transaction.getMeta(pluginKey)
            return painting === undefined ? decorations : decorate(transaction.doc, text, hosts, painting, words)
          },
        },
        props: { decorations: (state) => pluginKey.getState(state) },
      }),
    ],
  })
}

/** Whether two paintings look the same: a note that is typed changes the highlights, but nothing that is painted. */
export function samePainting(a: Painting, b: Painting): boolean {
  const same = (one: PaintedHighlight & { description: string }, two: typeof one | undefined): boolean =>
    one.key === two?.key &&
    one.start === two.start &&
    one.end === two.end &&
    one.color === two.color &&
    one.description === two.description
  return (
    a.active === b.active &&
    a.inline.join(' ') === b.inline.join(' ') &&
    a.highlights.length === b.highlights.length &&
    a.highlights.every((each, index) => same(each, b.highlights[index]))
  )
}

export function repaint(view: EditorView, painting: Painting): void {
  view.dispatch(view.state.tr.setMeta(pluginKey, painting).setMeta('addToHistory', false))
}

function decorate(doc: Node, text: DocumentText, hosts: NoteHosts, painting: Painting, words: Words): DecorationSet {
  const descriptions = new Map(painting.highlights.map((each) => [each.key, each.description]))
  const marks = segmentsOf(painting.highlights).flatMap((segment) => {
    const { from, to } = text.toRange(segment.start, segment.end)
    return pieces(doc, from, to, look(segment, painting.active), beginning(segment, descriptions))
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
  return DecorationSet.create(doc, [...operable(doc, words), ...marks, ...notes])
}

/** What may be wider than the column scrolls sideways, also by the keyboard; what opens without a word gets one. */
function operable(doc: Node, words: Words): readonly Decoration[] {
  const found: Decoration[] = []
  doc.descendants((node, position) => {
    const wide = node.type.name === 'codeBlock' || node.type.name === 'table'
    if (wide) found.push(Decoration.node(position, position + node.nodeSize, { tabindex: '0' }))
    if (node.type.name === 'summary' && node.content.size === 0) {
      found.push(Decoration.node(position, position + node.nodeSize, { 'aria-label': words.details }))
    }
    return !wide && !node.isTextblock
  })
  return found
}

type Attributes = Readonly<Record<string, string>>

/**
 * One stretch of paint: text is wrapped, block pictures, formulas and embeds carry the attributes themselves. Only the
 * first piece gets `first`: however many paragraphs a highlight crosses, Tab stops at it once.
 */
function pieces(doc: Node, from: number, to: number, rest: Attributes, first: Attributes): readonly Decoration[] {
  const found: Decoration[] = []
  let inlineFrom: number | null = null
  doc.nodesBetween(from, to, (node, position) => {
    const begin = found.length === 0 ? { ...rest, ...first } : rest
    if (node.isInline && inlineFrom === null) {
      inlineFrom = Math.min(position + node.nodeSize, to)
      found.push(Decoration.inline(Math.max(position, from), inlineFrom, { nodeName: 'mark', ...begin }))
    } else if (node.isBlock && node.isLeaf && node.type.name !== 'horizontalRule') {
      found.push(Decoration.node(position, position + node.nodeSize, begin))
    }
    return !node.isInline
  })
  if (inlineFrom !== null && inlineFrom < to)
    found.push(Decoration.inline(inlineFrom, to, { nodeName: 'mark', ...rest }))
  return found
}

function look(segment: Segment, active: string | null): Attributes {
  const current = segment.covers.find((each) => each.key === active)
  return {
    'data-highlights': segment.covers.map((each) => each.key).join(' '),
    ...(current === undefined ? {} : { 'data-active': current.color }),
    // Text takes all colours in bands; what stands alone takes the first as an edge.
    style: `--paint: ${paint(segment.covers.map((each) => each.color))}; --edge: var(--hl-${segment.covers[0]?.color ?? 'yellow'})`,
  }
}

/** What a piece carries with which a highlight begins: it can have the focus, and says what it is. */
function beginning(segment: Segment, descriptions: ReadonlyMap<string, string>): Attributes {
  if (segment.covers.every((each) => each.start !== segment.start)) return {}
  return { tabindex: '0', 'aria-description': segment.covers.map((each) => descriptions.get(each.key)).join('; ') }
}
