import { type Folded, fold } from './fold.ts'
import { foldLoosely } from './foldLoosely.ts'
import { type Range, snapRange } from './graphemes.ts'
import { occurrences } from './resolve.ts'

export interface Quotation {
  readonly quote: string
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
}

type Folding = (text: string) => Pick<Folded, 'text' | 'source'>

function find(text: string, { quote, prefix = '', suffix = '' }: Quotation, folding: Folding): readonly Range[] {
  const essence = (part: string) => folding(part).text.trim()
  const words = essence(quote)
  const before = essence(prefix)
  const after = essence(suffix)
  const folded = folding(text)
  const fits = (start: number, end: number) =>
    folded.text.slice(0, start).trimEnd().endsWith(before) && folded.text.slice(end).trimStart().startsWith(after)
  return occurrences(folded.text, words)
    .filter((at) => fits(at, at + words.length))
    .map((at) => snapRange(text, folded.source(at, at + words.length)))
}

/**
 * Every place of a quotation as a person types or pastes it: kinds of quotes, dashes and spaces don't matter, white
 * space at its ends neither. Where one is right to the letter, only such are answered; where none is found, `foldLoosely`
 * says what else doesn't matter. UTF-16 ranges in text order; at most 500.
 */
export function findQuote(text: string, quotation: Quotation): readonly Range[] {
  const found = find(text, quotation, fold)
  if (found.length === 0) return find(text, quotation, foldLoosely)
  const literal = found.filter(({ start, end }) => text.slice(start, end) === quotation.quote.trim())
  return literal.length > 0 ? literal : found
}
