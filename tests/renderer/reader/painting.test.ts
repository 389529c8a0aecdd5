import { getSchema } from '@tiptap/core'
import { EditorState, type Plugin } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import { documentExtensions } from '../../../main/core/document/extensions.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import {
  highlightExtension,
  NoteHosts,
  type Painting,
  samePainting,
} from '../../../renderer/reader/article/highlightPlugin.ts'

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const image = { type: 'image', attrs: { media: null, source: null, alt: 'a lamp', title: null, width: 1, height: 1 } }

const document: DocumentJSON = {
  type: 'doc',
  content: [paragraph('before'), image, { type: 'details', content: [{ type: 'summary' }, paragraph('after')] }],
}

const painting = (over: Partial<Painting['highlights'][number]> = {}): Painting => ({
  highlights: [{ key: 'a', start: 2, end: 11, color: 'green', description: 'Highlighted, green', ...over }],
  active: null,
  inline: [],
})

/** What is drawn over the document: the text or node under each decoration, and its attributes. */
function drawn(shown: Painting): { readonly over: string; readonly attributes: Record<string, string> }[] {
  const text = documentText(document)
  const extension = highlightExtension(text, new NoteHosts(), shown, { details: 'Details' })
  const [plugin] = (extension.config.addProseMirrorPlugins as unknown as () => Plugin<DecorationSet>[])()
  const doc = getSchema(documentExtensions).nodeFromJSON(document)
  const state = EditorState.create({ doc, plugins: plugin === undefined ? [] : [plugin] })
  const found = plugin?.getState(state)?.find() ?? []
  return found.map((each) => {
    const node = doc.nodeAt(each.from)
    const attributes = (each as unknown as { type: { attrs: Record<string, string> } }).type.attrs
    return { over: node?.isText ? doc.textBetween(each.from, each.to) : (node?.type.name ?? ''), attributes }
  })
}

describe('what is painted over the text', () => {
  const pieces = drawn(painting()).filter(({ attributes }) => 'data-highlights' in attributes)

  it('covers text and the pictures between, and Tab stops once', () => {
    const stops = pieces.map(({ over, attributes }) => [over, attributes.tabindex ?? null]).toSorted()
    expect(stops).toContainEqual(['fore', '0'])
    expect(stops).toContainEqual(['image', null])
    expect(stops.filter(([, stop]) => stop !== null)).toHaveLength(1)
    expect(pieces.find(({ over }) => over === 'image')?.attributes.style).toContain('--edge: var(--hl-green)')
  })

  it('begins with the picture where the highlight does', () => {
    const [only] = drawn(painting({ start: 7, end: 8 })).filter(({ attributes }) => 'data-highlights' in attributes)
    expect(only).toMatchObject({ over: 'image', attributes: { tabindex: '0', 'data-highlights': 'a' } })
  })

  it('gives details without a summary a word to open them by', () => {
    const summary = drawn(painting()).find(({ attributes }) => 'aria-label' in attributes)
    expect(summary).toMatchObject({ over: 'summary', attributes: { 'aria-label': 'Details' } })
  })

  it('stays where nothing that is seen has changed', () => {
    expect(samePainting(painting(), painting())).toBe(true)
    expect(samePainting(painting(), painting({ color: 'red' }))).toBe(false)
    expect(samePainting(painting(), painting({ description: 'Highlighted, green, with a note' }))).toBe(false)
    expect(samePainting(painting(), { ...painting(), active: 'a' })).toBe(false)
    expect(samePainting(painting(), { ...painting(), inline: ['a'] })).toBe(false)
    expect(samePainting(painting(), { ...painting(), highlights: [] })).toBe(false)
  })
})
