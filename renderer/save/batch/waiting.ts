import type { Piece } from '../intake/piece.ts'
import type { Again } from '../savePiece.ts'
import { isOver, type SaveItem } from './item.ts'

/** An address that was not saved yet when the window went away. What was pasted or chosen as a file cannot be kept. */
export interface Waiting {
  readonly piece: Extract<Piece, { kind: 'url' }>
  readonly tags: readonly string[]
  readonly again: Again
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
const name = 'postil.waiting'

/** Keeps the addresses that are still to be saved, for the next time that the window opens. */
export function keepWaiting(store: Store, items: readonly SaveItem[]): void {
  const waiting = items.flatMap((item) => {
    const { source } = item
    if (isOver(item) || source?.piece.kind !== 'url') return []
    return [{ url: source.piece.url, tags: source.tags, again: source.again }]
  })
  if (waiting.length === 0) store.removeItem(name)
  else store.setItem(name, JSON.stringify(waiting))
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** What was kept; nothing where it is not what was put in. */
export function readWaiting(store: Pick<Store, 'getItem'>): readonly Waiting[] {
  let kept: unknown
  try {
    kept = JSON.parse(store.getItem(name) ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('url' in each) || typeof each.url !== 'string') return []
    const tags = 'tags' in each && isStrings(each.tags) ? each.tags : []
    const again =
      'again' in each && (each.again === true || each.again === 'anyway' || each.again === 'whole') ? each.again : false
    return [{ piece: { kind: 'url' as const, url: each.url }, tags, again }]
  })
}
