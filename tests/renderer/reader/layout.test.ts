import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutMargin, type MarginItem } from '../../../renderer/reader/margin/layout.ts'

const note = (key: string, anchor: number, height: number): MarginItem => ({ key, anchor, height })
const tops = (items: readonly MarginItem[], pinned: string | null = null) =>
  items.map(({ key }) => layoutMargin(items, { gap: 10, pinned }).get(key))

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

  it('moves the open note only when those before it no longer fit above', () => {
    expect(tops([note('a', 0, 50), note('b', 10, 50), note('c', 20, 50)], 'c')).toEqual([0, 60, 120])
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
          const top = placed.get(each.key) ?? Number.NaN
          expect(top).toBeGreaterThanOrEqual(free)
          free = top + each.height + 8
        }
      }),
    )
  })
})
