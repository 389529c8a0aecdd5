import { type Batch, createBatch } from '../../../main/core/batch/index.ts'
import { siteOf } from '../../../main/core/batch/receipt.ts'
import type { Calls } from '../../../main/core/contract.ts'
import { newTask } from '../../api/task.ts'
import { type Intake, nameOf, type Piece } from '../intake/piece.ts'
import { type Again, savePiece } from '../savePiece.ts'
import { noSaves, type SaveItem, type SavesState, type Wanted } from './item.ts'
import type { Waiting } from './waiting.ts'

type Library = Pick<Calls, 'saveUrl' | 'saveHtml' | 'saveText' | 'saveFile' | 'cancelTask'>

export interface Timer {
  readonly now: () => number
  readonly later: (ms: number, work: () => void) => () => void
}

const realTimer: Timer = {
  now: () => performance.now(),
  later: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}

function wanted(piece: Piece, tags: readonly string[], again: Again = false): Wanted {
  return { source: nameOf(piece), host: piece.kind === 'url' ? siteOf(piece.url) : null, piece, tags, again }
}

/**
 * All that this window saves beside its dialog: one batch that everything joins, whatever screen it came from, with the
 * files that were refused before they got there. It ends with the receipt, which stays until something else is saved.
 */
export class Saves {
  readonly #library: Library
  readonly #timer: Timer
  readonly #listeners = new Set<() => void>()
  /** Under what name each that is under way reports its progress. */
  readonly #tasks = new Map<Wanted, string>()
  #batch: Batch<Wanted> | null = null
  /** Duplicates that were asked for once more: their place is taken by the new try. */
  #replaced = new Set<number>()
  #refused: readonly SaveItem[] = []
  #leftOut = 0
  #state: SavesState | null = noSaves

  constructor(library: Library, timer: Timer = realTimer) {
    this.#library = library
    this.#timer = timer
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The same object until something changes. */
  snapshot = (): SavesState => {
    this.#state ??= this.#look()
    return this.#state
  }

  /** Joins what is under way; where nothing is, a new receipt begins. */
  add({ pieces, refused, leftOut }: Intake, tags: readonly string[] = []): void {
    if (!this.snapshot().running) this.clear()
    const before = this.#refused.length
    this.#refused = [
      ...this.#refused,
      ...refused.map(({ path, fault }, at): SaveItem => {
        const nowhere = { index: null, source: null, article: null, missingImages: 0 }
        return { ...nowhere, key: `refused ${before + at}`, name: path, state: 'failed', fault }
      }),
    ]
    this.#leftOut += leftOut
    this.#begin(pieces.map((piece) => wanted(piece, tags)))
  }

  /** Takes up what another window left, and waits to be told to go on. */
  restore(waiting: readonly Waiting[]): void {
    if (waiting.length === 0 || this.#batch !== null) return
    this.#batch = this.#create([])
    this.#batch.pause()
    this.#begin(waiting.map(({ piece, tags, again }) => wanted(piece, tags, again)))
  }

  /** A new version of these, which were there already. */
  again(items: readonly SaveItem[], again: Again = true): void {
    for (const { index } of items) if (index !== null) this.#replaced.add(index)
    this.#begin(items.flatMap(({ source }) => (source === null ? [] : [wanted(source.piece, source.tags, again)])))
  }

  retry(items: readonly SaveItem[]): void {
    this.#batch?.retry(items.flatMap(({ index }) => (index === null ? [] : [index])))
  }

  pause = (): void => this.#batch?.pause()
  resume = (): void => this.#batch?.resume()
  cancel = (): void => this.#batch?.cancel()

  /** Forgets the receipt. */
  clear(): void {
    this.#batch = null
    this.#replaced = new Set()
    this.#refused = []
    this.#leftOut = 0
    this.#tell()
  }

  /** By what name an item's progress is heard of; null while it is not under way. */
  taskOf({ source, state }: SaveItem): string | null {
    return state === 'running' && source !== null ? (this.#tasks.get(source) ?? null) : null
  }

  #begin(sources: readonly Wanted[]): void {
    if (sources.length > 0) {
      if (this.#batch === null) this.#batch = this.#create(sources)
      else this.#batch.add(sources)
    }
    this.#tell()
  }

  #create(sources: readonly Wanted[]): Batch<Wanted> {
    const { now, later } = this.#timer
    const batch = createBatch(
      sources,
      {
        save: (source, task) => {
          this.#tasks.set(source, task)
          const { piece, tags, again } = source
          return savePiece(this.#library, piece, { task, tags, again }).finally(() => this.#tasks.delete(source))
        },
        cancel: (task) => void this.#library.cancelTask({ task }),
        now,
        later,
      },
      { name: newTask() },
    )
    batch.subscribe(() => {
      if (this.#batch === batch) this.#tell()
    })
    return batch
  }

  #tell(): void {
    this.#state = null
    for (const listener of [...this.#listeners]) listener()
  }

  #look(): SavesState {
    const state = this.#batch?.state()
    const items = (state?.items ?? []).flatMap(
      ({ source, state: at, article, missingImages, partial, error }, index) => {
        if (this.#replaced.has(index)) return []
        const item: SaveItem = {
          key: `${index}`,
          name: source.source,
          index,
          source,
          state: at,
          article,
          missingImages,
          ...(partial && { partial }),
          fault: error,
        }
        return [item]
      },
    )
    const phase = state?.phase ?? 'done'
    return {
      items: [...this.#refused, ...items],
      leftOut: this.#leftOut,
      running: phase !== 'done',
      phase,
      trouble: state?.trouble ?? null,
    }
  }
}
