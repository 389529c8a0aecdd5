import type { NodeJSON } from '../../core/document/types.ts'
import { isElement, isText, tagOf } from '../extract/dom.ts'
import { ALIGN_ATTRIBUTE } from '../extract/stash.ts'
import { asBlock, blockNode, blocksOf, hasOwnText, inlineOf, inner, transparent } from './blocks.ts'
import type { Conversion, Handler, Scope } from './context.ts'
import { Flow } from './flow.ts'

/** A cell with more text than this is a column of a page, not a datum. */
const LONG_CELL = 1500

interface Row {
  readonly element: Element
  readonly head: boolean
}
interface Parts {
  readonly caption: Element | null
  readonly rows: readonly Row[]
  readonly cells: readonly (readonly Element[])[]
  readonly stray: boolean
}

/** Cells of a row, rows of a table: as far as they are where browsers would put them. Text elsewhere is `stray`. */
function parts(table: Element): Parts {
  let caption: Element | null = null
  let stray = false
  const rows: Row[] = []
  const feet: Row[] = []
  const visit = (parent: Element, section: string) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) stray ||= node.data.trim() !== ''
      if (!isElement(node)) continue
      const tag = tagOf(node)
      if (tag === 'caption') caption ??= node
      else if (tag === 'tr') (section === 'tfoot' ? feet : rows).push({ element: node, head: section === 'thead' })
      else if (/^t(?:head|body|foot)$/.test(tag)) visit(node, tag)
      else if (tag === 'form' && node.querySelector('tr')) visit(node, section)
      else stray ||= !/^(?:col|colgroup|script|style|template)$/.test(tag) && isSeen(node)
    }
  }
  visit(table, '')
  const all = [...rows, ...feet]
  const cells = all.map(({ element }) => {
    const own = [...element.children].filter((cell) => /^t[dh]$/.test(tagOf(cell)))
    const read = own.reduce((length, cell) => length + (cell.textContent ?? '').trim().length, 0)
    stray ||= read < (element.textContent ?? '').replace(/\s+/g, '').length && hasStrayText(element)
    return own
  })
  return { caption, rows: all, cells, stray }
}

function isSeen(element: Element): boolean {
  return (element.textContent ?? '').trim() !== '' || element.querySelector('img') !== null || tagOf(element) === 'img'
}

function hasStrayText(row: Element): boolean {
  if (hasOwnText(row)) return true
  return [...row.children].some((child) => !/^(?:t[dh]|script|style|template)$/.test(tagOf(child)) && isSeen(child))
}

/**
 * Whether a table only arranges a page, as they did before style sheets. What only tables of data have (headers, a caption,
 * columns, a summary) tells first; https://www.w3.org/TR/html-aria/ and Readability ask alike.
 */
function isLayout(table: Element, { caption, rows, cells, stray }: Parts): boolean {
  const role = table.getAttribute('role') ?? ''
  if (stray || /^(?:presentation|none)$/.test(role)) return true
  const columns = Math.max(0, ...cells.map((row) => row.length))
  if (rows.length === 0 || columns === 0) return true
  const all = cells.flat()
  if (caption || rows.some(({ head }) => head) || table.getAttribute('summary')) return false
  if (/^(?:table|grid|treegrid)$/.test(role)) return false
  const headed = all.some((cell) => tagOf(cell) === 'th' || cell.hasAttribute('scope') || cell.hasAttribute('headers'))
  if (columns === 1 || rows.length === 1) return !headed || columns * rows.length === 1
  if (table.querySelector('colgroup, col, tfoot') && !all.some((cell) => cell.querySelector('table, form')))
    return false
  if (all.some((cell) => (cell.textContent?.length ?? 0) > LONG_CELL)) return true
  if (all.some((cell) => cell.querySelector('h1, h2, form') !== null)) return true
  return !headed && all.some((cell) => cell.querySelector('table') !== null)
}

function span(cell: Element, name: 'colspan' | 'rowspan', most: number): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? '', 10)
  // Zero rows means "to the end of the table".
  if (value === 0 && name === 'rowspan') return most
  return value > 0 ? Math.min(value, most) : 1
}

function cellNode(cell: Element, row: Row, rowsLeft: number, scope: Scope, conversion: Conversion): NodeJSON {
  const blocks = blocksOf(cell, inner(inner(scope)), conversion)
  const content = blocks.length > 0 ? blocks : [{ type: 'paragraph' }]
  const align = cell.getAttribute(ALIGN_ATTRIBUTE) ?? cell.getAttribute('align')?.toLowerCase() ?? ''
  const attrs = {
    colspan: span(cell, 'colspan', 1000),
    rowspan: span(cell, 'rowspan', rowsLeft),
    align: /^(?:left|center|right)$/.test(align) ? align : null,
  }
  const role = cell.getAttribute('role') ?? ''
  const header = tagOf(cell) === 'th' || row.head || cell.hasAttribute('scope') || /^(?:column|row)header$/.test(role)
  if (!header) return blockNode(cell, new Flow(), { type: 'tableCell', attrs, content })
  const scopeOf = cell.getAttribute('scope')?.toLowerCase() ?? ''
  const range = /^(?:row|col)(?:group)?$/.test(scopeOf) ? scopeOf : null
  return blockNode(cell, new Flow(), { type: 'tableHeader', attrs: { ...attrs, scope: range }, content })
}

export const table: Handler = asBlock((element, flow, scope, conversion) => {
  const found = parts(element)
  if (isLayout(element, found)) return transparent(element, flow, scope, conversion)
  const rows: NodeJSON[] = []
  let filled = false
  found.rows.forEach((row, index) => {
    const content = (found.cells[index] ?? []).map((cell) =>
      cellNode(cell, row, found.rows.length - index, scope, conversion),
    )
    if (content.length === 0) return
    filled ||= content.some((cell) =>
      cell.content?.some((block) => block.type !== 'paragraph' || block.content !== undefined),
    )
    rows.push(blockNode(row.element, new Flow(), { type: 'tableRow', content }))
  })
  if (!filled) return flow.boundary()
  const words = found.caption ? inlineOf(found.caption, scope, conversion) : []
  const caption = words.length > 0 ? [{ type: 'tableCaption', content: words }] : []
  flow.block(blockNode(element, flow, { type: 'table', content: [...caption, ...rows] }))
})
