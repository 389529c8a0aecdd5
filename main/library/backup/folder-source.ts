import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { mergeArticles, mergeHighlights } from '../../core/merge/index.ts'
import type { Article } from '../../core/model/article.ts'
import type { HighlightsFile } from '../../core/model/highlight.ts'
import { PostilError } from '../../core/result.ts'
import { recordCopy } from '../conflicts.ts'
import { at, type Context, Problems } from '../context.ts'
import { encodeJSON } from '../durable-json.ts'
import { readFailure } from '../failures.ts'
import { namesIn, readIfThere, sizeIfThere } from '../files.ts'
import { LIBRARY_FORMAT, layout } from '../layout.ts'
import { readLibraryFile, unreadable } from '../library-file.ts'
import { MediaUses } from '../media-uses.ts'
import { parseMended } from '../parse.ts'
import { parseArticle, parseHighlights } from '../records.ts'
import { articleIds } from '../stamps.ts'
import { tombstoneIds } from '../tombstones.ts'
import { soundRecord } from './collect.ts'
import type { LibrarySource, SourceRecord } from './source.ts'

/**
 * Another library in a folder, which is only read, also while another Postil has it open: its records are replaced whole.
 * Throws `mergeWithItself`, `libraryUnreadable`, `libraryForeign`, `libraryNewer`.
 */
export async function openCopy({ files, clock, root: own }: Context, path: string): Promise<LibrarySource> {
  const root = await realpath(resolve(path)).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  if (root === (await realpath(own))) throw new PostilError('mergeWithItself', { path })
  if (!(await files.stat(root)).isDirectory()) {
    throw new PostilError('libraryUnreadable', { path, reason: 'it is no folder' })
  }
  const about = await readLibraryFile(files, root)
  if (about === null) throw new PostilError('libraryForeign', { path })
  if (about !== 'damaged' && about.format > LIBRARY_FORMAT) {
    throw new PostilError('libraryNewer', { format: about.format, path })
  }
  const copy: Context = {
    files,
    root,
    readOnly: true,
    lock: null,
    clock,
    problems: new Problems(),
    mediaUses: new MediaUses(),
    unfinished: new Set(),
    replaced: new Map(),
  }
  const recordAt = async <T>(name: string, parse: (bytes: Uint8Array) => T): Promise<SourceRecord<T> | null> => {
    const { record, problem } = await soundRecord(copy, name, parse)
    if (!record && problem) throw problem
    if (!record) return null
    if (record.value === null) throw new PostilError('libraryNewer', { format: LIBRARY_FORMAT + 1, path: name })
    return { bytes: record.bytes, value: record.value }
  }
  try {
    return {
      scope: 'all',
      ids: await articleIds(copy),
      tombstones: await tombstoneIds(copy),
      async article(id) {
        const copies = await recordCopies(copy, id)
        const article = withCopies(
          await recordAt(layout.article(id), (bytes) => parseArticle(bytes, id)),
          copies.articles,
          mergeArticles,
        )
        const highlights = withCopies(
          await recordAt(layout.highlights(id), (bytes) => parseHighlights(bytes, id)),
          copies.highlights,
          (one, two) => ({ ...two, ...one, highlights: [...mergeHighlights(one.highlights, two.highlights)] }),
        )
        const gone = !article && !highlights && (await sizeIfThere(files, at(copy, layout.folder(id)))) === null
        return gone ? null : { article, highlights }
      },
      async read(name) {
        try {
          return await readIfThere(files, at(copy, name))
        } catch (error) {
          throw readFailure(error, name)
        }
      },
      close: async () => {},
    }
  } catch (error) {
    throw error instanceof PostilError ? error : unreadable(path, error)
  }
}

interface Copies {
  readonly articles: readonly Article[]
  readonly highlights: readonly HighlightsFile[]
}

/** What a folder-sync tool left beside an article's records, where the other library has not merged it yet. */
async function recordCopies(context: Context, id: string): Promise<Copies> {
  const articles: Article[] = []
  const highlights: HighlightsFile[] = []
  const folder = layout.folder(id)
  for (const name of await namesIn(context.files, at(context, folder))) {
    const of = recordCopy(name)?.of
    if (of !== 'article.json' && of !== 'highlights.json') continue
    try {
      const bytes = await readIfThere(context.files, at(context, `${folder}/${name}`))
      if (bytes === null) continue
      if (of === 'article.json') articles.push(parseMended(bytes, (each) => parseArticle(each, id)).value)
      else highlights.push(parseMended(bytes, (each) => parseHighlights(each, id)).value)
    } catch {
      // What is no record is left to the other library, which sets it aside.
    }
  }
  return { articles, highlights }
}

function withCopies<T>(
  record: SourceRecord<T> | null,
  copies: readonly T[],
  merge: (one: T, two: T) => T,
): SourceRecord<T> | null {
  const [first, ...others] = record ? [record.value, ...copies] : copies
  if (first === undefined) return null
  const value = others.reduce(merge, first)
  return record && value === record.value ? record : { value, bytes: encodeJSON(value) }
}
