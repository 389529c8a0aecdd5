import type { HighlightColor } from '../../../main/core/model/highlight.ts'

/** A highlight as it is painted: UTF-16 offsets into the document's text, `start` < `end`. */
export interface PaintedHighlight {
  readonly key: string
  readonly start: number
  readonly end: number
  readonly color: HighlightColor
}

/** A stretch of text that the same highlights cover, in the order in which they begin. */
export interface Segment {
  readonly start: number
  readonly end: number
  readonly covers: readonly PaintedHighlight[]
}

/** Reading order: what begins first; of two that begin together, the longer one. */
export function byPlace(a: PaintedHighlight, b: PaintedHighlight): number {
  return a.start - b.start || b.end - a.end || (a.key < b.key ? -1 : 1)
}

/**
 * Cuts overlapping highlights at all their borders, so that each piece of text is painted once and knows every highlight
 * that lies on it. Pieces are in order and do not touch text without a highlight. A sweep over the sorted borders.
 */
export function segmentsOf(highlights: readonly PaintedHighlight[]): readonly Segment[] {
  const placed = highlights.filter((each) => each.start < each.end).toSorted(byPlace)
  const borders = [...new Set(placed.flatMap((each) => [each.start, each.end]))].sort((a, b) => a - b)
  const segments: Segment[] = []
  let next = 0
  let open: PaintedHighlight[] = []
  for (const [index, start] of borders.entries()) {
    const end = borders[index + 1]
    if (end === undefined) break
    open = open.filter((each) => each.end > start)
    for (let each = placed[next]; each !== undefined && each.start <= start; each = placed[next]) {
      open.push(each)
      next += 1
    }
    if (open.length > 0) segments.push({ start, end, covers: [...open] })
  }
  return segments
}

/** Bands of equal height, one for each colour, from the first highlight at the top. */
export function paint(colors: readonly HighlightColor[]): string {
  const [only] = colors
  if (colors.length === 1 && only !== undefined) return `var(--hl-${only})`
  const share = 100 / colors.length
  const bands = colors.map((color, index) => `var(--hl-${color}) ${index * share}% ${(index + 1) * share}%`)
  return `linear-gradient(${bands.join(', ')})`
}

/**
 * Which highlight a click means where several lie on one another: the shortest one first (it is the hardest to hit), and
 * at each further click on the same place the next one.
 */
export function nextAtPoint(
  keys: readonly string[],
  lengthOf: (key: string) => number,
  active: string | null,
): string | null {
  const ordered = keys.toSorted((a, b) => lengthOf(a) - lengthOf(b))
  const at = active === null ? -1 : ordered.indexOf(active)
  return ordered[(at + 1) % Math.max(1, ordered.length)] ?? null
}
