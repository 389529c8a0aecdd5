import { type MarkType, markTypes } from '../document/marks.ts'
import type { MarkJSON, NodeJSON } from '../document/types.ts'

export interface InlineWriter {
  /** A text or inline atom without its marks. `code`: it stands in a `code` mark. */
  leaf(node: NodeJSON, code: boolean): string
  /** `before` and `after` are the characters beside the marked run, as a reader sees them; empty at a border. */
  wrap(type: MarkType, mark: MarkJSON, inner: string, before: string, after: string): string
}

const order: readonly string[] = markTypes
const rank = (mark: MarkJSON) => order.indexOf(mark.type)
const sameMark = (a: MarkJSON, b: MarkJSON) => a.type === b.type && JSON.stringify(a.attrs) === JSON.stringify(b.attrs)

interface Run {
  readonly node: NodeJSON
  /** Not yet written, outermost first. */
  readonly marks: readonly MarkJSON[]
}

/** Marks that a format may write with signs, which must not touch their neighbours' signs. */
const EMPHASIS: ReadonlySet<string> = new Set<MarkType>(['bold', 'italic', 'strike', 'del'])

/** The character of a neighbour that is next to a run; `*` where the neighbour's own signs may come between. */
function edge(run: Run | undefined, index: 0 | -1): string {
  if (run === undefined) return ''
  if (run.marks.some(({ type }) => EMPHASIS.has(type))) return '*'
  return (run.node.text ?? '\uFFFC').at(index) ?? ''
}

/** Writes inline nodes, each mark once around all neighbours that share it. */
export function writeInline(nodes: readonly NodeJSON[], writer: InlineWriter): string {
  const runs = nodes.map((node) => ({ node, marks: [...(node.marks ?? [])].sort((a, b) => rank(a) - rank(b)) }))
  return writeRuns(runs, writer, '', '')
}

function writeRuns(runs: readonly Run[], writer: InlineWriter, before: string, after: string): string {
  const parts: string[] = []
  let index = 0
  while (index < runs.length) {
    const run = runs[index]
    if (run === undefined) break
    const [mark] = run.marks
    const type = markTypes.find((known) => known === mark?.type)
    if (mark === undefined || type === undefined) {
      parts.push(writer.leaf(run.node, run.node.marks?.some((own) => own.type === 'code') ?? false))
      index++
      continue
    }
    let end = index
    const group: Run[] = []
    for (let next = runs[end]; next?.marks[0] && sameMark(next.marks[0], mark); next = runs[++end]) {
      group.push({ node: next.node, marks: next.marks.slice(1) })
    }
    const left = index === 0 ? before : edge(runs[index - 1], -1)
    const right = end === runs.length ? after : edge(runs[end], 0)
    parts.push(writer.wrap(type, mark, writeRuns(group, writer, left, right), left, right))
    index = end
  }
  return parts.join('')
}
