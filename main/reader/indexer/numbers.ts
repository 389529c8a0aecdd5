/** An article on its way into the index. */
export interface Numbered {
  readonly id: string
  /** The number that it shall have; null where it has one, or for the next one. */
  readonly n: number | null
  /** Its place among all that there are, by id; -1 where there is none. */
  readonly at: number
}

/**
 * Gives what is new numbers that grow with the ids, as far as those of the present articles leave room: all from 1 on
 * where the index is empty, and those before the first one that is there where the building of it was broken off.
 * @param known the number of each article that there is, by id; 0 for one that is not indexed
 */
export function numbered(found: readonly Numbered[], known: readonly number[]): Numbered[] {
  const numbers = new Map<number, number>()
  let start = 0
  while (start < known.length) {
    if (known[start] !== 0) {
      start += 1
      continue
    }
    let end = start
    while (end < known.length && known[end] === 0) end += 1
    const before = start === 0 ? 0 : (known[start - 1] ?? 0)
    const after = known[end]
    // From above: the newer ones come first, and what is older than all has the room below.
    const first = after === undefined ? before + 1 : after - (end - start)
    if (first > before) for (let at = start; at < end; at++) numbers.set(at, first + at - start)
    start = end
  }
  return found.map((each) => ({ ...each, n: numbers.get(each.at) ?? null }))
}
