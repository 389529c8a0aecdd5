import { type Folded, fold } from './fold.ts'
import { type Range, snapRange } from './graphemes.ts'
import { occurrences } from './resolve.ts'

export interface Quotation {
  readonly quote: string
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
}

function followsContext(folded: Folded, start: number, end: number, prefix: string, suffix: string): boolean {
  return folded.text.slice(0, start).trimEnd().endsWith(prefix) && folded.text.slice(end).trimStart().startsWith(suffix)
}

/**
 * Every place of a quotation as a person types or pastes it: kinds of quotes, dashes and spaces don't matter, white
 * space at its ends neither. Where one is right to the letter, only such are answered. UTF-16 ranges in text order; at
 * most 500.
 */
export function findQuote(text: string, { quote, prefix = '', suffix = '' }: Quotation): readonly Range[] {
  const words = fold(quote).text.trim()
  const folded = fold(text)
  const before = fold(prefix).text.trim()
  const after = fold(suffix).text.trim()
  const found = occurrences(folded.text, words)
    .filter((at) => followsContext(folded, at, at + words.length, before, after))
    .map((at) => snapRange(text, folded.source(at, at + words.length)))
  const literal = found.filter(({ start, end }) => text.slice(start, end) === quote.trim())
  return literal.length > 0 ? literal : found
}
