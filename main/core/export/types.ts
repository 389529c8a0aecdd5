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

/** Records in, files out. */
export type Exporter = (items: readonly ExportItem[], options: ExportOptions) => readonly ExportedFile[]
