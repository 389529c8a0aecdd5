import type { ArticleHandle } from '../article/handle.ts'
import type { TextRange } from '../selection/range.ts'

/** The names that the style sheet paints (`::highlight()`). */
const all = 'postil-found'
const one = 'postil-found-current'

/** A passage as a DOM range, which holds until the text is drawn anew; null where it has no place on the page. */
export function rangeOf(handle: ArticleHandle, { start, end }: TextRange): Range | null {
  const { from, to } = handle.text.toRange(start, end)
  const { view } = handle.editor
  try {
    const [first, last] = [view.domAtPos(from, 1), view.domAtPos(to, -1)]
    const range = document.createRange()
    range.setStart(first.node, first.offset)
    range.setEnd(last.node, last.offset)
    return range
  } catch {
    // A position that is not drawn.
    return null
  }
}

/**
 * Paints what was found over the text without touching its elements, so that highlights, notes and selections stay as
 * they are (the CSS Custom Highlight API).
 */
export function paintFound(handle: ArticleHandle, found: readonly TextRange[], current: number): void {
  const ranges = found.map((each) => rangeOf(handle, each))
  const chosen = ranges[current] ?? null
  CSS.highlights.set(all, new Highlight(...(ranges.filter((range) => range !== null && range !== chosen) as Range[])))
  const mark = chosen === null ? new Highlight() : new Highlight(chosen)
  mark.priority = 1
  CSS.highlights.set(one, mark)
}

export function clearFound(): void {
  CSS.highlights.delete(all)
  CSS.highlights.delete(one)
}
