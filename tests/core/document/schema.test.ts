import { Editor } from '@tiptap/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentExtensions } from '../../../main/core/document/extensions.ts'
import { markTypes } from '../../../main/core/document/marks.ts'
import { bearsText, isTextblock, nodeSpec, nodeTypes } from '../../../main/core/document/nodes.ts'
import { documentProblem, mediaNames, parseDocument, walk } from '../../../main/core/document/parse.ts'
import { documentSchema } from '../../../main/core/document/schema.ts'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'
import { doc, everything, node, p, picture, text } from '../support.ts'
import { documents } from './arbitrary.ts'

function proseMirrorProblem(value: DocumentJSON): string | null {
  try {
    documentSchema().nodeFromJSON(value).check()
    return null
  } catch (thrown) {
    return String(thrown)
  }
}

test('the schema has every node and mark, and counts positions as the text does', () => {
  const schema = documentSchema()
  expect(Object.keys(schema.nodes).sort()).toEqual([...nodeTypes].sort())
  expect(Object.keys(schema.marks).sort()).toEqual([...markTypes].sort())
  for (const type of nodeTypes) {
    const made = schema.nodes[type]
    expect(made?.isTextblock).toBe(isTextblock(nodeSpec(type)))
    if (type !== 'text') expect(made?.isLeaf).toBe(nodeSpec(type).content === undefined)
  }
  expect(bearsText('image')).toBe(true)
  expect(bearsText('horizontalRule')).toBe(false)
})

test('nothing can be read into a document from HTML', () => {
  const rules = [...Object.values(documentSchema().nodes), ...Object.values(documentSchema().marks)].flatMap(
    (type) => type.spec.parseDOM ?? [],
  )
  expect(rules).toEqual([])
  expect(documentExtensions).toHaveLength(nodeTypes.length + markTypes.length)
  expect(Editor).toBeDefined()
})

test('the cheap check and ProseMirror judge alike, also where a node was moved or removed', () => {
  const all = [...nodeTypes]
  fc.assert(
    fc.property(documents, fc.constantFrom(...all), fc.nat(30), fc.boolean(), (document, type, which, remove) => {
      expect(documentProblem(document)).toBeNull()
      expect(proseMirrorProblem(document)).toBeNull()
      const broken = structuredClone(document) as { type: 'doc'; content: NodeJSON[] }
      const holders = [...walk(broken)].map((entry) => entry.node).filter((one) => (one.content?.length ?? 0) > 0)
      const content = holders[which % Math.max(1, holders.length)]?.content as NodeJSON[] | undefined
      if (content === undefined) return
      if (remove) content.splice(0, 1)
      else content.splice(which % content.length, 0, type === 'text' ? text('x') : { type })
      const required = !remove && ['footnote', 'footnoteReference'].includes(type)
      if (!required) expect(documentProblem(broken) === null).toBe(proseMirrorProblem(broken) === null)
    }),
    { numRuns: 300 },
  )
})

const hostile: [string, DocumentJSON][] = [
  ['a script link', doc(p(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } })))],
  ['a data link', doc(p(text('x', { type: 'link', attrs: { href: 'data:text/html,x' } })))],
  ['a relative link', doc(p(text('x', { type: 'link', attrs: { href: '/etc' } })))],
  ['a picture from a path', doc(node('image', { media: '../../etc/passwd' }))],
  ['a picture that leads astray', doc(node('image', { href: 'javascript:alert(1)' }))],
  ['a picture by a data URL', doc(node('image', { source: 'data:image/svg+xml,x' }))],
  ['an embed of a script', doc(node('embed', { url: 'javascript:alert(1)' }))],
  ['a formula with a link', doc(node('mathBlock', { mathml: ['math', { href: 'javascript:1' }] }))],
  ['a formula with a script', doc(node('mathBlock', { mathml: ['math', {}, ['script', {}, 'x']] }))],
  ['a formula with HTML in it', doc(node('mathBlock', { mathml: ['math', {}, ['annotation-xml', {}, 'x']] }))],
  ['an unknown node', doc(node('iframe', { src: 'x' }))],
  ['an unknown mark', doc(p(text('x', 'onclick')))],
  ['the same mark twice', doc(p(text('x', 'bold', 'bold')))],
  ['marks in code', doc(node('codeBlock', null, text('x', 'bold')))],
  ['an empty text', doc(p(text('')))],
  ['a heading of level 7', doc(node('heading', { level: 7 }))],
  ['an odd language', doc(node('paragraph', { lang: '" onload="' }))],
  ['an empty document', doc()],
]
test.each(hostile)('%s is damage', (_name, document) => {
  expect(() => parseDocument(document, 'content/x.json')).toThrow(
    expect.objectContaining({ code: 'recordDamaged', details: expect.objectContaining({ path: 'content/x.json' }) }),
  )
})

test.each([
  null,
  1,
  'doc',
  [],
  {},
  { type: 'doc' },
  { type: 'paragraph' },
  { type: 'doc', content: {} },
  { type: 'doc', content: [null] },
])('what is no document is damage: %j', (value) => {
  expect(documentProblem(value)).toBeTypeOf('string')
})

test('nesting without end is refused, not followed', () => {
  let deep = p('x')
  for (let level = 0; level < 20_000; level++) deep = { type: 'blockquote', content: [deep] }
  expect(documentProblem(doc(deep))).toMatch(/deep/)
})

test('a good document comes back as it is, unknown attributes included', () => {
  const document = doc(node('paragraph', { future: 1 }, 'x'))
  expect(parseDocument(document)).toEqual({ document, nodes: 3 })
  expect(parseDocument(everything).document).toBe(everything)
  expect([...mediaNames(everything)]).toEqual([picture])
})
