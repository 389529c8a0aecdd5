import type { NodeJSON } from '../document/types.ts'

interface Writers {
  readonly cell: (cell: NodeJSON) => string
  /** A textblock without line ends. */
  readonly line: (block: NodeJSON) => string
}

/** Wide enough for real tables; a page that claims a thousand columns is lying. */
const MAX_COLUMNS = 100
const span = (value: unknown) => (typeof value === 'number' && value > 1 ? Math.min(value, MAX_COLUMNS) : 1)

/** Rows of a grid; a cell that spans several places stands in the first and leaves the others empty. */
function grid(rows: readonly NodeJSON[], write: (cell: NodeJSON) => string): string[][] {
  const lines = rows.map((): string[] => [])
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const cell of row.content ?? []) {
      while (lines[y]?.[x] !== undefined) x++
      const text = write(cell)
      for (let dy = 0; dy < span(cell.attrs?.rowspan); dy++) {
        const line = lines[y + dy]
        for (let dx = 0; line !== undefined && dx < span(cell.attrs?.colspan); dx++) {
          line[x + dx] = dx === 0 && dy === 0 ? text : ''
        }
      }
    }
  }
  const width = Math.max(1, ...lines.map((line) => line.length))
  return lines.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? ''))
}

const RULES: Readonly<Record<string, string>> = { left: ':--', center: ':-:', right: '--:' }
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** A GFM table. A table without a header row gets an empty one, as the syntax wants. */
export function tableMarkdown(table: NodeJSON, writers: Writers): string {
  const caption = table.content?.find(({ type }) => type === 'tableCaption')
  const rows = (table.content ?? []).filter(({ type, content = [] }) => type === 'tableRow' && content.length > 0)
  const write = (cell: NodeJSON) => writers.cell(cell).replace(/(?<!\\)\|/g, '\\|')
  const cells = grid(rows, write)
  const headed = rows[0]?.content?.every(({ type }) => type === 'tableHeader') === true
  const width = cells[0]?.length ?? 0
  const sample = (headed ? rows[1] : rows[0])?.content ?? []
  const rules = Array.from({ length: width }, (_, x) => RULES[String(sample[x]?.attrs?.align)] ?? '---')
  const head = headed ? (cells.shift() ?? []) : Array.from({ length: width }, () => '')
  const parts = width === 0 ? [] : [[line(head), line(rules), ...cells.map(line)].join('\n')]
  const title = caption === undefined ? '' : writers.line(caption)
  return (title === '' ? parts : [title, ...parts]).join('\n\n')
}
