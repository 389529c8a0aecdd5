import { findQuote, snapRange } from '../core/anchoring/index.ts'
import type { ParsedParams } from '../core/contract.ts'
import { PostilError } from '../core/result.ts'

export type Passage = ParsedParams<'addHighlight'>['passage']

/**
 * The range (UTF-16 offsets into `text`) that a caller points at, widened to whole graphemes.
 * Throws `rangeInvalid`, `quoteNotFound` or `quoteAmbiguous`.
 */
export function locate(text: string, passage: Passage): { readonly start: number; readonly end: number } {
  if ('quote' in passage) {
    const { quote, prefix, suffix } = passage
    const found = findQuote(text, {
      quote,
      ...(prefix !== undefined && { prefix }),
      ...(suffix !== undefined && { suffix }),
    })
    const [first] = found
    if (!first || quote.trim() === '') throw new PostilError('quoteNotFound', { quote })
    if (found.length > 1) throw new PostilError('quoteAmbiguous', { quote, count: found.length })
    return { start: first.start, end: first.end }
  }
  const { start, end } = passage
  const inside = start < end && end <= text.length
  const range = snapRange(text, { start, end })
  if (!inside || text.slice(range.start, range.end).trim() === '') throw new PostilError('rangeInvalid', { start, end })
  return range
}
