import { meantRange, type TextRange } from './range.ts'

/** The words of a text in order, by the rules of its language (also where nothing is between them, as in Japanese). */
export function wordsOf(text: string, lang: string | null): readonly TextRange[] {
  const words: TextRange[] = []
  for (const { segment, index, isWordLike } of segmenterFor(lang).segment(text)) {
    // A narrow no-break space counts as part of the word before it, as in “mer »”; a reader does not mean it.
    const word = isWordLike ? meantRange(text, index, index + segment.length) : null
    if (word !== null) words.push(word)
  }
  return words
}

/** The word that begins at or after an offset; the last one at the end. */
export function wordFrom(words: readonly TextRange[], offset: number): TextRange | null {
  return words.find((word) => word.start >= offset) ?? words.at(-1) ?? null
}

/** The word that ends at or before an offset; the first one at the beginning. */
export function wordBefore(words: readonly TextRange[], offset: number): TextRange | null {
  return words.findLast((word) => word.end <= offset) ?? words[0] ?? null
}

/** A language tag that is malformed must not keep an article from being read. */
function segmenterFor(lang: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(lang ?? undefined, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'word' })
  }
}
