import { type Folded, fold } from './fold.ts'

/** Arabic vowel signs, hamzas on their letters, and the stroke that only stretches a word. */
const OPTIONAL = /[\u0640\u064B-\u065F\u0670]/g
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', Œ: 'OE', æ: 'ae', Æ: 'AE' }
/** Half-width Katakana carry these behind them. */
const VOICE = /[\uFF9E\uFF9F]/
const WORD = /[\p{L}\p{N}\p{M}]/u

/**
 * `fold`, and without what a keyboard does otherwise than a printed page: spaces beside punctuation (« mot » and "mot"),
 * full and half widths, œ and æ, Arabic vowel signs. Too much for telling passages apart, enough to find one.
 */
export function foldLoosely(text: string): Pick<Folded, 'text' | 'source'> {
  const folded = fold(text)
  const signs = Array.from(folded.text)
  const parts: string[] = []
  /** The folded offset that each unit came from, and the end of its sign. */
  const starts: number[] = []
  const ends: number[] = []
  let offset = 0
  for (const [index, sign] of signs.entries()) {
    const start = offset
    offset += sign.length
    const within = WORD.test(signs[index - 1] ?? '') && WORD.test(signs[index + 1] ?? '')
    if (sign === ' ' && !within) continue
    const voiced = VOICE.test(sign) ? `${parts.at(-1) ?? ''}${sign}`.normalize('NFKC') : ''
    if (voiced.length === 1) {
      parts[parts.length - 1] = voiced
      ends[ends.length - 1] = offset
      continue
    }
    const piece = LIGATURES[sign] ?? sign.normalize('NFKD').replace(OPTIONAL, '').normalize('NFC')
    parts.push(piece)
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(start)
      ends.push(offset)
    }
  }
  return {
    text: parts.join(''),
    source: (start, end) => folded.source(starts[start] ?? offset, ends[end - 1] ?? offset),
  }
}
