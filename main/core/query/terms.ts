import { isLoneCharacter, tokenize } from './tokens.ts'
import type { Term } from './types.ts'

const closingPunctuation = /[^\p{L}\p{N}\p{M}]+$/u

/** The tokens of a word or a phrase; null where it has none. `unfinished`: the last one may go on. */
export function termOf(text: string, unfinished = false): Term | null {
  const tokens = [...tokenize(text.replace(closingPunctuation, ''), { open: true })]
  const last = tokens.at(-1)
  if (!last) return null
  return { tokens: tokens.map((token) => token.text), prefix: unfinished || isLoneCharacter(last.text) }
}
