import type { ArticleSummary, SearchHit, Shelf } from '../core/contract.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'

/** What the index is given of an article. */
export interface IndexEntry {
  readonly article: Article
  /** Tombstones are ignored. */
  readonly highlights: readonly Highlight[]
  /** `documentText` of the version that is shown. */
  readonly text: string
  /** The library's stamp of the records that this was read from. */
  readonly stamp: string
}

export interface ListQuery {
  readonly shelf: Shelf
  readonly text?: string | undefined
  readonly tag?: string | undefined
  readonly offset: number
  readonly limit: number
}

/**
 * `new`: there was none; `version`: another Postil's layout; `damaged`: the file was no sound database;
 * `memory`: nothing can be written there, or the disk is full, so that the index lives in memory only.
 */
export type RebuildReason = 'new' | 'version' | 'damaged' | 'memory'

/** The derived index: list rows and full text. Losing it loses nothing. Synchronous, as node:sqlite is. */
export interface SearchIndex {
  /** Why the index began empty, or null where it was kept: it is to be filled from the files (see catch-up.ts). */
  readonly rebuilt: RebuildReason | null
  put(entry: IndexEntry): void
  /** All at once, which takes less time than one by one. */
  putMany(entries: readonly IndexEntry[]): void
  remove(id: string): void
  /** What is indexed, with the stamp it was read at. */
  stamps(): ReadonlyMap<string, string>
  /** The stamp that one article was indexed at; null where it is not indexed. */
  stampOf(id: string): string | null
  get(id: string): ArticleSummary | null
  /** Also finds articles in the trash. */
  findByCanonicalUrl(url: string): string | null
  list(query: ListQuery): { items: readonly ArticleSummary[]; total: number; counts: Readonly<Record<Shelf, number>> }
  /** bm25 over title, byline, tags, notes, quotes and text, in this order of weight; articles in the trash are left out. */
  search(query: string, limit: number): readonly SearchHit[]
  tags(): readonly { readonly tag: string; readonly count: number }[]
  /** Empties it, for building it again. */
  clear(): void
  close(): void
}
