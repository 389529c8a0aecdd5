import type { ArticleSummary, QueryMistake, SearchHit, Shelf, Sort } from '../core/contract.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'

/** What the index keeps of an article's documents. */
export interface IndexedContent {
  /** `documentText` of the version that is shown. */
  readonly text: string
  /** How many pictures that version shows. */
  readonly images: number
  /** Names of the media that any of its versions needs. */
  readonly media: readonly string[]
}

/** What the index is given of an article. */
export interface IndexEntry extends IndexedContent {
  readonly article: Article
  /** Tombstones are ignored. */
  readonly highlights: readonly Highlight[]
  /** By what the article is found again, whatever tells it apart: see `findByKey`. */
  readonly keys: readonly string[]
  /** The library's stamp of the records that this was read from. */
  readonly stamp: string
  /** Its number, if it is new and that one is free; else the next one. */
  readonly n?: number
}

/** An article as it was indexed. */
export interface IndexedStamp {
  readonly id: string
  readonly n: number
  readonly stamp: string
}

export interface ListQuery {
  readonly shelf: Shelf
  /** A query (see core/query), as one types it. */
  readonly text?: string | undefined
  readonly tag?: string | undefined
  /** `newest` where nothing is said. */
  readonly sort?: Sort | undefined
  readonly offset: number
  readonly limit: number
}

export interface ListAnswer {
  readonly items: readonly ArticleSummary[]
  readonly total: number
  readonly counts: Readonly<Record<Shelf, number>>
  readonly mistakes: readonly QueryMistake[]
}

export interface SearchQuery {
  /** See core/query. */
  readonly query: string
  readonly shelf: Shelf
  readonly tag?: string | undefined
  /** The last word may be unfinished. */
  readonly typing: boolean
  readonly offset: number
  readonly limit: number
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[]
  /** Exact up to 10,000, and never more; further hits cannot be turned to. */
  readonly total: number
  readonly mistakes: readonly QueryMistake[]
}

/**
 * `new`: there was none; `version`: another Postil's layout; `damaged`: the file was no sound database; `locked`:
 * another program holds it, so that a second one is used; `memory`: nothing can be written there, or the disk is full,
 * so that the index lives in memory only.
 */
export type RebuildReason = 'new' | 'version' | 'damaged' | 'locked' | 'memory'

/** The derived index: list rows and full text. Losing it loses nothing. Synchronous, as node:sqlite is. */
export interface SearchIndex {
  /** All at once, or none. */
  put(entries: readonly IndexEntry[]): void
  remove(ids: readonly string[]): void
  /** What is indexed after this id (an empty one: from the first), in the order of ids, at most so many. */
  stampsAfter(id: string, limit: number): readonly IndexedStamp[]
  /** The stamp that one article was indexed at; null where it is not indexed. */
  stampOf(id: string): string | null
  /** What was indexed of an article's documents, if this was the version that it showed; else null. */
  contentOf(id: string, hash: string): IndexedContent | null
  get(id: string): ArticleSummary | null
  /** The article that has one of these keys; also finds articles in the trash. */
  findByKey(keys: readonly string[]): string | null
  /** Which of these media any article needs. */
  mediaUsers(names: readonly string[]): ReadonlySet<string>
  list(query: ListQuery): ListAnswer
  /** How many articles there are on each shelf. */
  counts(): Readonly<Record<Shelf, number>>
  /** Best match first, with the passages that match; see rank.ts. */
  search(query: SearchQuery): SearchAnswer
  tags(): readonly { readonly tag: string; readonly count: number }[]
}

/** The index with its file: it can be begun again. */
export interface OwnedIndex extends SearchIndex {
  /** Why the index began empty, or null where it was kept: it is to be filled from the files. */
  readonly rebuilt: RebuildReason | null
  /** What another connection opens (see `connectIndex`); null where the file has to be used alone, for want of room. */
  readonly location: string | null
  /** Begins again where this error means that the index is lost; false for any other. For a `shared` index. */
  recover(thrown: unknown): boolean
  /** Empties it, for building it again. */
  clear(): void
  close(): void
}
