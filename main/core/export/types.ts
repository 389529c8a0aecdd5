import type { ExportedFile } from '../contract.ts'
import type { DocumentJSON } from '../document/types.ts'
import type { Article } from '../model/article.ts'
import type { ResolvedHighlight } from '../model/highlight.ts'

/** An article as an exporter gets it: the shown version's document, living highlights resolved in its text. */
export interface ExportItem {
  readonly article: Article
  readonly document: DocumentJSON
  readonly highlights: readonly ResolvedHighlight[]
}

export interface ExportOptions {
  /** ISO 8601 in UTC. */
  readonly exportedAt: string
}

/** Takes one article after another, so that a whole library need not be in memory nor be written in one breath. */
export interface ExportWriter {
  add(item: ExportItem): void
  /** What became of all that was added; asked for once, at the end. */
  files(): readonly ExportedFile[]
}

/** Records in, files out. */
export type Exporter = (options: ExportOptions) => ExportWriter
