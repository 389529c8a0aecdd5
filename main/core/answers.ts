/** What the contract's methods answer, and what a caller is shown of an article. */
import type { DocumentJSON } from './document/types.ts'
import type { Article } from './model/article.ts'
import type { ResolvedHighlight } from './model/highlight.ts'
import type { ErrorData } from './result.ts'

/** A row of the library list: what the index keeps of an article. */
export interface ArticleSummary
  extends Pick<
    Article,
    | 'id'
    | 'createdAt'
    | 'updatedAt'
    | 'url'
    | 'canonicalUrl'
    | 'title'
    | 'byline'
    | 'site'
    | 'publishedAt'
    | 'lang'
    | 'dir'
    | 'excerpt'
    | 'leadImage'
    | 'favicon'
    | 'words'
    | 'minutes'
    | 'tags'
    | 'archived'
    | 'favourite'
    | 'progress'
  > {
  readonly deletedAt: string | null
  readonly highlights: number
  readonly notes: number
}

export const shelves = ['reading', 'archive', 'favourites', 'trash', 'all'] as const
/** `reading`: neither archived nor deleted; `all`: everything not deleted. */
export type Shelf = (typeof shelves)[number]

/** Where in an article a match stands: UTF-16 offsets into `documentText`, or a highlight. */
export type Place =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'highlight'; readonly id: string }

/** A passage that matches a search: `text` cut into plain and matching runs. */
export interface Snippet {
  readonly field: 'title' | 'byline' | 'text' | 'quote' | 'note' | 'tag'
  readonly runs: readonly { readonly text: string; readonly match: boolean }[]
  /** Null for what stands in no passage: a title, a byline, an article's own tag. */
  readonly place: Place | null
}

/** A part of a query that was not understood, as it was typed; the rest was searched for. */
export interface QueryMistake {
  readonly text: string
  /**
   * `field`: no such filter (`foo:bar`); `value`: the filter has no such value (`is:blue`); `empty`: it has none
   * (`tag:`); `date`: not a date (`before:soon`); `quote`: a quotation mark that is never closed.
   */
  readonly reason: 'field' | 'value' | 'empty' | 'date' | 'quote'
}
export interface SearchHit {
  readonly article: ArticleSummary
  readonly snippet: Snippet | null
}

/** What a step of capture took away, chose or found, in its own words: the answer to "why did this paragraph vanish?". */
export interface CaptureStep {
  /** The step's name, as it is switched off by. */
  readonly step: string
  readonly notes: readonly {
    /** The beginning of what was taken away or chosen, at most 200 characters. */
    readonly text: string
    /** Of all of it. */
    readonly words: number
    readonly reason: string
  }[]
}

export interface SaveOutcome {
  readonly article: Article
  /**
   * The article was there already (same canonical URL); nothing was written, but it is back if it was in the trash. False
   * where it was there without its text: that is written anew, and its highlights stay.
   */
  readonly duplicate: boolean
  /** With `again`: what was there already has the new text now, and its former one among its versions. */
  readonly renewed: boolean
  /** Pictures that could not be fetched; their places, alt texts and addresses are kept. */
  readonly missingImages: number
  /** What was saved now is only the part of the article that the site shows to everybody. */
  readonly partial?: 'paywall'
  /** With `explain`, where a page was read: its steps in their order. */
  readonly explanation?: readonly CaptureStep[]
}

export interface OpenedArticle {
  readonly article: Article
  readonly document: DocumentJSON
  /** Living highlights in reading order; those without a place last. */
  readonly highlights: readonly ResolvedHighlight[]
}

/** Something wrong with a file of the library. `path` is relative to the library's folder. */
export interface Problem extends ErrorData {
  readonly path: string
}

export interface LibraryStatus {
  readonly path: string
  readonly articles: number
  readonly readOnly: boolean
  /** The format of a library that a newer Postil wrote, which can only be read here; else null. */
  readonly newerFormat: number | null
  /** False while the index is still being brought up to date. */
  readonly indexed: boolean
  /** Files that were found damaged since the library was opened. */
  readonly problems: readonly Problem[]
}

export interface ImportReceipt {
  readonly format: string
  readonly articles: { readonly added: number; readonly merged: number; readonly skipped: number }
  readonly highlights: Readonly<Record<'exact' | 'moved' | 'changed' | 'unsure' | 'lost', number>>
  readonly problems: readonly { readonly row: string; readonly reason: string }[]
}

/** What a merge with a backup or another copy came to; `deleted`: not brought back, since deleted here for good. */
export interface MergeReceipt {
  readonly articles: {
    readonly added: number
    readonly changed: number
    readonly same: number
    readonly deleted: number
  }
  readonly highlights: { readonly added: number; readonly changed: number }
  /** Pictures, texts and pages that were not here. */
  readonly files: number
  readonly problems: readonly Problem[]
}

export interface BackupFile {
  /** Absolute. */
  readonly path: string
  readonly createdAt: string
  readonly bytes: number
}

/** What `verify` did about a problem: mended, moved to `quarantine/`, or only told of. */
export interface Repair extends Problem {
  readonly done: 'mended' | 'movedAside'
}

/** A file to hand over; `text` is UTF-8. `name` has no folders and is safe on every file system. */
export interface ExportedFile {
  readonly name: string
  readonly text: string
}
