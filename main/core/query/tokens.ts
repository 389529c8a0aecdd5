/**
 * From text to the tokens that are indexed and asked for. Everything that writers type differently but read alike is
 * folded here, for texts and queries by the same code: case, accents, ligatures, apostrophes, narrow spaces, soft
 * hyphens, Arabic vowel signs. SQLite is given tokens only and splits them at spaces (its tokenizer `ascii`), so that
 * neither its older Unicode tables nor its own folding can disagree with what is marked in a snippet.
 *
 * Scripts that don't put spaces between words (Chinese, Japanese, Thai…, and Korean with its endings) are cut into
 * overlapping pairs of characters: 東京都 → 東京 京都 都. A query of the same script becomes the phrase of its pairs, and
 * so finds any substring; the single last character lets a query of one character find it as a prefix.
 */
export interface Token {
  readonly text: string
  /** UTF-16 offsets into the text that was given. */
  readonly start: number
  readonly end: number
}

/** Invisible characters that stand inside words: soft hyphen, zero-width characters, direction marks. */
export const INVISIBLE =
  '\\u00AD\\u034F\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u2069\\uFE00-\\uFE0F\\uFEFF'
// A word begins with a letter or a digit: stray marks before it are no part of it (and cannot make this slow).
const words = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}${INVISIBLE}]*`, 'gu')
const invisible = new RegExp(`[${INVISIBLE}]`, 'gu')

const scripts = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Yi']
export const SPACELESS = `[${scripts.map((name) => `\\p{Script=${name}}`).join('')}ーｰ々〆゛゜ﾞﾟ]`
const spaceless = new RegExp(SPACELESS, 'u')
/** Runs of one kind, spaceless or not; marks and invisible characters stay with what they follow. */
const runs = new RegExp(
  `(${SPACELESS}[\\p{M}${INVISIBLE}]*)+|((?!${SPACELESS})[\\p{L}\\p{N}\\p{M}${INVISIBLE}])+`,
  'gu',
)
/** A character with what belongs to it (half-width Katakana carry their voice marks behind them). */
export const units = new RegExp(`[\\p{L}\\p{N}゛゜][\\p{M}ﾞﾟ${INVISIBLE}]*|[\\p{M}${INVISIBLE}]+`, 'gu')

const lone = new RegExp(`^${SPACELESS}\\p{M}*$`, 'u')

/** Whether a token is a single character of a script without spaces, which is found as the beginning of a pair. */
export function isLoneCharacter(token: string): boolean {
  return lone.test(token)
}

const asciiWord = /^[a-zA-Z0-9]+$/
/** Latin, Greek and Cyrillic accents; Hebrew points; Arabic vowel signs, hamzas above and below, tatweel. */
export const DROPPED_MARKS =
  '\\u0300-\\u036F\\u0591-\\u05BD\\u05BF\\u05C1\\u05C2\\u05C4\\u05C5\\u05C7\\u0610-\\u061A\\u0640\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED'
const droppedMarks = new RegExp(`[${DROPPED_MARKS}]`, 'gu')
const spelledOut = /[œæßøłđıς\u0649\u0629\u06CC\u06A9]/gu
const spelling: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
  // Arabic: alef maqsura and Persian yeh as yeh, teh marbuta as heh, Persian kaf as kaf (as Lucene's normaliser does).
  '\u0649': '\u064A',
  '\u06CC': '\u064A',
  '\u0629': '\u0647',
  '\u06A9': '\u0643',
}

/** Words come again and again; most of the time that folding takes is saved by remembering them. */
const folded = new Map<string, string>()
const REMEMBERED = 50_000

/** A word as it is compared. */
export function fold(word: string): string {
  if (asciiWord.test(word)) return word.toLowerCase()
  const known = folded.get(word)
  if (known !== undefined) return known
  const result = word
    .replace(invisible, '')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(droppedMarks, '')
    .normalize('NFC')
    .replace(spelledOut, (letter) => spelling[letter] ?? letter)
  if (folded.size >= REMEMBERED) folded.clear()
  // A long run would keep its whole article's text alive.
  if (word.length <= 40) folded.set(word, result)
  return result
}

/** All tokens of a text, in order. `open` leaves off the last lone character of a spaceless run that ends the text. */
export function* tokenize(text: string, { open = false } = {}): Generator<Token> {
  for (const word of text.matchAll(words)) {
    const [raw] = word
    if (asciiWord.test(raw)) {
      yield { text: raw.toLowerCase(), start: word.index, end: word.index + raw.length }
    } else {
      yield* tokenizeWord(raw, word.index, open && word.index + raw.length === text.length)
    }
  }
}

function* tokenizeWord(word: string, offset: number, open: boolean): Generator<Token> {
  if (!spaceless.test(word)) {
    yield* foldedParts(word, offset)
    return
  }
  for (const run of word.matchAll(runs)) {
    const [raw] = run
    const start = offset + run.index
    if (spaceless.test(raw)) yield* pairs(raw, start, open && run.index + raw.length === word.length)
    else yield* foldedParts(raw, start)
  }
}

const separators = /[^\p{L}\p{N}\p{M}]+/u

/** Folding may bring separators out (½ → 1⁄2): then each part is a token at the same place. */
function* foldedParts(word: string, start: number): Generator<Token> {
  const end = start + word.length
  const whole = fold(word)
  if (!separators.test(whole)) {
    if (whole !== '') yield { text: whole, start, end }
    return
  }
  for (const text of whole.split(separators)) if (text !== '') yield { text, start, end }
}

function* pairs(run: string, offset: number, open: boolean): Generator<Token> {
  const parts: Token[] = []
  for (const unit of run.matchAll(units)) {
    const text = fold(unit[0])
    if (text !== '') parts.push({ text, start: offset + unit.index, end: offset + unit.index + unit[0].length })
  }
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (next) yield { text: part.text + next.text, start: part.start, end: next.end }
    else if (!open || parts.length === 1) yield part
  }
}

/** No word reaches across an ASCII sign or space: the pieces between them have the tokens of the whole. */
const asciiBorders = /[\0-/:-@[-`{-\x7F]+/

/** The last text of some length: an article is tokenised while its files are written, and put in when they are. */
let latest = { text: '', words: '' }
const LONG = 1000

/** What SQLite is given: tokens with spaces between. */
export function indexedText(text: string): string {
  if (text.length < LONG) return joinedTokens(text)
  if (latest.text !== text) latest = { text, words: joinedTokens(text) }
  return latest.words
}

function joinedTokens(text: string): string {
  const tokens: string[] = []
  for (const piece of text.split(asciiBorders)) {
    if (asciiWord.test(piece)) tokens.push(piece.toLowerCase())
    else for (const token of tokenize(piece)) tokens.push(token.text)
  }
  return tokens.join(' ')
}

/** A character that no text and no query has as a token: keeps phrases from reaching across notes or tags. */
const BORDER = '\uE000'

export function indexedTexts(texts: readonly string[]): string {
  return texts.map(indexedText).join(` ${BORDER} `)
}

/** Tags are one where only case differs. Signs and accents tell them apart: C, C++ and C# are three. */
export function foldTag(tag: string): string {
  return tag.normalize('NFC').toLowerCase()
}
