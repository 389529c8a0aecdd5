import type { NodeJSON } from '../../core/document/types.ts'
import { isElement, isText, tagOf } from '../extract/dom.ts'
import { asBlock, blockNode, blocksOf, hasOwnText, inlineOf, inner, transparent } from './blocks.ts'
import type { Conversion, Handler, Scope } from './context.ts'
import { Flow } from './flow.ts'

/** The items of a list. What stands between items belongs to the one before, as browsers draw it. */
function items(list: Element, scope: Scope, conversion: Conversion): NodeJSON[] {
  const found: { node: NodeJSON; content: NodeJSON[] }[] = []
  const stray = (node: Node) => {
    const loose = new Flow()
    conversion.convert(node, loose, inner(scope))
    loose.boundary()
    if (loose.blocks.length === 0) return
    const last = found.at(-1)
    if (last) last.content.push(...loose.blocks)
    else found.push({ node: { type: 'listItem' }, content: [...loose.blocks] })
  }
  const visit = (parent: Element, levels: number) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) {
        if (node.data.trim() !== '') stray(node)
      } else if (isElement(node)) {
        const tag = tagOf(node)
        if (tag === 'li') {
          const content = blocksOf(node, inner(scope), conversion)
          if (content.length > 0) found.push({ node: blockNode(node, new Flow(), { type: 'listItem' }), content })
        } else if (tag !== 'ul' && tag !== 'ol' && levels > 0 && !hasOwnText(node) && node.querySelector('li')) {
          visit(node, levels - 1)
        } else stray(node)
      }
    }
  }
  visit(list, 3)
  return found.map(({ node, content }) => ({ ...node, content }))
}

export const bulletList: Handler = asBlock((element, flow, scope, conversion) => {
  const content = items(element, scope, conversion)
  if (content.length > 0) flow.block(blockNode(element, flow, { type: 'bulletList', content }))
  else flow.boundary()
})

function integer(value: string | null | undefined): number | null {
  return value && /^\s*-?\d{1,9}\s*$/.test(value) ? Number.parseInt(value, 10) : null
}

export const orderedList: Handler = asBlock((element, flow, scope, conversion) => {
  const content = items(element, scope, conversion)
  if (content.length === 0) return flow.boundary()
  const type = element.getAttribute('type')
  const reversed = element.hasAttribute('reversed')
  const first = [...element.children].find((child) => tagOf(child) === 'li')
  const attrs = {
    start:
      integer(first?.getAttribute('value')) ??
      integer(element.getAttribute('start')) ??
      (reversed ? content.length : 1),
    style: type && /^[1aAiI]$/.test(type) ? type : null,
    reversed,
  }
  flow.block(blockNode(element, flow, { type: 'orderedList', attrs, content }))
})

export const definitionList: Handler = asBlock((element, flow, scope, conversion) => {
  const content: { node: NodeJSON; content: NodeJSON[] }[] = []
  const describe = (node: NodeJSON, blocks: readonly NodeJSON[]) => {
    if (blocks.length > 0) content.push({ node, content: [...blocks] })
  }
  // What stands between terms and descriptions belongs to the description before.
  const stray = (node: Node) => {
    const loose = new Flow()
    conversion.convert(node, loose, inner(inner(scope)))
    loose.boundary()
    const last = content.at(-1)
    if (last?.node.type === 'definitionDescription') last.content.push(...loose.blocks)
    else describe({ type: 'definitionDescription' }, loose.blocks)
  }
  const visit = (parent: Element) => {
    for (let child = parent.firstChild; child; child = child.nextSibling) {
      if (isText(child) && child.data.trim() !== '') stray(child)
      if (!isElement(child)) continue
      const tag = tagOf(child)
      if (tag === 'dt') {
        describe(blockNode(child, new Flow(), { type: 'definitionTerm' }), inlineOf(child, scope, conversion))
      } else if (tag === 'dd') {
        const blocks = blocksOf(child, inner(scope), conversion)
        describe(blockNode(child, new Flow(), { type: 'definitionDescription' }), blocks)
      } else if ((tag === 'div' || tag === 'dl') && child.querySelector('dt, dd')) visit(child)
      else stray(child)
    }
  }
  if (!element.querySelector('dt, dd')) return transparent(element, flow, scope, conversion)
  visit(element)
  if (content.length === 0) return flow.boundary()
  const parts = content.map(({ node, content: own }) => ({ ...node, content: own }))
  flow.block(blockNode(element, flow, { type: 'definitionList', content: parts }))
})
