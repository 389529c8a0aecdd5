import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'

export interface ImportedArticle {
  readonly article: Article
  readonly document: DocumentJSON
  /** Tombstones included; all of them belong to the article. */
  readonly highlights: readonly Highlight[]
}

export interface Imported {
  readonly articles: readonly ImportedArticle[]
  /** What could not be used: `row` says where it stands in the file, for a person. */
  readonly problems: readonly { readonly row: string; readonly reason: string }[]
}

/** One foreign format: bytes in, records out. Pure; nothing is kept. */
export interface Importer {
  /** Whether a file looks like this format; cheap, and right for a file that was cut off too. */
  detect(name: string, bytes: Uint8Array): boolean
  /**
   * Throws `importDamaged` where nothing of the file can be used.
   * @param pace awaited between two articles, so that a large file holds nobody else up; what it throws ends the reading
   */
  read(name: string, bytes: Uint8Array, pace: () => Promise<void>): Promise<Imported>
}
