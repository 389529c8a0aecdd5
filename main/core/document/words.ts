/** Scripts written without spaces between words, which only a dictionary can part. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** A word: letters or digits, with what joins them inside (apostrophes, hyphens, decimal points). */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?:['’.,_-]|\u2010|\u2011|\u00AD|\u200C|\u200D)[\p{L}\p{N}\p{M}]+)*/gu

/**
 * How many words a text has. Languages without spaces (Chinese, Japanese, Thai …) are parted by `Intl.Segmenter`.
 * @param lang BCP 47 or null
 */
export function countWords(text: string, lang: string | null = null): number {
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
