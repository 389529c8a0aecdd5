import type { Place, Snippet } from '../core/contract.ts'
import { joined, type Match, matchesIn } from '../core/query/match.ts'
import { patternOf } from '../core/query/pattern.ts'
import type { Term } from '../core/query/types.ts'

/** About how many characters a snippet shows. */
const WIDTH = 180
/** Characters before the first match: enough to see what it belongs to. */
const LEAD = 50
/** How far matches of one snippet may be apart. */
const SPAN = WIDTH - LEAD
/** How far past the first match a better place is looked for, and how much is tokenised at most, in characters. */
const REACH = 60_000
/** In how many places the rarest word is looked at. */
const PLACES = 50

/** Terms made ready for looking through many texts. */
export type Patterns = readonly { readonly term: number; readonly pattern: RegExp }[]

/** Null where one of them has no pattern, so that texts must be tokenised. */
export function patternsOf(terms: readonly Term[]): Patterns | null {
  const patterns = terms.flatMap((term, index) => {
    const pattern = patternOf(term)
    return pattern === null ? [] : [{ term: index, pattern }]
  })
  return patterns.length === terms.length ? patterns : null
}

/** The stretch of a text with the most different terms close together. */
export interface Window {
  readonly matches: readonly Match[]
  /** How many different terms are in it. */
  readonly terms: number
}

/** Found by patterns: at once also where the first match stands at the end of a book. */
export function quickWindow(text: string, patterns: Patterns): Window {
  const first = patterns.map((each) => matchesFrom(text, each, 0, text.length))
  const [rarest] = first.filter((matches) => matches.length > 0).toSorted((a, b) => a.length - b.length)
  if (!rarest) return { matches: [], terms: 0 }
  const around = new Map<string, Match>()
  for (const { start, end } of rarest) {
    for (const each of patterns) {
      for (const match of matchesFrom(text, each, end - SPAN, start + SPAN))
        around.set(`${match.term} ${match.start}`, match)
    }
  }
  const inOrder = [...around.values()].toSorted((a, b) => a.end - b.end || a.start - b.start)
  return bestOf(inOrder, patterns.length)
}

function matchesFrom(text: string, { term, pattern }: Patterns[number], from: number, to: number): Match[] {
  const matches: Match[] = []
  pattern.lastIndex = Math.max(0, from)
  while (matches.length < PLACES) {
    const found = pattern.exec(text)
    if (!found || found.index >= to) break
    matches.push({ start: found.index, end: found.index + found[0].length, term })
  }
  return matches
}

/** Found by the tokens themselves, in the beginning of a text. */
export function exactWindow(text: string, terms: readonly Term[]): Window {
  return bestOf(matchesIn(text.slice(0, REACH), terms), terms.length)
}

/** Of matches in the order of their ends. */
function bestOf(matches: Iterable<Match>, terms: number): Window {
  let best: Window = { matches: [], terms: 0 }
  let window: Match[] = []
  let first: number | null = null
  for (const match of matches) {
    first ??= match.start
    window = [...window.filter((other) => match.end - other.start <= SPAN), match]
    const count = new Set(window.map((other) => other.term)).size
    // As many terms with more matches continues the same window; elsewhere, the earlier place stays.
    const grows = count === best.terms && window[0] === best.matches[0]
    if (count > best.terms || grows) best = { matches: window, terms: count }
    else if (best.terms === terms) break
    if (match.start - first > REACH && best.terms === terms) break
  }
  return best
}

/** Cuts a text around its matches into runs. `whole` shows all of it, as for a title. */
export function cut(
  field: Snippet['field'],
  text: string,
  matches: readonly Match[],
  { whole = false, place = null }: { readonly whole?: boolean; readonly place?: Place | null } = {},
): Snippet {
  const runs: { text: string; match: boolean }[] = []
  const ranges = joined(matches)
  const from = whole ? 0 : wordBorder(text, Math.max(0, (ranges[0]?.start ?? 0) - LEAD), -1)
  const last = ranges.at(-1)?.end ?? 0
  const to = whole ? text.length : wordBorder(text, Math.min(text.length, Math.max(from + WIDTH, last)), 1)
  const add = (start: number, end: number, match: boolean): void => {
    const shown = text.slice(start, end).replace(/[\n\r\t\uFFFC]+/g, ' ')
    if (shown !== '') runs.push({ text: shown, match })
  }
  let position = from
  for (const { start, end } of ranges) {
    add(position, start, false)
    add(start, end, true)
    position = end
  }
  add(position, to, false)
  if (from > 0) runs.unshift({ text: '…', match: false })
  if (to < text.length) runs.push({ text: '…', match: false })
  return { field, runs: mergeRuns(runs), place }
}

function mergeRuns(runs: readonly { text: string; match: boolean }[]): { text: string; match: boolean }[] {
  const result: { text: string; match: boolean }[] = []
  for (const run of runs) {
    const previous = result.at(-1)
    if (previous?.match === run.match) previous.text += run.text
    else result.push({ ...run })
  }
  return result
}

/** The nearest place between words, not further than 24 characters; never inside a surrogate pair. */
function wordBorder(text: string, position: number, direction: 1 | -1): number {
  for (let step = 0; step <= 24; step++) {
    const at = position + step * direction
    if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length)
    if (direction === 1 ? /\s/.test(text.charAt(at)) : /\s/.test(text.charAt(at - 1))) return at
  }
  const code = text.charCodeAt(position)
  return code >= 0xdc00 && code <= 0xdfff ? position + direction : position
}
