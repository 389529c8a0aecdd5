/** A note that wants to stand at `anchor`; all lengths are CSS pixels from the top of the margin. */
export interface MarginItem {
  readonly key: string
  readonly anchor: number
  readonly height: number
}

export interface MarginPlace {
  readonly top: number
  /** Only its first line is shown, so that the open note can stand where it belongs. */
  readonly folded: boolean
}

interface Options {
  readonly gap: number
  /** The open note. */
  readonly pinned?: string | null
  /** How far the open note reaches above its own top: its frame. */
  readonly rise?: number
  /** A note of which only the first line is shown: its height, and the gap beneath it. */
  readonly line?: { readonly height: number; readonly gap: number }
}

/**
 * Sets notes beside their passages. Each stands at its anchor; where two would collide, the later one moves down, so that
 * the order of the passages is kept. The pinned note (the open one) keeps its anchor: those before it make room upwards,
 * and where they do not fit above it the nearest ones are folded to a line; only if that is not enough does it move.
 */
export function layoutMargin(items: readonly MarginItem[], options: Options): ReadonlyMap<string, MarginPlace> {
  const { gap, pinned, rise = 0, line = { height: 20, gap: 4 } } = options
  const tops = new Map<string, MarginPlace>()
  const fall = (some: readonly (MarginItem & { readonly folded?: boolean })[], floor: number): void => {
    let free = floor
    for (const item of some) {
      const top = Math.max(item.anchor, free)
      tops.set(item.key, { top, folded: item.folded ?? false })
      free = top + item.height + (item.folded ? line.gap : gap)
    }
  }
  const pinnedAt = items.findIndex((item) => item.key === pinned)
  const chosen = items[pinnedAt]
  if (chosen === undefined) {
    fall(items, 0)
    return tops
  }
  let needed = items.slice(0, pinnedAt).reduce((sum, item) => sum + item.height + gap, rise)
  const before = items
    .slice(0, pinnedAt)
    .toReversed()
    .map((item) => {
      const folded = needed > chosen.anchor && item.height > line.height
      if (!folded) return { ...item, folded, gap }
      needed -= item.height + gap - line.height - line.gap
      return { ...item, folded, height: line.height, gap: line.gap }
    })
  fall(before.toReversed(), 0)
  const top = before.length === 0 ? chosen.anchor : Math.max(chosen.anchor, needed)
  let ceiling = top - rise
  for (const item of before) {
    const moved = Math.min(tops.get(item.key)?.top ?? 0, ceiling - item.gap - item.height)
    tops.set(item.key, { top: moved, folded: item.folded })
    ceiling = moved
  }
  tops.set(chosen.key, { top, folded: false })
  fall(items.slice(pinnedAt + 1), top + chosen.height + gap)
  return tops
}
