import fc from 'fast-check'
import { markTypes } from '../../../main/core/document/marks.ts'
import { type NodeType, nodeSpec, nodeTypes } from '../../../main/core/document/nodes.ts'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'

const words = fc.string({
  unit: fc.constantFrom('a', 'é', ' ', '\u202F', '漢', '😀', '.', '*', '<', '#'),
  minLength: 1,
  maxLength: 6,
})
const marks = fc
  .subarray([...markTypes], { maxLength: 3 })
  .map((types) => types.map((type) => (type === 'link' ? { type, attrs: { href: 'https://example.org/' } } : { type })))
const textNode = fc.tuple(words, marks).map(([text, own]): NodeJSON => ({ type: 'text', text, marks: own }))
const plainText = words.map((text): NodeJSON => ({ type: 'text', text }))

const attrs: Partial<Record<NodeType, fc.Arbitrary<Record<string, unknown>>>> = {
  heading: fc.record({ level: fc.integer({ min: 1, max: 6 }) }),
  footnote: fc.record({ id: fc.constantFrom('a', 'b'), label: fc.constantFrom('1', '*') }),
  footnoteReference: fc.record({ target: fc.constantFrom('a', 'b'), label: fc.constantFrom('', '1', '[12]') }),
  image: fc.record({ alt: words, href: fc.constantFrom(null, 'https://example.org/') }),
}

function nodeOf(type: NodeType, depth: number): fc.Arbitrary<NodeJSON> {
  if (type === 'text') return textNode
  const { content } = nodeSpec(type)
  const own = attrs[type] ?? fc.constant({})
  if (content === undefined) return own.map((values) => ({ type, attrs: values }))
  const of = (name: NodeType) => nodeOf(name, depth + 1)
  const inGroup = (group: 'block' | 'inline') =>
    nodeTypes.filter(
      (name) =>
        nodeSpec(name).group === group &&
        (depth < 2 || nodeSpec(name).content?.of === undefined || nodeSpec(name).content?.of === 'inline'),
    )
  const child =
    content.of === 'text'
      ? plainText
      : fc.oneof(
          ...(typeof content.of === 'string'
            ? inGroup(content.of)
            : nodeTypes.filter((name) => content.of.includes(name))
          ).map(of),
        )
  const optional = (name: string | undefined, required = false) => {
    const known = nodeTypes.find((candidate) => candidate === name)
    if (known === undefined) return fc.constant([])
    return fc.array(of(known), { minLength: required ? 1 : 0, maxLength: 1 })
  }
  return fc
    .tuple(
      own,
      optional(content.first, content.firstRequired),
      fc.array(child, { minLength: content.min, maxLength: 3 }),
      optional(content.last),
    )
    .map(([values, first, middle, last]) => ({ type, attrs: values, content: [...first, ...middle, ...last] }))
}

export const documents: fc.Arbitrary<DocumentJSON> = nodeOf('doc', 0).map((made) => ({
  type: 'doc',
  content: made.content ?? [],
}))
