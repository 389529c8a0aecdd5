import type { QueryMistake } from '../core/contract.ts'
import type { Output } from './output.ts'

const sentences: Readonly<Record<QueryMistake['reason'], string>> = {
  field: 'there is no such filter. Put it in quotation marks to search for it as text',
  value: 'the filter has no such value',
  empty: 'a value belongs behind the colon, without a space',
  date: 'this is no date; write 2024, 2024-03 or 2024-03-14',
  quote: 'the quotation mark is never closed, so that all behind it was taken for one phrase',
}

/** A line for each part of a query that was not understood; the rest was searched for. */
export function tellMistakes(output: Output, mistakes: readonly QueryMistake[]): void {
  for (const { text, reason } of mistakes) output.progress(`not understood: ${text} (${sentences[reason]})`)
}
