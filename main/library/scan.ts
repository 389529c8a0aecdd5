/**
 * Looking at a whole library's folders, for the indexer: synchronously, since in a thread of its own nobody waits for it,
 * and a hundred thousand folders take a second this way instead of ten.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import { at } from './context.ts'
import { isMissing } from './files.ts'
import { isId, isLeftover, layout } from './layout.ts'
import { Damage, parseJSON, sha256 } from './parse.ts'
import { parseArticle, parseHighlights } from './records.ts'
import { stampFrom, UNREADABLE } from './stamps.ts'
import type { Stamp } from './types.ts'

const BIG = { bigint: true, throwIfNoEntry: false } as const

/** The stamp of an article's records (see `Stamp`); null where there is no such folder. */
export function stampNow(root: string, id: string): Stamp | null {
  const stat = (path: string) => statSync(at({ root }, path), BIG)
  try {
    const folder = stat(layout.folder(id))
    if (!folder?.isDirectory()) return null
    return stampFrom(stat(layout.article(id)), stat(layout.highlights(id)), folder)
  } catch {
    return UNREADABLE
  }
}

function namesNow(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

export interface Folders {
  /** False where not even the folder of all articles is there: a drive that went away, perhaps. */
  readonly present: boolean
  /** Names of article folders, oldest id first. */
  readonly ids: readonly string[]
  /** Those of them that have a tombstone besides. */
  readonly buried: readonly string[]
  /** What stands beside articles and library files and is none: a sync tool's copies, perhaps. */
  readonly strange: readonly string[]
}

const ofLibrary: ReadonlySet<string> = new Set(
  ['library.json', 'settings.json'].flatMap((name) => [name, `${name}.bak`]).concat(['runtime.json']),
)
const folders: ReadonlySet<string> = new Set(['articles', 'media', 'quarantine', 'tombstones', 'backups'])

/** What there is in a library, by the names of its folders. */
export function foldersNow(root: string): Folders {
  const articles = namesNow(at({ root }, layout.articles))
  const ids = articles.filter(isId).sort()
  const tombstones = namesNow(at({ root }, layout.tombstones)).map((name) => name.replace(/\.json$/, ''))
  const living = new Set(tombstones.length > 0 ? ids : [])
  return {
    present: articles.length > 0 || statSync(articlesFolder(root), BIG) !== undefined,
    ids,
    buried: tombstones.filter((id) => living.has(id)),
    strange: [
      ...articles.filter((name) => !name.startsWith('.') && !isId(name)),
      ...namesNow(root).filter((name) => !name.startsWith('.') && !folders.has(name) && !ofLibrary.has(name)),
    ].sort(),
  }
}

const ofArticle: ReadonlySet<string> = new Set(
  ['article.json', 'highlights.json'].flatMap((name) => [name, `${name}.bak`]).concat(['content', 'original']),
)

/** Whether an article's folder holds more than its files: a sync tool's copies, or what a crash left. */
export function holdsMore(root: string, id: string): boolean {
  return namesNow(at({ root }, layout.folder(id))).some(
    (name) => !ofArticle.has(name) && (!name.startsWith('.') || isLeftover(name)),
  )
}

/** An article's records. Throws where one of them is damaged, missing or of a newer format: the library knows what to do. */
export function recordsNow(root: string, id: string): { article: Article; highlights: readonly Highlight[] } {
  const article = parseArticle(readFileSync(at({ root }, layout.article(id))), id)
  return { article, highlights: highlightsNow(root, id) }
}

function highlightsNow(root: string, id: string): readonly Highlight[] {
  const path = at({ root }, layout.highlights(id))
  try {
    return parseHighlights(readFileSync(path), id).highlights
  } catch (error) {
    // One that is gone may have a previous version, which the library puts in its place.
    if (!isMissing(error) || statSync(`${path}.bak`, BIG)) throw error
    return []
  }
}

const documentSchema = z.looseObject({ type: z.literal('doc'), content: z.array(z.looseObject({ type: z.string() })) })

/** One of its documents. Its hash says that it is what was once checked in full; throws where it is not. */
export function documentNow(root: string, id: string, hash: string): DocumentJSON {
  const bytes = readFileSync(at({ root }, layout.content(id, hash)))
  if (sha256(bytes) !== hash) throw new Damage('its content does not have the hash in its name')
  const document = parseJSON(bytes)
  documentSchema.parse(document)
  return document as DocumentJSON
}

/** Whether a file system's name is that of an article's folder. */
export { isId as isArticleName } from './layout.ts'

/** Where the folder of all articles is, for whoever watches it. */
export function articlesFolder(root: string): string {
  return at({ root }, layout.articles)
}
