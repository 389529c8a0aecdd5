/**
 * Where a pattern stands in a text with a few errors (insertions, deletions, substitutions of UTF-16 units).
 * G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming" (1999), in blocks
 * of 32 rows, computing only the blocks that can still lead to a match (E. Ukkonen's cut-off).
 */
export interface Match {
  readonly start: number
  readonly end: number
  readonly errors: number
}

const WORD = 32

/** Bits of the rows whose character is the given one, by block. */
type Rows = Int32Array

class Matcher {
  private readonly last: number
  private readonly rows = new Map<number, Rows>()
  private readonly none: Rows
  private readonly plus: Int32Array
  private readonly minus: Int32Array
  private readonly bottom: Int32Array
  private readonly pattern: string

  constructor(pattern: string) {
    this.pattern = pattern
    const blocks = Math.ceil(pattern.length / WORD)
    this.last = blocks - 1
    this.none = new Int32Array(blocks)
    this.plus = new Int32Array(blocks)
    this.minus = new Int32Array(blocks)
    this.bottom = new Int32Array(blocks).fill(1 << 31)
    this.bottom[this.last] = 1 << ((pattern.length - 1) % WORD)
    for (let row = 0; row < pattern.length; row++) {
      const unit = pattern.charCodeAt(row)
      const bits = this.rows.get(unit) ?? new Int32Array(blocks)
      bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31))
      this.rows.set(unit, bits)
    }
  }

  /** One column of one block: takes the difference that comes in from above, answers the one that goes out below. */
  private advance(rows: Rows, block: number, carry: number): number {
    const negative = carry >>> 31
    const plus = this.plus[block] ?? 0
    const minus = this.minus[block] ?? 0
    const equal = (rows[block] ?? 0) | negative
    const vertical = equal | minus
    const horizontal = (((equal & plus) + plus) ^ plus) | equal
    let up = minus | ~(horizontal | plus)
    let down = plus & horizontal
    const mask = this.bottom[block] ?? 0
    const out = ((up & mask) === 0 ? 0 : 1) - ((down & mask) === 0 ? 0 : 1)
    up = (up << 1) | ((carry === 0 ? 0 : 1) - negative)
    down = (down << 1) | negative
    this.plus[block] = down | ~(vertical | up)
    this.minus[block] = up & vertical
    return out
  }

  /** Calls back for every offset of the text where the pattern ends with at most `maxErrors` errors. */
  ends(text: string, maxErrors: number, found: (end: number, errors: number) => void): void {
    const { last, pattern } = this
    const scores = new Int32Array(last + 1)
    let active = Math.min(last, Math.max(0, Math.ceil(maxErrors / WORD) - 1))
    for (let block = 0; block <= active; block++) {
      scores[block] = block === last ? pattern.length : (block + 1) * WORD
      this.plus[block] = -1
      this.minus[block] = 0
    }
    for (let index = 0; index < text.length; index++) {
      const rows = this.rows.get(text.charCodeAt(index)) ?? this.none
      let carry = 0
      for (let block = 0; block <= active; block++) {
        carry = this.advance(rows, block, carry)
        scores[block] = (scores[block] ?? 0) + carry
      }
      const score = scores[active] ?? 0
      if (active < last && score - carry <= maxErrors && (((rows[active + 1] ?? 0) & 1) !== 0 || carry < 0)) {
        active++
        this.plus[active] = -1
        this.minus[active] = 0
        const height = active === last ? ((pattern.length - 1) % WORD) + 1 : WORD
        scores[active] = score + height - carry + this.advance(rows, active, carry)
      } else {
        while (active > 0 && (scores[active] ?? 0) >= maxErrors + WORD) active--
      }
      const reached = scores[active] ?? 0
      if (active === last && reached <= maxErrors) found(index + 1, reached)
    }
  }
}

/** The fewest errors with which the whole pattern stands somewhere in the text. */
export function fewestErrors(text: string, pattern: string): number {
  if (pattern === '') return 0
  let fewest = pattern.length
  new Matcher(pattern).ends(text, pattern.length, (_end, errors) => {
    if (errors < fewest) fewest = errors
  })
  return fewest
}

/** Edit distance between two strings (Levenshtein), in UTF-16 units. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      next.push(Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const reversed = (text: string) => text.split('').reverse().join('')

/**
 * The best places of a pattern, fewest errors first: of places that overlap only the best is answered.
 * At most `limit` of them. Takes time in proportion to text length times errors.
 */
export function searchApproximately(text: string, pattern: string, maxErrors: number, limit = 8): readonly Match[] {
  if (pattern === '' || maxErrors < 0) return []
  const ends: { end: number; errors: number }[] = []
  new Matcher(pattern).ends(text, maxErrors, (end, errors) => {
    const last = ends.at(-1)
    // Around each place there is a valley of ends; its lowest is kept, the later one where two are as low only if apart.
    if (last !== undefined && end - last.end < Math.max(2, pattern.length / 2)) {
      if (errors < last.errors) ends[ends.length - 1] = { end, errors }
    } else ends.push({ end, errors })
  })
  ends.sort((a, b) => a.errors - b.errors || a.end - b.end)
  const backwards = new Matcher(reversed(pattern))
  const matches: Match[] = []
  for (const { end, errors } of ends) {
    const base = Math.max(0, end - pattern.length - errors)
    let length = 0
    let fewest = Number.POSITIVE_INFINITY
    backwards.ends(reversed(text.slice(base, end)), errors, (reach, found) => {
      if (
        found < fewest ||
        (found === fewest && Math.abs(reach - pattern.length) < Math.abs(length - pattern.length))
      ) {
        fewest = found
        length = reach
      }
    })
    const start = end - length
    if (length > 0 && !matches.some((match) => start < match.end && match.start < end)) {
      matches.push({ start, end, errors })
    }
    if (matches.length >= limit) break
  }
  return matches
}
