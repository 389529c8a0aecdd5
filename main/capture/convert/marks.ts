import { type MarkType, markTypes } from '../../core/document/marks.ts'
import type { MarkJSON } from '../../core/document/types.ts'

/** A document lists marks in the schema's order. */
const rank = new Map<string, number>(markTypes.map((type, index) => [type, index]))

interface KnownMark extends MarkJSON {
  readonly type: MarkType
}

export type Marks = readonly MarkJSON[]

/** The marks with one more; a mark of the same type gives way. */
export function withMark(marks: Marks, mark: KnownMark): Marks {
  const others = marks.filter(({ type }) => type !== mark.type && !excludes(mark.type, type))
  const own = rank.get(mark.type) ?? 0
  const at = others.findIndex(({ type }) => (rank.get(type) ?? 0) > own)
  return at < 0 ? [...others, mark] : [...others.slice(0, at), mark, ...others.slice(at)]
}

function excludes(a: string, b: string): boolean {
  return (a === 'subscript' && b === 'superscript') || (a === 'superscript' && b === 'subscript')
}

export function sameMarks(a: Marks, b: Marks): boolean {
  return a === b || (a.length === b.length && JSON.stringify(a) === JSON.stringify(b))
}
