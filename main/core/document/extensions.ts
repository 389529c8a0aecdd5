/**
 * THE Tiptap extension list: the schema of every stored document and the way the window draws it. Documents come from
 * JSON alone, so there are no parse rules: nothing pasted or served as HTML can enter through the editor.
 */
import { type Attributes, type Extensions, Mark, Node } from '@tiptap/core'
import type { AttributeSpecs } from './attributes.ts'
import { type MarkType, markAttributes, markTypes } from './marks.ts'
import { type ContentRule, type NodeType, nodeSpec, nodeTypes } from './nodes.ts'
import { markRenderers, nodeRenderers, type Spec, windowOptions } from './render.ts'

/** ProseMirror's content expression for a rule. */
function contentExpression({ of, min, first, firstRequired, last }: ContentRule): string {
  const kinds = typeof of === 'string' ? of : `(${of.join(' | ')})`
  const parts = [`${kinds}${min === 0 ? '*' : '+'}`]
  if (first !== undefined) parts.unshift(firstRequired === true ? first : `${first}?`)
  if (last !== undefined) parts.push(`${last}?`)
  return parts.join(' ')
}

function attributes(specs: AttributeSpecs): Attributes {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const validate = (value: unknown) => {
        if (!spec.fits(value)) throw new RangeError(`Attribute ${name} has a value that does not fit`)
      }
      return [name, { default: spec.default, validate, rendered: false }]
    }),
  )
}

/** The renderers' specs are deeply read-only; ProseMirror's type asks for arrays that may change. */
type MutableSpec = [string, ...unknown[]]
const mutable = (spec: Spec): MutableSpec => {
  const [tag, ...rest] = spec
  return [tag, ...rest.map((part) => (Array.isArray(part) ? mutable(part as Spec) : part))]
}

function nodeExtension(name: NodeType): Node {
  const { group, content, attrs, code } = nodeSpec(name)
  return Node.create({
    name,
    ...(name === 'doc' ? { topNode: true } : {}),
    ...(group === 'part' ? {} : { group }),
    ...(group === 'inline' ? { inline: true } : {}),
    ...(content === undefined ? {} : { content: contentExpression(content) }),
    ...(content === undefined && name !== 'text' ? { atom: true } : {}),
    ...(code === true ? { code, marks: '' } : {}),
    // A click on a picture must not select it as a node: a reader drags over it to highlight.
    selectable: false,
    addAttributes: () => attributes(attrs),
    ...(name === 'doc' || name === 'text'
      ? {}
      : { renderHTML: ({ node }) => mutable(nodeRenderers[name](node.attrs, windowOptions)) }),
  })
}

function markExtension(name: MarkType): Mark {
  return Mark.create({
    name,
    addAttributes: () => attributes(markAttributes(name)),
    renderHTML: ({ mark }) => mutable(markRenderers[name](mark.attrs)),
  })
}

export const documentExtensions: Extensions = [...nodeTypes.map(nodeExtension), ...markTypes.map(markExtension)]
