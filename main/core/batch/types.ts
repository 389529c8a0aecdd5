import type { SaveOutcome } from '../contract.ts'
import type { ErrorData, Result } from '../result.ts'

/** Something to save. What else it takes to save it is up to whoever made it. */
export interface BatchSource {
  /** As the person gave it: an address, a file's name. */
  readonly source: string
  /** The site that is asked for it, of which not too much is asked at once; null for what is at hand already. */
  readonly host: string | null
}

/** `retrying`: failed for now, and waits before it is tried again. */
export type ItemState = 'waiting' | 'running' | 'retrying' | 'saved' | 'duplicate' | 'renewed' | 'failed' | 'cancelled'

export interface BatchItem<S extends BatchSource = BatchSource> {
  readonly source: S
  readonly state: ItemState
  /** How often it was tried. */
  readonly attempts: number
  /** The article that it became or was already. */
  readonly article: { readonly id: string; readonly title: string } | null
  readonly missingImages: number
  /** Only what the site shows to everybody was saved. */
  readonly partial?: 'paywall'
  /** Why it failed, also while it waits to be tried again. */
  readonly error: ErrorData | null
}

/** `pausing`: nothing new begins, but something is under way; `cancelling` likewise, and it was told to stop. */
export type BatchPhase = 'running' | 'pausing' | 'paused' | 'cancelling' | 'done'

export interface BatchState<S extends BatchSource = BatchSource> {
  readonly phase: BatchPhase
  readonly items: readonly BatchItem<S>[]
  readonly counts: Readonly<Record<ItemState, number>>
  /** How many have ended, however. */
  readonly settled: number
  /** Why the batch paused by itself: something that the next item would meet as well, such as a full disk. */
  readonly trouble: ErrorData | null
}

interface ReceiptLine {
  readonly source: string
  readonly id: string
  readonly title: string
}

/** What a batch came to; in each list, the order in which things were given. */
export interface BatchReceipt {
  readonly saved: readonly ReceiptLine[]
  /** There already, and left as they were. */
  readonly duplicates: readonly ReceiptLine[]
  /** There already, with a new version now. */
  readonly renewed: readonly ReceiptLine[]
  readonly failed: readonly { readonly source: string; readonly error: ErrorData }[]
  readonly cancelled: readonly string[]
}

/** What a batch needs of the world around it. */
export interface BatchEffects<S extends BatchSource> {
  /** Saves one; `task` is what `cancel` names, and is another one for each attempt. May reject. */
  save(source: S, task: string): Promise<Result<SaveOutcome>>
  /** Stops a save that is under way; it then ends with `cancelled`, or with what it had done by then. */
  cancel(task: string): void
  /** Milliseconds, from any beginning. */
  now(): number
  /** Runs `work` once after so many milliseconds; answers what prevents it. */
  later(ms: number, work: () => void): () => void
}

export interface BatchOptions {
  /** The beginning of the tasks' names: unlike that of any other batch. At most 60 characters. */
  readonly name: string
  /** How many are saved at once. */
  readonly concurrency?: number
  /** How many of one site at once. */
  readonly perHost?: number
  /** Milliseconds from one beginning to the next of the same site. */
  readonly hostPause?: number
  /** How often a source is tried, in all, where it failed for a reason that may pass. */
  readonly attempts?: number
}

/** Work through sources, which can be paused, taken up, cancelled, added to, and tried again. Begins at once. */
export interface Batch<S extends BatchSource = BatchSource> {
  /** The same object until something changes. */
  state(): BatchState<S>
  /** Calls after each change; answers a function that ends it. */
  subscribe(listener: () => void): () => void
  add(sources: readonly S[]): void
  pause(): void
  resume(): void
  /** What is under way is stopped, what waits is left. */
  cancel(): void
  /** Takes up again what failed or was cancelled, all of it or only these, by their place among the items. */
  retry(indices?: readonly number[]): void
  receipt(): BatchReceipt
  /** Resolves when nothing is left to do: at once where nothing is. */
  done(): Promise<BatchReceipt>
}
