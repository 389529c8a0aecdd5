import type { QueryMistake } from '../contract.ts'
import { localDay, type StartOfDay } from './dates.ts'
import { fieldNamed, looksLikeField, readField } from './fields.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { termOf } from './terms.ts'
import type { Filter, Query, Scope, Term } from './types.ts'

export interface ParseOptions {
  /** While one types, the last word may be unfinished, and what is not yet complete is no mistake. */
  readonly typing?: boolean
  /** Where days begin, for `before:` and `after:`; else in the time zone of the machine. */
  readonly startOfDay?: StartOfDay
}

/**
 * What a person types into the search field:
 *
 * - words, all of which must be there; “exact phrases” in any quotation marks; `-without` a word, a phrase or a filter
 * - `tag:` one of the article or of its highlights, exactly; `site:` words of its name, or the end of the host's name;
 *   `author:` words of the byline; `lang:` a language with its regions; several sites or languages are alternatives
 * - `is:unread`, `archived`, `favourite`, `trash`; `has:highlight`, `note`, `image`
 * - `after:` the beginning of a year, month or day, and `before:` it, by when the article was saved
 * - `in:title`, `text`, `notes`, `quotes`: where all of the words are looked for; several unite
 *
 * Values may stand in quotation marks. Names of filters are English, in any case; the colon may be a full-width one.
 * What is not understood is told in `mistakes` and left out; a phrase that is never closed goes to the end. Everything
 * else is text, never an operator. Never throws.
 */
export function parseQuery(text: string, { typing = false, startOfDay = localDay }: ParseOptions = {}): Query {
  const wanted: Term[] = []
  const unwanted: Term[] = []
  const filters: Filter[] = []
  const scopes = new Set<Scope>()
  const mistakes: QueryMistake[] = []

  const blame = ({ typed }: Piece, reason: QueryMistake['reason']): void => {
    // A thing that is wrong in two ways is told of once.
    if (!mistakes.some(({ text: told }) => told === typed)) mistakes.push({ text: typed, reason })
  }
  const addFilter = (piece: Piece, unfinished: boolean): void => {
    const { negated, field, value } = piece
    const known = fieldNamed(field ?? '')
    const meaning =
      known === null
        ? ({ kind: 'mistake', reason: 'field' } as const)
        : readField(known, { value: value.trim(), unfinished, startOfDay })
    if (meaning.kind === 'mistake') blame(piece, meaning.reason)
    else if (meaning.kind === 'condition') filters.push({ ...meaning.condition, negated })
    else if (meaning.kind === 'scope' && negated) blame(piece, 'value')
    else if (meaning.kind === 'scope') scopes.add(meaning.scope)
  }

  for (const piece of piecesOf(text, looksLikeField)) {
    const unfinished = typing && piece.quotes !== 'closed' && piece.end === text.length && !/\s$/.test(text)
    if (piece.quotes === 'open' && !typing) blame(piece, 'quote')
    if (piece.field === null) {
      const term = termOf(piece.value, unfinished)
      if (term) (piece.negated ? unwanted : wanted).push(term)
    } else {
      addFilter(piece, unfinished)
    }
  }
  return { wanted, unwanted, filters, scopes: [...scopes], mistakes }
}
