import { DROPPED_MARKS, fold, INVISIBLE, SPACELESS, units } from './tokens.ts'
import type { Term } from './types.ts'

/** Blocks whose letters fold to other ones: Latin, Greek, Cyrillic, Hebrew, Arabic and the wide forms. */
const blocks: readonly (readonly [number, number])[] = [
  [0x30, 0x24f],
  [0x370, 0x6ff],
  [0x1e00, 0x1fff],
  [0xfb00, 0xfb4f],
  [0xff10, 0xff5a],
]
const letters = /^[\p{L}\p{N}]+$/u

let forms: ReadonlyMap<string, string> | null = null

/** For each folded letter, or few letters (oe, ss, ffi), the characters that fold to it. */
function foldedForms(): ReadonlyMap<string, string> {
  if (forms) return forms
  const made = new Map<string, string>()
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code++) {
      const character = String.fromCharCode(code)
      if (!letters.test(character)) continue
      const folded = fold(character)
      if (letters.test(folded)) made.set(folded, (made.get(folded) ?? '') + character)
    }
  }
  forms = made
  return made
}

const MARKS = `[${DROPPED_MARKS}${INVISIBLE}]*`
const INSIDE = `[[\\p{L}\\p{N}\\p{M}${INVISIBLE}]--${SPACELESS}]`
const BETWEEN = `[^\\p{L}\\p{N}\\p{M}${INVISIBLE}]+`
const spaceless = new RegExp(SPACELESS, 'u')
const beginsWithLetter = /^[\p{L}\p{N}]/u
/** The longest ligature: ffi. */
const LONGEST = 3

/**
 * A pattern for the places where a term stands in a text that was not tokenised, many times quicker than tokenising it.
 * It finds nothing that is no match, but not all (a fraction that holds a digit, half-width Katakana with their marks);
 * null for a term that it cannot stand for.
 */
export function patternOf({ tokens, prefix }: Term): RegExp | null {
  // A voice mark alone (ﾞ): what it belongs to is not known.
  if (!tokens.every((token) => beginsWithLetter.test(token))) return null
  const plain = tokens.filter((token) => !spaceless.test(token))
  if (plain.length === tokens.length) {
    const words = tokens.map(wordPattern).join(BETWEEN)
    return new RegExp(`(?<!${INSIDE})${words}${prefix ? `${INSIDE}*` : `(?!${INSIDE})`}`, 'gv')
  }
  const run = plain.length === 0 ? runOf(tokens) : null
  return run && new RegExp(`${run.map(unitPattern).join('')}(?![\\p{M}ﾞﾟ])`, 'gv')
}

/** The characters that a chain of pairs was made of; null where they are no such chain. */
function runOf(tokens: readonly string[]): string[] | null {
  const pairs = tokens.map((token) => token.match(units) ?? [])
  const run = [...(pairs[0] ?? [])]
  for (const pair of pairs.slice(1)) {
    const [first, second] = pair
    if (pair.length !== 2 || first !== run.at(-1) || second === undefined) return null
    run.push(second)
  }
  const lone = tokens.length === 1 && run.length === 1
  return lone || run.length === tokens.length + 1 ? run : null
}

/** A character of a script without spaces, with the marks that belong to it. */
const unitPattern = (unit: string): string => [...unit].map(characterPattern).join('')

function wordPattern(token: string): string {
  const letters = [...token]
  let pattern = ''
  for (let at = 0; at < letters.length; ) {
    const ligature = ligatureAt(letters, at)
    pattern += ligature === null ? characterPattern(letters[at] ?? '') : spellings(ligature)
    at += ligature?.length ?? 1
  }
  return pattern
}

/** The letters from here on that may be written as one, as many as possible. */
function ligatureAt(letters: readonly string[], at: number): string | null {
  for (let length = LONGEST; length > 1; length--) {
    const together = letters.slice(at, at + length).join('')
    if (together.length === length && foldedForms().has(together)) return together
  }
  return null
}

/** Every way to write these letters, with ligatures or without: ffi, ﬀi, fﬁ, ﬃ. */
function spellings(letters: string): string {
  const ways: string[] = []
  for (let length = 1; length <= letters.length; length++) {
    const head = letters.slice(0, length)
    if (length > 1 && !foldedForms().has(head)) continue
    ways.push(`${characterPattern(head)}${length < letters.length ? spellings(letters.slice(length)) : ''}`)
  }
  return `(?:${ways.join('|')})`
}

/** One character (or the letters of a ligature) in all of its forms, with the marks that don't matter behind it. */
function characterPattern(folded: string): string {
  const written = foldedForms().get(folded) ?? folded
  return `[${written.replace(/[^\p{L}\p{N}\p{M}]/gu, '\\$&')}]${MARKS}`
}
