import type { Problem, Repair } from '../core/contract.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import type { Settings } from '../core/model/settings.ts'
import type { Afterlife } from '../core/model/tombstone.ts'
import type { Backups } from './backup/calls.ts'

/** `Omit` would forget the named fields of a type that also allows unknown ones. */
type Without<T, Names> = { [Key in keyof T as Key extends Names ? never : Key]: T[Key] }

/** A page on its way to the disk: being compressed, and named by the hash of what it was. */
export interface PreparedPage {
  readonly hash: string
  readonly gzip: Promise<Uint8Array>
}

/** A state of an article's text with what belongs to it. */
export interface NewVersion extends Pick<NewArticle, 'document' | 'original' | 'media'> {
  /** ISO 8601 in UTC. */
  readonly capturedAt: string
}

/** The same text in a document that differs from another one only in its pictures. */
export interface BetterDocument extends Pick<NewVersion, 'document' | 'media'> {
  /** The hash of the document whose place it takes. */
  readonly from: string
}

/** What a new article consists of; `article.current` and `article.versions` are filled in by the library. */
export interface NewArticle {
  readonly article: Without<Article, 'current' | 'versions'>
  readonly document: DocumentJSON
  /** The page as it came; stored compressed. */
  readonly original: Uint8Array | PreparedPage | null
  readonly media: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** For an import that brings its highlights along. They become highlights of the version that the article begins with. */
  readonly highlights?: readonly Highlight[]
}

export interface VerifyOptions {
  readonly repair?: boolean
  readonly signal?: AbortSignal
  /** Articles and pictures looked at, of how many. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface Verified {
  /** Files that were looked at. */
  readonly checked: number
  readonly problems: readonly Problem[]
  readonly repairs: readonly Repair[]
  /**
   * Files that nothing refers to, strangers' files, and damaged ones that were seen to: no problem, only room. Pictures
   * among them stay also with `repair`, since a sync tool may bring the article that shows them tomorrow.
   */
  readonly unused: readonly string[]
}

export interface Purged {
  /** Pictures that the article referred to, by name. */
  readonly media: readonly string[]
}

/** Tells whether an article's records are as the index saw them: see stamps.ts. */
export type Stamp = string

/**
 * The files of one library. What a call has answered is on disk and synced. Calls on one record run in order, on
 * different records side by side. Throws PostilError.
 */
export interface Library extends Backups {
  /** Absolute path of the folder. */
  readonly path: string
  readonly id: string
  readonly readOnly: boolean
  /** The format of a library that a newer Postil wrote: it can only be read, and a write throws `libraryNewer`. Else null. */
  readonly newerFormat: number | null

  /** An article's stamp as it is now; reads no record. */
  stamp(id: string): Promise<Stamp>

  /** Begins to compress a page that will be an article's original, if all goes well. */
  preparePage(bytes: Uint8Array): PreparedPage

  /**
   * All or nothing: the folder appears under its name when it is complete. One with the id of an article that was deleted
   * for good comes into the trash, or throws `articlePurged`, unless it was restored later.
   */
  createArticle(input: NewArticle): Promise<Article>
  readArticle(id: string): Promise<Article>
  updateArticle(id: string, change: (article: Article) => Article): Promise<Article>
  /** Keeps a new state of the text and shows it from now on; `change` brings the rest of the record into line. */
  addVersion(id: string, version: NewVersion, change: (article: Article) => Article): Promise<Article>
  /**
   * Puts a document in the place of one of the article's versions, with its highlights; where that is the one that is
   * shown, `change` brings the record into line. Answers the record as it is where there is no such version any more.
   */
  replaceDocument(id: string, better: BetterDocument, change: (article: Article) => Article): Promise<Article>
  readDocument(id: string, hash: string): Promise<DocumentJSON>
  /** Decompressed. */
  readOriginal(id: string, hash: string): Promise<Uint8Array>

  /** Tombstones included. */
  readHighlights(id: string): Promise<readonly Highlight[]>
  updateHighlights(
    id: string,
    change: (highlights: readonly Highlight[]) => readonly Highlight[],
  ): Promise<readonly Highlight[]>

  /**
   * Deletes an article that is in the trash for good: what is left is its tombstone. Null where it is not in the trash, or
   * where a sync tool had left something beside its records that nobody has seen yet: that is merged into them instead.
   * Its pictures stay, since other articles may show them: see `discardMedia`.
   */
  purge(id: string): Promise<Purged | null>
  /** The ids of the articles that were deleted for good, oldest first. */
  tombstones(): Promise<readonly string[]>
  /** For what a sync tool brings back, or a crash left: see `afterlife`. Null where there are not article and tombstone. */
  faceTombstone(id: string): Promise<Afterlife | null>
  /**
   * Removes pictures, but for those that an article refers to which was written since the library was opened: of these
   * an index may not know yet. Only for what no other article refers to; answers what was removed.
   */
  discardMedia(names: readonly string[]): Promise<readonly string[]>

  /**
   * Merges what a sync tool left beside an article's records (see conflicts.ts) into them; the copies move to
   * `quarantine/`. True where a record changed, or a file that was missing is back.
   */
  settle(id: string): Promise<boolean>
  /** The same for copies of whole article folders and of the library's own files; the ids of articles that changed. */
  settleLibrary(): Promise<readonly string[]>

  /**
   * Articles beside whose records a copy was left, since it made no sense and may still be being written, and `''` for
   * such copies beside the library's own files: to be settled again. Each is answered once.
   */
  takeUnfinished(): readonly string[]

  /** Removes what a crash left beside an article's records, or, without an id, beside the library's own files. */
  tidy(id?: string): Promise<void>

  readSettings(): Promise<Settings>
  updateSettings(change: (settings: Settings) => Settings): Promise<Settings>

  /** Throws `mediaNotFound`. */
  readMedia(name: string): Promise<Uint8Array>

  /**
   * Takes the lock anew where somebody deleted its file; false where another Postil has the library by then: every write
   * throws `libraryLocked` until it is done, while reads go on.
   */
  keep(): boolean

  /** What was found damaged since the library was opened, and what keeps it from being looked after. */
  problems(): readonly Problem[]
  /** Looks at every file. With `repair`, mends what can be, moves the rest to `quarantine/`, and says what is left. */
  verify(options?: VerifyOptions): Promise<Verified>

  /** Waits for writes under way, then frees the lock. */
  close(): Promise<void>
}
