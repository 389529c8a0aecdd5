/**
 * The contract between the library and everything that shows or drives it. Each method and event is named here once;
 * IPC, HTTP, both clients and the contract tests loop over these tables. Adding a method means: a line here, a function
 * in `reader.ts`, and the screen that uses it.
 */
import { z } from 'zod'
import {
  type ArticleSummary,
  type BackupFile,
  type ExportedFile,
  type ImportReceipt,
  type LibraryStatus,
  type MergeReceipt,
  type OpenedArticle,
  type Problem,
  type QueryMistake,
  type Repair,
  type SaveOutcome,
  type SearchHit,
  type Shelf,
  shelves,
} from './answers.ts'
import { type Article, idSchema, readingPositionSchema, tagSchema } from './model/article.ts'
import { colorSchema, type ResolvedHighlight } from './model/highlight.ts'
import { type Settings, settingsPatchSchema, sorts } from './model/settings.ts'
import type { Result } from './result.ts'

export type {
  ArticleSummary,
  BackupFile,
  CaptureStep,
  ExportedFile,
  ImportReceipt,
  LibraryStatus,
  MergeReceipt,
  OpenedArticle,
  Place,
  Problem,
  QueryMistake,
  Repair,
  SaveOutcome,
  SearchHit,
  Shelf,
  Snippet,
} from './answers.ts'
export { shelves } from './answers.ts'
export { type Sort, sorts } from './model/settings.ts'

const tagsSchema = z.array(tagSchema).max(200)
/** Chosen by the caller; names the work in `progress` events and in `cancelTask`. */
const taskSchema = z.string().min(1).max(80)
/** What all ways of saving take. */
const saving = {
  tags: tagsSchema.optional(),
  task: taskSchema.optional(),
  /**
   * The article that is there already gets what is saved now as a new version, unless that says the same; its highlights
   * stay. Where less than half of its words are left, `versionShrunken` is thrown instead, but for `anyway`.
   */
  again: z.union([z.boolean(), z.literal('anyway')]).optional(),
  /** Tell what each step of capture did. */
  explain: z.boolean().optional(),
}
/** What a page can be saved as where no article is found on it: all of its text. Without it, `articleNotDetected`. */
const whole = z.boolean().optional()

/** How a passage is pointed at: UTF-16 offsets into `documentText`, or a quotation with as much context as it needs. */
const passageSchema = z.union([
  z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) }),
  z.strictObject({ quote: z.string().min(1), prefix: z.string().optional(), suffix: z.string().optional() }),
])

/** Ties a method's name to its parameters' schema and its answer's type. */
function method<P extends z.ZodType, R>(params: P, _answer?: R) {
  return { params } as { readonly params: P; readonly __answer?: R }
}
const answers = <R>(): R | undefined => undefined

