import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlightColors } from '../../../main/core/model/highlight.ts'
import { nextAtPoint, type PaintedHighlight, paint, segmentsOf } from '../../../renderer/reader/article/segments.ts'

const at = (key: string, start: number, end: number): PaintedHighlight => ({ key, start, end, color: 'yellow' })
const shape = (highlights: readonly PaintedHighlight[]) =>
  segmentsOf(highlights).map(({ start, end, covers }) => [start, end, covers.map((each) => each.key).join('')])

describe('segmentsOf', () => {
  it('leaves single highlights whole and gaps unpainted', () => {
    expect(shape([at('b', 10, 14), at('a', 2, 5)])).toEqual([
      [2, 5, 'a'],
      [10, 14, 'b'],
    ])
  })

  it('cuts an overlap at both borders', () => {
    expect(shape([at('a', 0, 10), at('b', 6, 15)])).toEqual([
      [0, 6, 'a'],
      [6, 10, 'ab'],
      [10, 15, 'b'],
    ])
  })

  it('shows what is nested, what touches, and what is the same', () => {
    expect(shape([at('a', 0, 10), at('b', 3, 5), at('c', 10, 12)])).toEqual([
      [0, 3, 'a'],
      [3, 5, 'ab'],
      [5, 10, 'a'],
      [10, 12, 'c'],
    ])
    expect(shape([at('b', 1, 2), at('a', 1, 2)])).toEqual([[1, 2, 'ab']])
  })

  it('paints nothing for an empty passage', () => {
    expect(segmentsOf([at('a', 3, 3)])).toEqual([])
  })

  it('covers every character with exactly the highlights that lie on it', () => {
    const passage = fc.tuple(fc.nat(60), fc.nat(60), fc.constantFrom(...highlightColors))
    fc.assert(
      fc.property(fc.array(passage, { maxLength: 20 }), (passages) => {
        const highlights = passages.map(([a, b, color], index) => ({
          key: `k${index}`,
          start: Math.min(a, b),
          end: Math.max(a, b),
          color,
        }))
        const segments = segmentsOf(highlights)
        for (let place = 0; place < 60; place += 1) {
          const found = segments.filter((each) => each.start <= place && place < each.end)
          const expected = highlights.filter((each) => each.start <= place && place < each.end)
          expect(found.length).toBe(expected.length > 0 ? 1 : 0)
          const keys = found.flatMap((each) => each.covers.map((cover) => cover.key)).sort()
          expect(keys).toEqual(expected.map((each) => each.key).sort())
        }
      }),
    )
  })
})

describe('paint', () => {
  it('fills with one colour, or in bands of equal height', () => {
    expect(paint(['blue'])).toBe('var(--hl-blue)')
    expect(paint(['yellow', 'blue'])).toBe('linear-gradient(var(--hl-yellow) 0% 50%, var(--hl-blue) 50% 100%)')
    expect(paint(['yellow', 'blue', 'red', 'green'])).toContain('var(--hl-green) 75% 100%')
  })
})

describe('nextAtPoint', () => {
  const lengths: Record<string, number> = { long: 90, short: 8, middle: 40 }
  const pick = (active: string | null) => nextAtPoint(['long', 'short', 'middle'], (key) => lengths[key] ?? 0, active)

  it('offers the shortest first and then each of the others in turn', () => {
    expect([pick(null), pick('short'), pick('middle'), pick('long'), pick('elsewhere')]).toEqual([
      'short',
      'middle',
      'long',
      'short',
      'short',
    ])
    expect(nextAtPoint([], () => 0, null)).toBeNull()
  })
})
