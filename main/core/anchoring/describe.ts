import type { Selectors } from '../model/highlight.ts'
import { PostilError } from '../result.ts'
import { step, toCodePoints } from './codePoints.ts'
import { borderAfter, borderBefore, type Range, snapRange } from './graphemes.ts'

/** Code points of context on each side: the least, and what is tried where the passage stands more than once. */
const CONTEXTS = [32, 64, 128]

function occursTwice(text: string, part: string): boolean {
  const first = text.indexOf(part)
  return text.indexOf(part, first + 1) !== -1
}

/**
 * Selectors for a passage, with as much context as tells it apart from its like (32 to 128 code points on each side).
 * A range that cuts a character in two is widened to take it whole.
 * @param range UTF-16 offsets into `text`
 * Throws `rangeInvalid` if the range is empty or reaches out of the text.
 */
export function describe(text: string, range: Range): Selectors {
  const { start, end } = range
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start >= end || end > text.length) {
    throw new PostilError('rangeInvalid', { start, end })
  }
  const whole = snapRange(text, range)
  const exact = text.slice(whole.start, whole.end)
  let prefix = ''
  let suffix = ''
  for (const size of CONTEXTS) {
    prefix = text.slice(borderBefore(text, step(text, whole.start, -size)), whole.start)
    suffix = text.slice(whole.end, borderAfter(text, step(text, whole.end, size)))
    if (!occursTwice(text, prefix + exact + suffix)) break
  }
  return {
    quote: { type: 'TextQuoteSelector', exact, prefix, suffix },
    position: {
      type: 'TextPositionSelector',
      start: toCodePoints(text, whole.start),
      end: toCodePoints(text, whole.end),
    },
  }
}
