import type { Snippet } from '../core/contract.ts'
import { isLoneCharacter, type Token, tokenize } from '../core/query/tokens.ts'
import type { Term } from './query.ts'

/** A match in a text, in UTF-16 offsets; `term` is the number of the term that it is a match of. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly term: number
}

/** About how many characters a snippet shows. */
const WIDTH = 180
/** Characters before the first match: enough to see what it belongs to. */
const LEAD = 50
/** How far past the first match a better place is looked for, in characters. */
const REACH = 60_000

/** The matches of all terms in a text, in order of their ends; lazily, since long texts are seldom read to the end. */
export function* matchesIn(text: string, terms: readonly Term[]): Generator<Match> {
  const longest = Math.max(0, ...terms.map((term) => term.tokens.length))
  const recent: Token[] = []
  for (const token of tokenize(text)) {
    recent.push(token)
    if (recent.length > longest) recent.shift()
    for (const [term, { tokens, prefix }] of terms.entries()) {
      const first = recent[recent.length - tokens.length]
      if (first && endsWith(recent, tokens, prefix))
        yield { start: first.start, end: endOf(token, tokens, prefix), term }
    }
  }
}

function endsWith(recent: readonly Token[], tokens: readonly string[], prefix: boolean): boolean {
  const offset = recent.length - tokens.length
  return tokens.every((wanted, index) => {
    const found = recent[offset + index]?.text ?? ''
    return found === wanted || (prefix && index === tokens.length - 1 && found.startsWith(wanted))
  })
}

/** A lone character that begins a pair marks itself, not the pair; a word that was begun is marked whole. */
function endOf(token: Token, tokens: readonly string[], prefix: boolean): number {
  const wanted = tokens.at(-1) ?? ''
  const ownEnd = prefix && isLoneCharacter(wanted) ? token.start + wanted.length : token.end
  return Math.min(ownEnd, token.end)
}

/** The stretch of a text with the most different terms close together. */
export interface Window {
  readonly matches: readonly Match[]
  /** How many different terms are in it. */
  readonly terms: number
}

export function bestWindow(text: string, terms: readonly Term[]): Window {
  let best: Window = { matches: [], terms: 0 }
  let window: Match[] = []
  let first: number | null = null
  for (const match of matchesIn(text, terms)) {
    first ??= match.start
    window = [...window.filter((other) => match.end - other.start <= WIDTH - LEAD), match]
    const count = new Set(window.map((other) => other.term)).size
    // As many terms with more matches continues the same window; elsewhere, the earlier place stays.
    const grows = count === best.terms && window[0] === best.matches[0]
    if (count > best.terms || grows) best = { matches: window, terms: count }
    else if (best.terms === terms.length) break
    if (match.start - first > REACH) break
  }
  return best
}

/** Cuts a text around its matches into runs. `whole` shows all of it, as for a title. */
export function cut(
  field: Snippet['field'],
  text: string,
  matches: readonly Match[],
  { whole = false }: { readonly whole?: boolean } = {},
): Snippet {
  const runs: { text: string; match: boolean }[] = []
  const from = whole ? 0 : wordBorder(text, Math.max(0, (matches[0]?.start ?? 0) - LEAD), -1)
  const last = matches.at(-1)?.end ?? 0
  const to = whole ? text.length : wordBorder(text, Math.min(text.length, Math.max(from + WIDTH, last)), 1)
  const add = (start: number, end: number, match: boolean): void => {
    const shown = text.slice(start, end).replace(/[\n\r\t\uFFFC]+/g, ' ')
    if (shown !== '') runs.push({ text: shown, match })
  }
  let position = from
  for (const { start, end } of joined(matches)) {
    add(position, start, false)
    add(start, end, true)
    position = end
  }
  add(position, to, false)
  if (from > 0) runs.unshift({ text: '…', match: false })
  if (to < text.length) runs.push({ text: '…', match: false })
  return { field, runs: mergeRuns(runs), place: null }
}

/** Overlapping matches (pairs of one Japanese word, say) as one. */
function joined(matches: readonly Match[]): readonly { start: number; end: number }[] {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    const previous = result.at(-1)
    if (previous && start <= previous.end) previous.end = Math.max(previous.end, end)
    else result.push({ start, end })
  }
  return result
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
