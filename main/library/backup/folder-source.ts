import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PostilError } from '../../core/result.ts'
import { at, type Context, Problems } from '../context.ts'
import { readFailure } from '../failures.ts'
import { readIfThere, sizeIfThere } from '../files.ts'
import { LIBRARY_FORMAT, layout } from '../layout.ts'
import { readLibraryFile, unreadable } from '../library-file.ts'
import { MediaUses } from '../media-uses.ts'
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
  const copy: Context = { files, root, readOnly: true, clock, problems: new Problems(), mediaUses: new MediaUses() }
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
        const article = await recordAt(layout.article(id), (bytes) => parseArticle(bytes, id))
        const highlights = await recordAt(layout.highlights(id), (bytes) => parseHighlights(bytes, id))
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