export const methods = {
  /** Fetches a page and keeps it. `typed`: a person named this address, so one in the private network is allowed. */
  saveUrl: method(
    z.strictObject({
      url: z.string().min(1).max(8192),
      typed: z.boolean().optional(),
      whole,
      ...saving,
    }),
    answers<SaveOutcome>(),
  ),
  /** Keeps a page that the caller has, as text (pasted, or taken from a browser). */
  saveHtml: method(
    z.strictObject({
      html: z.string(),
      url: z.string().max(8192).optional(),
      whole,
      ...saving,
    }),
    answers<SaveOutcome>(),
  ),
  /** Keeps plain text, whose blank lines part paragraphs, or what is clearly Markdown. */
  saveText: method(
    z.strictObject({
      text: z.string(),
      title: z.string().max(1000).optional(),
      url: z.string().max(8192).optional(),
      ...saving,
    }),
    answers<SaveOutcome>(),
  ),
  /** Keeps a file of any kind that can be read (see core/files), given as bytes: what it is, is told by its content. */
  saveFile: method(
    z.strictObject({
      name: z.string().min(1).max(1000),
      /** Base64; checked as it is decoded, since it may be a book with its pictures. */
      data: z.string(),
      /** Pictures that lie in files beside a page, by their paths from it (see core/beside); base64. */
      pictures: z
        .array(z.strictObject({ path: z.string().min(1).max(4096), data: z.string() }))
        .max(500)
        .optional(),
      url: z.string().max(8192).optional(),
      whole,
      ...saving,
    }),
    answers<SaveOutcome>(),
  ),
  /** Keeps the welcome article in the given language; finds it if it is there. */
  saveWelcome: method(z.strictObject({ locale: z.enum(['en', 'fr']) }), answers<SaveOutcome>()),
  /**
   * Looks again for the pictures that an article lacks; those that come now are put into the version that is shown. Counts
   * pictures: `fetched` came now, `missing` are still not there. Its task's progress has the step `images`.
   */
  fetchPictures: method(
    z.strictObject({ id: idSchema, task: taskSchema.optional() }),
    answers<{ article: Article; fetched: number; missing: number }>(),
  ),
  /**
   * Stops work that was started with this `task`; nothing of it is kept. Where the text of an article is in the library
   * already and only its pictures are on their way, these are given up, and the article stays.
   */
  cancelTask: method(z.strictObject({ task: taskSchema }), answers<{ cancelled: boolean }>()),

  /** With `text`, a query (see core/query), only what matches it, as one types (the last word may be unfinished). */
  listArticles: method(
    z.strictObject({
      shelf: z.enum(shelves).default('reading'),
      text: z.string().max(1000).optional(),
      tag: tagSchema.optional(),
      sort: z.enum(sorts).default('newest'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    answers<{
      items: readonly ArticleSummary[]
      total: number
      counts: Readonly<Record<Shelf, number>>
      mistakes: readonly QueryMistake[]
    }>(),
  ),
  openArticle: method(z.strictObject({ id: idSchema }), answers<OpenedArticle>()),
  updateArticle: method(
    z.strictObject({
      id: idSchema,
      patch: z.strictObject({
        title: z.string().trim().min(1).max(1000).optional(),
        tags: tagsSchema.optional(),
        archived: z.boolean().optional(),
        favourite: z.boolean().optional(),
      }),
    }),
    answers<Article>(),
  ),
  setReadingPosition: method(
    z.strictObject({ id: idSchema, position: readingPositionSchema, progress: z.number().min(0).max(1) }),
    answers<{ progress: number }>(),
  ),
  /** Moves to the trash, highlights included; `restoreArticles` brings everything back. */
  deleteArticles: method(
    z.strictObject({ ids: z.array(idSchema).min(1).max(10_000) }),
    answers<{ deleted: readonly string[] }>(),
  ),
  restoreArticles: method(
    z.strictObject({ ids: z.array(idSchema).min(1).max(10_000) }),
    answers<{ restored: readonly string[] }>(),
  ),

  /** Deletes for good what is in the trash, or only these of it; the one thing that cannot be undone. */
  emptyTrash: method(
    z.strictObject({ ids: z.array(idSchema).min(1).max(10_000).optional(), task: taskSchema.optional() }),
    answers<{ deleted: readonly string[] }>(),
  ),

  addHighlight: method(
    z.strictObject({
      articleId: idSchema,
      passage: passageSchema,
      color: colorSchema.default('yellow'),
      note: z.string().max(1_000_000).default(''),
      tags: tagsSchema.default([]),
    }),
    answers<ResolvedHighlight>(),
  ),
  updateHighlight: method(
    z.strictObject({
      articleId: idSchema,
      id: idSchema,
      patch: z.strictObject({
        color: colorSchema.optional(),
        note: z.string().max(1_000_000).optional(),
        tags: tagsSchema.optional(),
      }),
    }),
    answers<ResolvedHighlight>(),
  ),
  deleteHighlight: method(z.strictObject({ articleId: idSchema, id: idSchema }), answers<{ id: string }>()),
  restoreHighlight: method(z.strictObject({ articleId: idSchema, id: idSchema }), answers<ResolvedHighlight>()),
  /** Of one article in reading order, or of all, newest article first. Articles in the trash are left out. */
  listHighlights: method(
    z.strictObject({ articleId: idSchema.optional() }),
    answers<{
      items: readonly { readonly article: ArticleSummary; readonly highlights: readonly ResolvedHighlight[] }[]
    }>(),
  ),

  /**
   * Best match first: title, then note and quotation, then text; the newer of two that are alike. `typing`: the last word
   * may be unfinished. See core/query/parse.ts; what is in the trash needs `is:trash`. `total` ends at 10,000.
   */
  search: method(
    z.strictObject({
      query: z.string().max(1000),
      shelf: z.enum(shelves).default('all'),
      tag: tagSchema.optional(),
      typing: z.boolean().default(false),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(50),
    }),
    answers<{ hits: readonly SearchHit[]; total: number; mistakes: readonly QueryMistake[] }>(),
  ),
  listTags: method(
    z.strictObject({}),
    answers<{ tags: readonly { readonly tag: string; readonly count: number }[] }>(),
  ),

  exportArticles: method(
    z.strictObject({
      ids: z.union([z.literal('all'), z.array(idSchema).min(1).max(100_000)]),
      format: z.enum(['markdown', 'json']),
      task: taskSchema.optional(),
    }),
    answers<{ files: readonly ExportedFile[] }>(),
  ),
  /** The article itself, for reading elsewhere. */
  renderArticle: method(
    z.strictObject({ id: idSchema, format: z.enum(['text', 'html', 'markdown', 'json']) }),
    answers<{ text: string }>(),
  ),
  importFile: method(
    z.strictObject({
      name: z.string().min(1).max(1000),
      /** Base64; checked as it is decoded, since it may be a whole library. */
      data: z.string(),
      from: z.string().max(40).optional(),
      task: taskSchema.optional(),
    }),
    answers<ImportReceipt>(),
  ),

  getSettings: method(z.strictObject({}), answers<Settings>()),
  updateSettings: method(z.strictObject({ patch: settingsPatchSchema }), answers<Settings>()),
  libraryStatus: method(z.strictObject({}), answers<LibraryStatus>()),
  /**
   * Checks every file: that it parses, fits its schema, has the hash in its name, and that what it refers to is there.
   * With `repair`, mends what can be mended and moves the rest to `quarantine/`; `problems` are then those that remain.
   */
  verifyLibrary: method(
    z.strictObject({ repair: z.boolean().optional(), task: taskSchema.optional() }),
    answers<{ checked: number; problems: readonly Problem[]; repairs: readonly Repair[] }>(),
  ),
  /** Builds the index again from the files. */
  reindex: method(z.strictObject({ task: taskSchema.optional() }), answers<{ articles: number }>()),

  /** Writes the library into an archive at `path`, on Postil's machine; `problems`: what is lost or damaged in it. */
  backupLibrary: method(
    z.strictObject({ path: z.string().min(1).max(4096), force: z.boolean().optional(), task: taskSchema.optional() }),
    answers<BackupFile & { articles: number; files: number; problems: readonly Problem[] }>(),
  ),
  /** Checks an archive, then merges it into this library record by record; into an empty one, it is all there again. */
  restoreBackup: method(
    z.strictObject({ path: z.string().min(1).max(4096), task: taskSchema.optional() }),
    answers<MergeReceipt>(),
  ),
  /** Merges another copy of the library, in a folder, into this one record by record; the other one is only read. */
  mergeLibrary: method(
    z.strictObject({ path: z.string().min(1).max(4096), task: taskSchema.optional() }),
    answers<MergeReceipt>(),
  ),
  /** The daily backups that are kept, newest first. */
  listBackups: method(z.strictObject({}), answers<{ folder: string; backups: readonly BackupFile[] }>()),
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
export const methodNames = Object.keys(methods) as readonly MethodName[]

/** What a caller may leave out (defaults) is optional here. */
export type Params<M extends MethodName> = z.input<Methods[M]['params']>
export type ParsedParams<M extends MethodName> = z.output<Methods[M]['params']>
export type Answer<M extends MethodName> = NonNullable<Methods[M]['__answer']>

export interface Events {
  /** Articles were added, changed or removed; `ids` null means: look at everything again. */
  libraryChanged: { readonly ids: readonly string[] | null }
  /** `total` null while it is unknown. */
  progress: { readonly task: string; readonly step: string; readonly done: number; readonly total: number | null }
}
export type EventName = keyof Events
export const eventNames = ['libraryChanged', 'progress'] as const satisfies readonly EventName[]

export type Calls = { readonly [M in MethodName]: (params: Params<M>) => Promise<Result<Answer<M>>> }

/** Postil, as a window, a command or a tool sees it. Calls never reject: an error is data. */
export interface ReaderApi extends Calls {
  /** Answers a function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void
}

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}
