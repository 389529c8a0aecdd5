import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf, minutesLeft, positionAt, progressAt } from '../../../renderer/reader/position/position.ts'

const boxes = [
  { top: 200, height: 100 },
  { top: 320, height: 50 },
  { top: 400, height: 300 },
]

describe('the reading position', () => {
  it('is the block at the line and the share of it, and of the space beneath it, above the line', () => {
    expect(positionAt(boxes, 0)).toEqual({ block: 0, offset: 0 })
    expect(positionAt(boxes, 250)).toEqual({ block: 0, offset: 0.45 })
    expect(positionAt(boxes, 310)).toEqual({ block: 0, offset: 0.95 })
    expect(positionAt(boxes, 550)).toEqual({ block: 2, offset: 0.45 })
    expect(positionAt(boxes, 9999)).toEqual({ block: 2, offset: 0.9 })
    expect(positionAt([], 10)).toEqual({ block: 0, offset: 0 })
  })

  it('comes back to the same share of the same block when everything has grown', () => {
    const position = positionAt(boxes, 550)
    const grown = boxes.map(({ top, height }) => ({ top: top * 2, height: height * 2 }))
    expect(lineOf(grown, position)).toBe(1100)
  })

  it('is inverse to itself inside blocks and between them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 201, max: 700 }), (line) => {
        expect(lineOf(boxes, positionAt(boxes, line))).toBeCloseTo(line, 6)
      }),
    )
  })

  it('shows the title at the beginning, and survives a text that became shorter', () => {
    expect(lineOf(boxes, { block: 0, offset: 0 })).toBeNull()
    expect(lineOf(boxes, { block: 40, offset: 0.5 })).toBe(400)
    expect(lineOf([], { block: 4, offset: 0.5 })).toBeNull()
  })
})

describe('progress', () => {
  it('is the share that is behind, and whole where all fits', () => {
    expect(progressAt({ top: 250, height: 1500, visible: 500 })).toBe(0.25)
    expect(progressAt({ top: 0, height: 400, visible: 500 })).toBe(1)
    expect(progressAt({ top: 1001, height: 1500, visible: 500 })).toBe(1)
  })

  it('tells the minutes left, none only at the end', () => {
    expect([minutesLeft(18, 0), minutesLeft(18, 0.35), minutesLeft(18, 0.999), minutesLeft(18, 1)]).toEqual([
      18, 12, 1, 0,
    ])
  })
})
