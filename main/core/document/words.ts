/** Scripts written without spaces between words, which only a dictionary can part. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** What may stand once between the letters of a word: apostrophes, hyphens, points, soft hyphens, joiners. */
const JOINERS = "'’.,_\u2010\u2011\u00AD\u200C\u200D-"
/** A word: letters or digits, with what joins them inside. */
const WORD = new RegExp(`[\\p{L}\\p{N}\\p{M}]+(?:[${JOINERS}][\\p{L}\\p{N}\\p{M}]+)*`, 'gu')

const [BETWEEN, INSIDE, JOINER] = [0, 1, 2]
const kindOf = (character: string): number =>
  /[\p{L}\p{N}\p{M}]/u.test(character) ? INSIDE : JOINERS.includes(character) ? JOINER : BETWEEN
const kindsFrom = (first: number, end: number) =>
  Uint8Array.from({ length: end - first }, (_, at) => kindOf(String.fromCharCode(first + at)))
/** Up to the end of Latin Extended-B, and General Punctuation. */
const LATIN = kindsFrom(0, 0x250)
const PUNCTUATION = kindsFrom(0x2000, 0x2070)

/** What `WORD` counts, many times quicker, in a text of Latin letters and common punctuation; null for any other. */
function countLatin(text: string): number | null {
  let words = 0
  let inside = false
  let joined = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = LATIN[code] ?? PUNCTUATION[code - 0x2000]
    if (kind === undefined) return null
    if (kind === INSIDE) {
      if (!inside && !joined) words++
      inside = true
      joined = false
    } else {
      joined = inside && kind === JOINER
      inside = false
    }
  }
  return words
}

/**
 * How many words a text has. Languages without spaces (Chinese, Japanese, Thai …) are parted by `Intl.Segmenter`.
 * @param lang BCP 47 or null
 */
export function countWords(text: string, lang: string | null = null): number {
  const latin = countLatin(text)
  if (latin !== null) return latin
  if (!UNSPACED.test(text)) return text.match(WORD)?.length ?? 0
  let words = 0
  for (const part of segmenter(lang).segment(text)) if (part.isWordLike === true) words++
  return words
}

function segmenter(lang: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(lang ?? undefined, { granularity: 'word' })
  } catch {
    // A page may declare a language that is none.
    return new Intl.Segmenter(undefined, { granularity: 'word' })
  }
}

/**
 * Words a minute for silent reading of non-fiction: 238 in English (M. Brysbaert, "How many words do we read per
 * minute?", 2019); the same study's rates for other languages, with Chinese and Japanese in segmented words.
 */
const RATES: Readonly<Record<string, number>> = {
  ar: 181,
  de: 260,
  es: 278,
  fr: 214,
  he: 224,
  it: 285,
  ja: 200,
  zh: 220,
}

/** Reading time in whole minutes, at least 1. */
export function readingMinutes(words: number, lang: string | null = null): number {
  const rate = RATES[lang?.toLowerCase().split('-')[0] ?? ''] ?? 238
  return Math.max(1, Math.round(words / rate))
}
