/**
 * What encoding a page is in, in the order of the HTML standard (https://html.spec.whatwg.org/#encoding-sniffing-algorithm):
 * byte order mark, transport, declaration, content; but a label that the content contradicts is not believed. Decoding
 * is the platform's TextDecoder, which knows all WHATWG labels.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { bomEncoding, charsetOf, declaredEncoding, encodingName } from './charset/declared.ts'
import { guessEncoding, isEscaped, zeroPattern } from './charset/guess.ts'
import { implausibility } from './charset/plausible.ts'
import { decodeMixed, isMostlyUtf8, utf8Share } from './charset/utf8.ts'

export { charsetOf }

/** A label is doubted where more of the text than this cannot have been meant. */
const DOUBTFUL = 0.02
/** So many bytes beyond ASCII tell an encoding for certain; with fewer, a label counts for more. */
const TELLING = 8

/** The WHATWG name of the encoding of a page or a text. `header` is the charset of its Content-Type, if it has one. */
export function detectEncoding(bytes: Uint8Array, header: string | null): string {
  const marked = bomEncoding(bytes) ?? zeroPattern(bytes)
  if (marked) return marked
  const ascii = isAscii(bytes)
  // Text in any other encoding is hardly ever well-formed UTF-8 by chance.
  if (!ascii && isUtf8(bytes)) return 'utf-8'
  const told = [header === null ? null : encodingName(header), declaredEncoding(bytes)]
  const labels = told.filter((name) => name !== null)
  if (ascii) return isEscaped(bytes) ? 'iso-2022-jp' : (labels[0] ?? 'utf-8')
  const share = utf8Share(bytes)
  if (isMostlyUtf8(share, labels.includes('utf-8'))) return 'utf-8'
  const others = labels.filter((name) => name !== 'utf-8')
  return settle(bytes, others, share.sequences + share.stray)
}

/** Of bytes that are not UTF-8: what is said of them, unless they themselves speak against it. */
function settle(bytes: Uint8Array, labels: readonly string[], high: number): string {
  const [stated] = labels
  const guess = guessEncoding(bytes)
  // Of two labels that contradict each other, the one that the text speaks for.
  if (stated === undefined || labels.includes(guess)) return guess
  const doubt = implausibility(bytes, stated)
  const better = implausibility(bytes, guess)
  if (isKin(stated, guess)) return better < doubt ? guess : stated
  return better <= doubt && (high >= TELLING || doubt > DOUBTFUL) ? guess : stated
}

/** Encodings that differ in signs which hardly any text has, or which only a longer text tells apart. */
function isKin(one: string, other: string): boolean {
  return kin.some((group) => group.includes(one) && group.includes(other))
}
const kin: readonly (readonly string[])[] = [
  ['windows-1252', 'iso-8859-15'],
  ['gbk', 'gb18030'],
  ['koi8-r', 'koi8-u'],
]

/** The text of a page or a file, its byte order mark gone; what is mostly UTF-8 keeps the pieces that are not. */
export function decode(bytes: Uint8Array, header: string | null): string {
  const encoding = detectEncoding(bytes, header)
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes)
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : decodeMixed(bytes, utf8Share(bytes), 'windows-1252')
}
