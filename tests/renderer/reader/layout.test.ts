import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutMargin, type MarginItem } from '../../../renderer/reader/margin/layout.ts'

const note = (key: string, anchor: number, height: number): MarginItem => ({ key, anchor, height })
const tops = (items: readonly MarginItem[], pinned: string | null = null) =>
  items.map(({ key }) => layoutMargin(items, { gap: 10, pinned }).get(key)?.top)

describe('layoutMargin', () => {
  it('sets notes at their anchors where there is room', () => {
    expect(tops([note('a', 0, 40), note('b', 100, 40)])).toEqual([0, 100])
  })

  it('pushes later notes down where they would collide', () => {
    expect(tops([note('a', 20, 50), note('b', 30, 50), note('c', 40, 50), note('d', 400, 10)])).toEqual([
      20, 80, 140, 400,
    ])
  })

  it('keeps the open note at its anchor and moves the earlier ones up', () => {
    expect(tops([note('a', 100, 50), note('b', 130, 50), note('c', 140, 20)], 'b')).toEqual([70, 130, 190])
  })

  it('folds those before the open note, the nearest first, where they would push it from its passage', () => {
    const items = [note('a', 0, 50), note('b', 90, 60), note('c', 100, 50), note('d', 110, 40)]
    const placed = layoutMargin(items, { gap: 10, pinned: 'c', line: { height: 20, gap: 4 } })
    expect(Object.fromEntries(placed)).toEqual({
      a: { top: 0, folded: false },
      b: { top: 76, folded: true },
      c: { top: 100, folded: false },
      d: { top: 160, folded: false },
    })
  })

  it('moves the open note only when even their first lines do not fit above', () => {
    expect(tops([note('a', 0, 50), note('b', 10, 50), note('c', 20, 50)], 'c')).toEqual([0, 24, 48])
  })

  it('never lets notes overlap, keeps their order and stays inside the margin', () => {
    const item = fc.record({ anchor: fc.nat(500), height: fc.integer({ min: 1, max: 120 }) })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), fc.nat(40), (found, chosen) => {
        const items = found
          .toSorted((a, b) => a.anchor - b.anchor)
          .map((each, index) => ({ key: `k${index}`, ...each }))
        const placed = layoutMargin(items, { gap: 8, pinned: `k${chosen}` })
        let free = 0
        for (const each of items) {
          const { top, folded } = placed.get(each.key) ?? { top: Number.NaN, folded: false }
          expect(top).toBeGreaterThanOrEqual(free)
          free = top + (folded ? 20 + 4 : each.height + 8)
        }
      }),
    )
  })
})
