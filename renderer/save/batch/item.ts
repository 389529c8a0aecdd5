import type { BatchItem, BatchPhase, BatchSource, ItemState } from '../../../main/core/batch/types.ts'
import type { ErrorData } from '../../../main/core/result.ts'
import type { FileFault } from '../files.ts'
import type { Piece } from '../intake/piece.ts'
import type { Again } from '../savePiece.ts'

/** A piece among many, as the batch knows it. */
export interface Wanted extends BatchSource {
  readonly piece: Piece
  readonly tags: readonly string[]
  readonly again: Again
}

/** One of many, as it is shown. */
export interface SaveItem extends Pick<BatchItem, 'state' | 'article' | 'missingImages' | 'partial'> {
  readonly key: string
  /** Its address, path or first line: what it was given as. */
  readonly name: string
  /** Its place in the batch, by which it is tried again; null for a file that is not even tried. */
  readonly index: number | null
  readonly source: Wanted | null
  readonly fault: ErrorData | FileFault | null
}

/** All that is being saved, and what became of it: the receipt. */
export interface SavesState {
  readonly items: readonly SaveItem[]
  readonly leftOut: number
  readonly running: boolean
  readonly phase: BatchPhase
  /** Why it paused by itself. */
  readonly trouble: ErrorData | null
}

export const noSaves: SavesState = { items: [], leftOut: 0, running: false, phase: 'done', trouble: null }

export type { ItemState }

const over: ReadonlySet<ItemState> = new Set<ItemState>(['saved', 'renewed', 'duplicate', 'failed', 'cancelled'])

export const isOver = ({ state }: Pick<SaveItem, 'state'>): boolean => over.has(state)

/** Whether something would be stopped or lost if the window went away: addresses that wait for a word are kept. */
export function wouldStop({ items, phase }: Pick<SavesState, 'items' | 'phase'>): boolean {
  if (phase === 'done') return false
  return items.some(
    (item) => !isOver(item) && (phase !== 'paused' || item.state === 'running' || item.source?.piece.kind !== 'url'),
  )
}

export type Tally = Readonly<Record<ItemState | 'done' | 'total', number>>

export function tally(items: readonly Pick<SaveItem, 'state'>[]): Tally {
  const counts = { waiting: 0, running: 0, retrying: 0, saved: 0, renewed: 0, duplicate: 0, failed: 0, cancelled: 0 }
  for (const { state } of items) counts[state] += 1
  return { ...counts, done: items.filter(isOver).length, total: items.length }
}
