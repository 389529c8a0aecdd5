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
  /** The same on each side; null where nothing is known of it. */
  readonly before: number | null
  readonly after: number | null
  /** Every character of the context stands where it should. */
  readonly full: boolean
}

/** Compares what stands around a place of the folded text with a quotation's context. */
export function supportAt(text: Folded['text'], start: number, end: number, { prefix, suffix }: Context): Support {
  if (prefix === '' && suffix === '') return { context: null, before: null, after: null, full: false }
  const near = {
    before: () => text.slice(Math.max(0, start - prefix.length - SLACK), start),
    after: () => text.slice(end, end + suffix.length + SLACK),
  }
  const before = prefix === '' ? null : text.endsWith(prefix, start) ? 1 : agreement(near.before(), prefix)
  const after = suffix === '' ? null : text.startsWith(suffix, end) ? 1 : agreement(near.after(), suffix)
  const sides = [before, after].filter((side) => side !== null)
  const context = sides.reduce((sum, side) => sum + side, 0) / sides.length
  return { context, before, after, full: sides.every((side) => side === 1) }
}

/** A side that agrees this well is hardly there by chance. */
const CERTAIN = 0.95

/** Whether one side speaks for `other` at least as clearly as for `best`. */
export function contests(other: Support, best: Support): boolean {
  const wins = (a: number | null, b: number | null) => a !== null && a >= CERTAIN && a >= (b ?? 0)
  return wins(other.before, best.before) || wins(other.after, best.after)
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
