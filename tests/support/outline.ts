import type { DocumentJSON, MarkJSON, NodeJSON } from '../../main/core/document/types.ts'

function attributes(attrs: Readonly<Record<string, unknown>> | undefined): string {
  const own = Object.entries(attrs ?? {}).filter(([, value]) => value !== null && value !== '')
  return own.length === 0 ? '' : `[${own.map(([name, value]) => `${name}=${String(value)}`).join(' ')}]`
}

function inline(node: NodeJSON): string {
  if (node.type === 'hardBreak') return '⏎'
  if (node.type !== 'text') return `‹${node.type}${attributes(node.attrs)}›`
  const wrap = (text: string, { type, attrs }: MarkJSON) => `‹${type}${attributes(attrs)} ${text}›`
  return [...(node.marks ?? [])].reverse().reduce(wrap, node.text ?? '')
}

const INLINE = /^(?:text|hardBreak|inlineImage|mathInline|footnoteReference)$/

function lines(node: NodeJSON, depth: number): string[] {
  const content = node.content ?? []
  const own = content.filter(({ type }) => INLINE.test(type)).map(inline)
  const head = `${'  '.repeat(depth)}${node.type}${attributes(node.attrs)}${own.length > 0 ? `: ${own.join('')}` : ''}`
  return [head, ...content.filter(({ type }) => !INLINE.test(type)).flatMap((child) => lines(child, depth + 1))]
}

/** A document as lines that can be read beside its page: one for each block, marks and atoms in ‹ ›. */
export function outline(document: DocumentJSON): string {
  return document.content.flatMap((node) => lines(node, 0)).join('\n')
}
