import type { NodeJSON } from '../../core/document/types.ts'
import { tagOf } from '../extract/dom.ts'
import { ALIGN_ATTRIBUTE } from '../extract/stash.ts'
import { asBlock, blockNode, blocksOf, inlineOf, inner, transparent } from './blocks.ts'
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
}

function parts(table: Element): Parts {
  let caption: Element | null = null
  const rows: Row[] = []
  const feet: Row[] = []
  for (const child of table.children) {
    const tag = tagOf(child)
    if (tag === 'caption') caption ??= child
    else if (tag === 'tr') rows.push({ element: child, head: false })
    else if (/^t(?:head|body|foot)$/.test(tag)) {
      for (const row of child.children) {
        if (tagOf(row) === 'tr') (tag === 'tfoot' ? feet : rows).push({ element: row, head: tag === 'thead' })
      }
    }
  }
  const all = [...rows, ...feet]
  const cells = all.map(({ element }) => [...element.children].filter((cell) => /^t[dh]$/.test(tagOf(cell))))
  return { caption, rows: all, cells }
}

/** Whether a table only arranges a page, as they did before style sheets. */
function isLayout(table: Element, { caption, rows, cells }: Parts): boolean {
  if (/^(?:presentation|none)$/.test(table.getAttribute('role') ?? '')) return true
  const columns = Math.max(0, ...cells.map((row) => row.length))
  if (rows.length === 0 || columns === 0) return true
  if (caption || rows.some(({ head }) => head) || table.hasAttribute('summary')) return false
  const all = cells.flat()
  if (columns === 1 || (rows.length === 1 && !all.some((cell) => tagOf(cell) === 'th'))) return true
  if (all.some((cell) => cell.querySelector('table, h1, h2, form') !== null)) return true
  return all.some((cell) => (cell.textContent?.length ?? 0) > LONG_CELL)
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
  if (tagOf(cell) !== 'th' && !row.head) return blockNode(cell, new Flow(), { type: 'tableCell', attrs, content })
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
