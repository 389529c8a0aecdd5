import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNodeType, leafText } from '../../../main/core/document/nodes.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentSchema } from '../../../main/core/document/schema.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import { doc, everything, h, node, p } from '../support.ts'
import { documents } from './arbitrary.ts'

function proseMirror(document: DocumentJSON) {
  const root = documentSchema().nodeFromJSON(document)
  root.check()
  const between = (from: number, to: number) =>
    root.textBetween(from, to, '\n', (leaf) => (isNodeType(leaf.type.name) ? leafText(leaf.type.name, leaf.attrs) : ''))
  return { root, between, size: root.content.size }
}

function agrees(document: DocumentJSON) {
  expect(documentProblem(document)).toBeNull()
  const text = documentText(document)
  const { root, between, size } = proseMirror(document)
  expect(text.text).toBe(between(0, size))
  for (const block of text.blocks) {
    const at = root.resolve(block.position)
    expect(at.parent.isTextblock ? at.parent.type.name : at.nodeAfter?.type.name).toBe(block.type)
    expect(text.toPosition(block.start, 'after')).toBe(block.position)
    for (let offset = block.start; offset <= block.end; offset++) {
      const from = text.toPosition(offset)
      const { from: start, to } = text.toRange(offset, block.end)
      expect(start).toBe(from)
      const shown = between(start, Math.max(start, to))
      // Only a place inside a reference's label, which is one position, differs: the reference is taken whole.
      expect(shown.endsWith(text.text.slice(offset, block.end))).toBe(true)
      if (text.toOffset(from) === offset) expect(shown).toBe(text.text.slice(offset, block.end))
    }
  }
  for (let position = 0; position <= size; position++) {
    const offset = text.toOffset(position)
    expect(offset).toBeGreaterThanOrEqual(text.toOffset(position, 'before'))
    if (root.resolve(position).parent.isTextblock) expect(text.toOffset(text.toPosition(offset))).toBe(offset)
  }
}

test('text and positions agree with ProseMirror, in the document with one of everything', () => agrees(everything))

test('text and positions agree with ProseMirror, in any document', () => {
  fc.assert(fc.property(documents, agrees), { numRuns: 200 })
})

test('the text of a document', () => {
  const { text } = documentText(
    doc(
      h(1, 'Un'),
      p('a', node('hardBreak', null), 'b'),
      node('horizontalRule', null),
      p(),
      node('image', { alt: 'x' }),
      p('note', node('footnoteReference', { target: 'n', label: '[3]' })),
    ),
  )
  expect(text).toBe('Un\na\nb\n\n\uFFFC\nnote[3]')
})

test('a place within a reference takes the reference whole', () => {
  const text = documentText(doc(p('ab', node('footnoteReference', { target: 'n', label: '[3]' }), 'c')))
  expect(text.toRange(3, 4)).toEqual({ from: 3, to: 4 })
  expect(text.toOffset(4)).toBe(5)
})

test('between two blocks, the side decides', () => {
  const text = documentText(doc(p('ab'), p('cd')))
  expect([text.toOffset(4, 'before'), text.toOffset(4, 'after')]).toEqual([2, 3])
  expect(text.toOffset(99)).toBe(5)
  expect(text.toPosition(99)).toBe(7)
})

test('the headings that a place stands under', () => {
  const text = documentText(doc(p('x'), h(2, 'A'), h(3, 'A1'), p('y'), h(2, 'B'), h(4, 'B1'), p('z')))
  const under = (word: string) => text.headingsBefore(text.text.indexOf(word)).map((heading) => heading.text)
  expect(under('x')).toEqual([])
  expect(under('y')).toEqual(['A', 'A1'])
  expect(under('z')).toEqual(['B', 'B1'])
  expect(under('A1')).toEqual(['A', 'A1'])
})

test('blocks know their place at the top of the document', () => {
  const text = documentText(everything)
  expect(text.blockAt(text.text.indexOf('deux'))).toMatchObject({ type: 'paragraph', top: 4, level: null })
  expect(text.blockAt(0)).toMatchObject({ type: 'heading', level: 1, top: 0, start: 0 })
  expect(documentText(doc()).blockAt(0)).toBeUndefined()
})
