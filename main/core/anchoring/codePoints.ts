/**
 * Selectors count Unicode code points (https://www.w3.org/TR/annotation-model/#text-position-selector), strings count
 * UTF-16 units. A lone surrogate counts as one code point.
 */
const SURROGATE = /[\uD800-\uDFFF]/

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000

/** True inside a surrogate pair, where no text may be cut. */
export function splitsPair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  return isLow(text.charCodeAt(offset)) && isHigh(text.charCodeAt(offset - 1))
}

/** Code points before a UTF-16 offset; one inside a pair counts the whole pair. */
export function toCodePoints(text: string, offset: number): number {
  const end = Math.min(offset, text.length)
  if (!SURROGATE.test(text)) return end
  let count = end
  for (let index = 1; index < end; index++) if (splitsPair(text, index)) count--
  return count
}

/** UTF-16 offset of a code point; the text's length where it has fewer. */
export function toUtf16(text: string, codePoints: number): number {
  if (!SURROGATE.test(text)) return Math.min(codePoints, text.length)
  let offset = 0
  for (let count = 0; count < codePoints && offset < text.length; count++)
    offset += splitsPair(text, offset + 1) ? 2 : 1
  return offset
}

/** Goes `count` code points back (negative) or on (positive) from an offset, as far as the text reaches. */
export function step(text: string, offset: number, count: number): number {
  let at = offset
  for (let left = count; left > 0 && at < text.length; left--) at += splitsPair(text, at + 1) ? 2 : 1
  for (let left = count; left < 0 && at > 0; left++) at -= splitsPair(text, at - 1) ? 2 : 1
  return at
}
