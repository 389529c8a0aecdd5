import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitsPair, step } from '../../../main/core/anchoring/codePoints.ts'
import { describe, resolve, snapRange, toCodePoints, toUtf16 } from '../../../main/core/anchoring/index.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '\n', '\u0301', '\uD83D', '\uDE00', '👩‍👧', '\u00A0'),
    minLength: 1,
  }),
)
const passages = anyText
  .chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.nat(text.length)))
  .map(([text, start, length]) => ({ text, range: { start, end: Math.min(text.length, start + 1 + length) } }))

test('what is described is found exactly where it was, in any text', () => {
  fc.assert(
    fc.property(passages, ({ text, range }) => {
      const found = resolve(text, describe(text, range))
      expect(found).toEqual({ status: 'exact', ...snapRange(text, range), score: 1 })
    }),
    { numRuns: 500 },
  )
})

test('no quotation, context or answer cuts a surrogate pair', () => {
  fc.assert(
    fc.property(passages, ({ text, range }) => {
      const { quote } = describe(text, range)
      const whole = snapRange(text, range)
      expect(quote.exact).toBe(text.slice(whole.start, whole.end))
      for (const edge of [whole.start - quote.prefix.length, whole.start, whole.end, whole.end + quote.suffix.length]) {
        expect(splitsPair(text, edge)).toBe(false)
      }
    }),
  )
})

test('the context has 32 characters on each side, and more where the passage stands twice', () => {
  const line = 'Celui qui lit la plume à la main lit deux fois, et la seconde fois mieux. '
  const once = describe(`${line}${'x'.repeat(40)}Ici seulement.${'y'.repeat(40)}`, { start: 115, end: 118 })
  expect([...once.quote.prefix]).toHaveLength(32)
  expect([...once.quote.suffix]).toHaveLength(32)
  const twice = describe(`Une fois. ${line.repeat(3)}Fin.`, { start: 120, end: 125 })
  expect(twice.quote.prefix.length + twice.quote.suffix.length).toBeGreaterThan(64)
  const emoji = '😀'.repeat(100)
  expect([...describe(emoji, { start: 80, end: 82 }).quote.prefix].length).toBeGreaterThanOrEqual(32)
})

test('a range that cuts a character is widened', () => {
  const text = 'cafe\u0301 👨‍👩‍👧 fin'
  expect(describe(text, { start: 0, end: 4 }).quote.exact).toBe('cafe\u0301')
  expect(describe(text, { start: 8, end: 9 }).quote.exact).toBe('👨‍👩‍👧')
})

test('positions count code points', () => {
  const text = 'a😀b😀c'
  expect(describe(text, { start: 3, end: 4 }).position).toMatchObject({ start: 2, end: 3 })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (any) => {
      const points = [...any]
      let offset = 0
      for (const [index, point] of points.entries()) {
        expect(toCodePoints(any, offset)).toBe(index)
        expect(toUtf16(any, index)).toBe(offset)
        expect(step(any, 0, index)).toBe(offset)
        expect(step(any, offset, -index)).toBe(0)
        offset += point.length
      }
      expect(toCodePoints(any, any.length)).toBe(points.length)
    }),
  )
})

test.each([
  { start: 2, end: 2 },
  { start: 3, end: 2 },
  { start: -1, end: 2 },
  { start: 0, end: 99 },
  { start: 0.5, end: 2 },
])('a range that is none is refused: %o', (range) => {
  expect(() => describe('some text', range)).toThrow(expect.objectContaining({ code: 'rangeInvalid' }))
})
