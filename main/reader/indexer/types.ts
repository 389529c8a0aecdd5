import type { IndexEntry } from '../../search/types.ts'

/**
 * Why an article is handed to the library before it is indexed: `more`: its folder holds more than its files;
 * `buried`: it has a tombstone; `records`: they cannot be read as they are.
 */
export interface Unusual {
  readonly id: string
  readonly why: 'more' | 'buried' | 'records'
}

export interface Looked {
  /** What the index says of these is new. */
  readonly changed: readonly string[]
  readonly unusual: readonly Unusual[]
}

export interface Checked extends Looked {
  /** Names beside the articles and the library's own files that were not there the last time. */
  readonly strange: readonly string[]
}

export interface CheckOptions {
  readonly signal?: AbortSignal
  /** Only where there is something to index. */
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Writes the index from the files. One call at a time changes it, whole articles at once, so that calls that overlap
 * never undo each other. Throws `cancelled`, `indexDamaged`, `diskFull`, and what else SQLite or the system says.
 */
export interface Indexer {
  /** Reads articles again, or removes what is gone. With `settled` also those whose folders hold more than their files. */
  refresh(ids: readonly string[], options?: { readonly settled?: boolean }): Promise<Looked>
  /** The same where they are not as they were indexed, and only then. */
  look(ids: readonly string[]): Promise<Looked>
  /** What somebody else has read. */
  put(entries: readonly IndexEntry[]): Promise<void>
  /**
   * Cannot be read by anybody: out of the index until its files change or the library is opened again. Or, with an entry,
   * cannot be settled: in the index as it is until then.
   */
  giveUp(id: string, entry?: IndexEntry): Promise<void>
  /** Compares everything with the files. */
  check(options?: CheckOptions): Promise<Checked>
  /** Waits for what is under way. */
  close(): Promise<void>
}
