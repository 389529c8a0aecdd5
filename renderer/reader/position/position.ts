import type { ReadingPosition } from '../../../main/core/model/article.ts'

/** Where a block stands, in CSS pixels from the top of what scrolls. */
export interface BlockBox {
  readonly top: number
  readonly height: number
}

/** The part of an offset that is the block itself; the rest is the space beneath it, up to the next one. */
const OWN = 0.9

/**
 * The block at the reading line and how far into it and the space beneath it the line is, 0 to 1. Above the first block:
 * its beginning.
 */
export function positionAt(boxes: readonly BlockBox[], line: number): ReadingPosition {
  let low = 0
  let high = boxes.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const box = boxes[middle]
    if (box !== undefined && box.top <= line) low = middle
    else high = middle - 1
  }
  const box = boxes[low]
  if (box === undefined) return { block: 0, offset: 0 }
  const into = line - box.top
  if (into < box.height) return { block: low, offset: OWN * clamp(into / box.height) }
  const space = spaceBeneath(boxes, low)
  return { block: low, offset: space > 0 ? OWN + (1 - OWN) * clamp((into - box.height) / space) : OWN }
}

/** The inverse of `positionAt`; null stands for the very top (title and all). A block that is gone counts as the last. */
export function lineOf(boxes: readonly BlockBox[], position: ReadingPosition): number | null {
  if (position.block === 0 && position.offset === 0) return null
  const block = Math.min(position.block, boxes.length - 1)
  const box = boxes[block]
  if (box === undefined) return null
  if (position.block > block) return box.top
  const own = Math.min(1, position.offset / OWN)
  const beneath = Math.max(0, position.offset - OWN) / (1 - OWN)
  return box.top + box.height * own + spaceBeneath(boxes, block) * beneath
}

function spaceBeneath(boxes: readonly BlockBox[], block: number): number {
  const [box, next] = [boxes[block], boxes[block + 1]]
  return box === undefined || next === undefined ? 0 : Math.max(0, next.top - box.top - box.height)
}

/** Share of what scrolls that is behind the reader, 0 to 1. What fits the window whole is read when it is shown. */
export function progressAt(scroll: { top: number; height: number; visible: number }): number {
  const room = scroll.height - scroll.visible
  return room <= 1 ? 1 : clamp(scroll.top / room)
}

/** Whole minutes that are left; 0 only at the very end. */
export function minutesLeft(minutes: number, progress: number): number {
  return Math.max(0, Math.ceil(minutes * (1 - clamp(progress)) - 1e-6))
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
