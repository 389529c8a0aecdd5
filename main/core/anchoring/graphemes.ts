import { splitsPair } from './codePoints.ts'

export interface Range {
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number
  readonly end: number
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Far more than the longest character in use (families of emoji, stacked accents). */
const WINDOW = 64

function segmentAt(text: string, offset: number): Range {
  let base = Math.max(0, offset - WINDOW)
  if (splitsPair(text, base)) base--
  const segment = segmenter.segment(text.slice(base, offset + WINDOW)).containing(offset - base)
  if (segment === undefined) return { start: offset, end: offset }
  return { start: base + segment.index, end: base + segment.index + segment.segment.length }
}

/** True between two characters as a reader sees them (extended grapheme clusters). */
function isBorder(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  if (before < 0x300 && after < 0x300) return !(before === 13 && after === 10)
  return segmentAt(text, offset).start === offset
}

/** The border at or before an offset. */
export function borderBefore(text: string, offset: number): number {
  return isBorder(text, offset) ? Math.max(0, Math.min(offset, text.length)) : segmentAt(text, offset).start
}
/** The border at or after an offset. */
export function borderAfter(text: string, offset: number): number {
  return isBorder(text, offset) ? Math.max(0, Math.min(offset, text.length)) : segmentAt(text, offset).end
}

/** The smallest range around a range that cuts no character in two. */
export function snapRange(text: string, { start, end }: Range): Range {
  return { start: borderBefore(text, start), end: borderAfter(text, end) }
}
