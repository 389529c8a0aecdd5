import { fewestErrors } from './approximate.ts'
import type { Folded } from './fold.ts'

/** The folded words before and after a quotation. */
export interface Context {
  readonly prefix: string
  readonly suffix: string
}

/** Two unrelated texts of one language agree by about this much; agreement is counted from here on. */
const CHANCE = 0.4
/** Room for words that were put in or taken out between a passage and its context. */
const SLACK = 8

function agreement(near: string, context: string): number {
  const likeness = 1 - fewestErrors(near, context) / context.length
  return Math.max(0, (likeness - CHANCE) / (1 - CHANCE))
}

export interface Support {
  /** How well the surroundings agree: 0 not at all, 1 in every character; null where no context is known. */
  readonly context: number | null
  /** Every character of the context stands where it should. */
  readonly full: boolean
}

/** Compares what stands around a place of the folded text with a quotation's context. */
export function supportAt(text: Folded['text'], start: number, end: number, { prefix, suffix }: Context): Support {
  if (prefix === '' && suffix === '') return { context: null, full: false }
  const before = prefix === '' || text.endsWith(prefix, start)
  const after = suffix === '' || text.startsWith(suffix, end)
  if (before && after) return { context: 1, full: true }
  const parts: number[] = []
  if (prefix !== '') {
    const near = text.slice(Math.max(0, start - prefix.length - SLACK), start)
    parts.push(before ? 1 : agreement(near, prefix))
  }
  if (suffix !== '') parts.push(after ? 1 : agreement(text.slice(end, end + suffix.length + SLACK), suffix))
  return { context: parts.reduce((sum, part) => sum + part, 0) / parts.length, full: false }
}

/** How much a quotation says, in letters of an alphabet: a Chinese character or a kana says more than one. */
export function weight(text: string): number {
  let sum = 0
  for (const character of text) {
    if (/[\p{L}\p{N}]/u.test(character))
      sum += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character) ? 2.5 : 1
    else if (/\s/.test(character)) sum += 0.5
  }
  return sum
}
