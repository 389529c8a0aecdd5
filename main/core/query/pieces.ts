/** A word, a phrase or a `field:value` of a query, as it was typed. */
export interface Piece {
  /** All of it, the minus and the quotation marks included. */
  readonly typed: string
  readonly negated: boolean
  /** The letters before the colon, as typed; null for a word or a phrase. */
  readonly field: string | null
  /** The word, or what stands between the quotation marks or behind the colon. */
  readonly value: string
  /** Whether the value stands in quotation marks, and whether the last of them is there. */
  readonly quotes: 'none' | 'closed' | 'open'
  /** Offset of its end in the query. */
  readonly end: number
}

/** Marks that only their own kind closes; all others close each other: “ ” in English, „ “ in German, ” ” in Swedish. */
const closers: Readonly<Record<string, string>> = {
  '「': '」',
  '『': '』',
  '《': '》',
  '〝': '〞〟',
  '‹': '›',
  '›': '‹›',
}
const COMMON = '"“”„‟«»＂'
const OPENERS = `${COMMON}${Object.keys(closers).join('')}`
/** Inside a word it is no quotation mark: Hebrew writes its abbreviations with it, and 5" is a length. */
const INNER = '"”＂'

const spaces = /\s+/y
/** Hyphen, minus, en dash and the wide hyphen: what keyboards and phones make of it. */
const minus = /[-\u2212\u2013\uFF0D](?=\S)/y
const field = /(\p{L}+)[:：]/uy
const rest = /\S+/y
const wordEnd = /[\p{L}\p{N}\p{M}]$/u

function at(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}

/**
 * Cuts a query into pieces. Whether letters and a colon make a filter is for `isField` to say, given the letters and
 * what follows the colon up to the next space.
 */
export function* piecesOf(text: string, isField: (name: string, value: string) => boolean): Generator<Piece> {
  let position = 0
  while (position < text.length) {
    position += at(spaces, text, position)?.[0].length ?? 0
    if (position >= text.length) return
    const fresh = position === 0 || /\s/.test(text.charAt(position - 1))
    const negated = fresh && at(minus, text, position) !== null
    const begin = position + (negated ? 1 : 0)
    const named = fresh ? fieldAt(text, begin, isField) : null
    const valueStart = named === null ? begin : begin + named.length + 1
    const value = quotedAt(text, valueStart) ?? (named === null ? wordAt(text, begin) : plainAt(text, valueStart))
    const { end } = value
    yield { ...value, typed: text.slice(position, end), negated, field: named }
    position = end
  }
}

type Value = Pick<Piece, 'value' | 'quotes' | 'end'>

function fieldAt(text: string, begin: number, isField: (name: string, value: string) => boolean): string | null {
  const found = at(field, text, begin)
  const name = found?.[1]
  if (!found || name === undefined) return null
  return isField(name, at(rest, text, begin + found[0].length)?.[0] ?? '') ? name : null
}

/** What stands in quotation marks, if one opens here; without a closing one, everything up to the end. */
function quotedAt(text: string, start: number): Value | null {
  const opener = text.charAt(start)
  if (opener === '' || !OPENERS.includes(opener)) return null
  const closing = closers[opener] ?? COMMON
  for (let end = start + 1; end < text.length; end++) {
    if (closing.includes(text.charAt(end))) return { value: text.slice(start + 1, end), quotes: 'closed', end: end + 1 }
  }
  return { value: text.slice(start + 1), quotes: 'open', end: text.length }
}

function plainAt(text: string, start: number): Value {
  const value = at(rest, text, start)?.[0] ?? ''
  return { value, quotes: 'none', end: start + value.length }
}

/** Up to the next space or the next quotation mark that opens a phrase. */
function wordAt(text: string, start: number): Value {
  const whole = plainAt(text, start)
  for (let end = start + 1; end < whole.end; end++) {
    const mark = text.charAt(end)
    if (!OPENERS.includes(mark)) continue
    // The last characters are enough to see a letter, also one with marks on it.
    if (INNER.includes(mark) && wordEnd.test(text.slice(Math.max(start, end - 2), end))) continue
    return { value: text.slice(start, end), quotes: 'none', end }
  }
  return whole
}
