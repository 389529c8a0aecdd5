import type { Article } from '../../core/model/article.ts'
import type { HighlightsFile } from '../../core/model/highlight.ts'
import type { Scope } from './manifest.ts'

/** A record in today's shape and as its file has it, which is what a new article's file becomes. */
export interface SourceRecord<T> {
  readonly value: T
  readonly bytes: Uint8Array
}

export interface SourceArticle {
  readonly article: SourceRecord<Article> | null
  /** Null where it has no such file. */
  readonly highlights: SourceRecord<HighlightsFile> | null
}

/**
 * Another copy of a library, to read from: a backup that was checked, or a folder. Paths are those of a library; only
 * those that `parsePath` knows are asked for.
 */
export interface LibrarySource {
  readonly scope: Scope
  /** Of its articles, oldest first. */
  readonly ids: readonly string[]
  /** Ids of the articles that were deleted for good there. */
  readonly tombstones: readonly string[]
  /** Null where the article is gone by now. Throws `fileDamaged`, `libraryNewer`, `fileUnreadable`. */
  article(id: string): Promise<SourceArticle | null>
  /** Null where there is no such file. Throws `backupDamaged`, `fileUnreadable`. */
  read(path: string): Promise<Uint8Array | null>
  close(): Promise<void>
}
