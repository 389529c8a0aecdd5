/** A note that wants to stand at `anchor`; all lengths are CSS pixels from the top of the margin. */
export interface MarginItem {
  readonly key: string
  readonly anchor: number
  readonly height: number
}

/**
 * Sets notes beside their passages. Each stands at its anchor; where two would collide, the later one moves down, so that
 * the order of the passages is kept. The pinned note (the open one) keeps its anchor: those before it make room upwards,
 * and it moves only when they no longer fit above it. Answers the top of each note.
 */
export function layoutMargin(
  items: readonly MarginItem[],
  options: { readonly gap: number; readonly pinned?: string | null },
): ReadonlyMap<string, number> {
  const { gap, pinned } = options
  const tops = new Map<string, number>()
  const pinnedAt = items.findIndex((item) => item.key === pinned)
  const fall = (from: number, to: number, floor: number): void => {
    let free = floor
    for (const item of items.slice(from, to)) {
      const top = Math.max(item.anchor, free)
      tops.set(item.key, top)
      free = top + item.height + gap
    }
  }
  const chosen = items[pinnedAt]
  if (chosen === undefined) {
    fall(0, items.length, 0)
    return tops
  }
  const before = items.slice(0, pinnedAt)
  fall(0, pinnedAt, 0)
  const needed = before.reduce((sum, item) => sum + item.height + gap, 0)
  const top = Math.max(chosen.anchor, needed)
  let ceiling = top - gap
  for (const item of before.toReversed()) {
    const moved = Math.min(tops.get(item.key) ?? 0, ceiling - item.height)
    tops.set(item.key, moved)
    ceiling = moved - gap
  }
  tops.set(chosen.key, top)
  fall(pinnedAt + 1, items.length, top + chosen.height + gap)
  return tops
}
