import { parseQuery } from './parse.ts'
import { isLoneCharacter, type Token, tokenize } from './tokens.ts'
import type { Term } from './types.ts'

/** A match in a text, in UTF-16 offsets; `term` is the number of the term that it is a match of. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly term: number
}

/** UTF-16 offsets. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** More marks than this are of no use to anybody. */
const MOST = 10_000

/**
 * Where the words of a query stand in an article's text, in order; what overlaps is one. At most the first 10,000. None
 * where the query looks for its words elsewhere (`in:title`).
 */
export function matchRanges(text: string, query: string, { typing = false } = {}): readonly Range[] {
  const { wanted, scopes } = parseQuery(query, { typing })
  const inText = scopes.length === 0 || scopes.includes('text') || scopes.includes('quotes')
  if (!inText || wanted.length === 0) return []
  const matches: Match[] = []
  for (const match of matchesIn(text, wanted)) {
    matches.push(match)
    if (matches.length >= MOST) break
  }
  return joined(matches)
}

/** The matches of all terms in a text, in order of their ends; lazily, since long texts are seldom read to the end. */
export function* matchesIn(text: string, terms: readonly Term[]): Generator<Match> {
  const longest = Math.max(0, ...terms.map((term) => term.tokens.length))
  const looked = terms.map(({ tokens, prefix }, term) => ({ tokens, prefix, term, last: tokens.at(-1) ?? '' }))
  const recent: Token[] = []
  for (const token of tokenize(text)) {
    recent.push(token)
    if (recent.length > longest) recent.shift()
    for (const { tokens, prefix, term, last } of looked) {
      // Most tokens are none of those asked for: this alone is done for all of them.
      if (token.text !== last && !(prefix && token.text.startsWith(last))) continue
      const first = recent[recent.length - tokens.length]
      if (first && follows(recent, tokens)) yield { start: first.start, end: endOf(token, tokens, prefix), term }
    }
  }
}

/** Whether the tokens before the last one are there too. */
function follows(recent: readonly Token[], tokens: readonly string[]): boolean {
  const offset = recent.length - tokens.length
  for (let index = 0; index < tokens.length - 1; index++) {
    if (recent[offset + index]?.text !== tokens[index]) return false
  }
  return true
}

/** A lone character that begins a pair marks itself, not the pair; a word that was begun is marked whole. */
function endOf(token: Token, tokens: readonly string[], prefix: boolean): number {
  const wanted = tokens.at(-1) ?? ''
  const ownEnd = prefix && isLoneCharacter(wanted) ? token.start + wanted.length : token.end
  return Math.min(ownEnd, token.end)
}

/** Overlapping matches (pairs of one Japanese word, say) as one. */
export function joined(matches: readonly Range[]): readonly Range[] {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    const previous = result.at(-1)
    if (previous && start <= previous.end) previous.end = Math.max(previous.end, end)
    else result.push({ start, end })
  }
  return result
}
