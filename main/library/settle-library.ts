import { laterOf } from '../core/merge/times.ts'
import { PostilError } from '../core/result.ts'
import { articleCopy, type Copy, libraryCopy, mediaCopy, tombstoneCopy } from './conflicts.ts'
import { at, type Context } from './context.ts'
import { writeFailure } from './failures.ts'
import { errorCode, namesIn, readIfThere, rename, sizeIfThere, syncFolder } from './files.ts'
import { LIBRARY_FORMAT, layout } from './layout.ts'
import { parseLibraryFile } from './library-file.ts'
import { mediaPath } from './media.ts'
import { Damage, parseMended } from './parse.ts'
import { MERGED, setAside } from './quarantine.ts'
import type { Queued } from './queues.ts'
import { parseArticle, parseSettings } from './records.ts'
import { settleArticle, settleFile, settleFolder } from './settle.ts'
import { parseTombstone, readTombstone, writeTombstone } from './tombstones.ts'
import { isUnfinished } from './unfinished.ts'

/** Names looked at in one go, in a folder that may hold a hundred thousand. */
const BATCH = 5000

/**
 * Does with the copies that a sync tool left of whole article folders, of pictures, tombstones and the library's own
 * files what `settleArticle` does with those inside an article's folder. Of the library's own files the own one stays.
 * The ids of the articles that are not as they were.
 */
export async function settleLibrary(context: Context, queued: Queued): Promise<readonly string[]> {
  if (context.readOnly) return []
  try {
    const changed: string[] = []
    for await (const [name, copy] of copiesIn(context, layout.articles, articleCopy, (name) => name.length === 26)) {
      if (await settleArticleFolder(context, queued, `${layout.articles}/${name}`, copy)) changed.push(copy.of)
    }
    for await (const [name, copy] of copiesIn(context, layout.media, mediaCopy, isMedia)) {
      await settleFile(context, queued, { target: mediaPath(copy.of), path: mediaPath(name), copy, of: '' })
    }
    for await (const [name, copy] of copiesIn(
      context,
      layout.tombstones,
      tombstoneCopy,
      (name) => name.length === 31,
    )) {
      const id = copy.of.slice(0, 26)
      await settleTombstone(context, queued, id, `${layout.tombstones}/${name}`, copy)
      if (await settleArticle(context, queued, id)) changed.push(id)
    }
    for await (const [name, copy] of copiesIn(context, '.', libraryCopy, (name) => name.startsWith('.'))) {
      await queued(copy.of.startsWith('settings') ? layout.settings : 'create', () => standBack(context, name, copy))
    }
    return [...new Set(changed)]
  } catch (error) {
    throw writeFailure(error, context.root, context.root)
  }
}

const isMedia = (name: string) => /^[0-9a-f]{64}\.\w+$/.test(name)

/** The copies in a folder; `plain` tells quickly of most names that they are none. Others get their turn in between. */
async function* copiesIn(
  context: Context,
  folder: string,
  find: (name: string) => Copy | null,
  plain: (name: string) => boolean,
): AsyncGenerator<readonly [string, Copy]> {
  const names = await namesIn(context.files, at(context, folder))
  for (const [index, name] of names.entries()) {
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve))
    const copy = plain(name) ? null : find(name)
    if (copy) yield [name, copy]
  }
}

async function settleArticleFolder(context: Context, queued: Queued, folder: string, copy: Copy): Promise<boolean> {
  const id = copy.of
  if (!copy.sure && !(await holdsArticle(context, folder, id))) return false
  if ((await sizeIfThere(context.files, at(context, layout.folder(id)))) === null) {
    // The tool kept nothing but the copy.
    if (!(await holdsArticle(context, folder, id))) return false
    await queued('create', async () => {
      await rename(context.files, at(context, folder), at(context, layout.folder(id)))
      await syncFolder(context.files, at(context, layout.articles))
    })
    await settleArticle(context, queued, id)
    return true
  }
  const { changed, newer, damaged, unfinished } = await settleFolder(context, queued, id, folder)
  if (newer || unfinished) return changed
  const kept = await setAside(context, folder, { move: true, ending: MERGED })
  if (damaged) context.problems.add(new PostilError('recordDamaged', { path: kept }), folder)
  return (await settleArticle(context, queued, id)) || changed
}

async function holdsArticle(context: Context, folder: string, id: string): Promise<boolean> {
  return parses(context, `${folder}/article.json`, (bytes) => parseArticle(bytes, id))
}

async function parses(context: Context, path: string, parse: (bytes: Uint8Array) => unknown): Promise<boolean> {
  try {
    const bytes = await readIfThere(context.files, at(context, path))
    return bytes !== null && parseMended(bytes, parse).value !== null
  } catch (error) {
    if (error instanceof Damage || error instanceof PostilError || errorCode(error) === 'EISDIR') return false
    throw error
  }
}

/** Both tell of the same death: the later times count. */
async function settleTombstone(context: Context, queued: Queued, id: string, path: string, copy: Copy): Promise<void> {
  await queued('create', async () => {
    const sound = await parses(context, path, (bytes) => parseTombstone(bytes, id))
    if (!sound && (!copy.sure || (await isUnfinished(context, path, '')))) return
    const bytes = sound ? await readIfThere(context.files, at(context, path)) : null
    if (bytes !== null) {
      const given = parseMended(bytes, (each) => parseTombstone(each, id)).value
      const own = await readTombstone(context, id)
      const deletedAt = own ? laterOf(own.deletedAt, given.deletedAt) : given.deletedAt
      if (deletedAt !== own?.deletedAt) {
        await writeTombstone(context, own ? { ...own, deletedAt } : given)
      }
    }
    await setAside(context, path, { move: true, ending: MERGED })
  })
}

/** The library's own files are about this copy of it: the other one is only kept. */
async function standBack(context: Context, name: string, copy: Copy): Promise<void> {
  const known = await parses(context, name, (bytes) => {
    if (copy.of.startsWith('settings')) return parseSettings(bytes)
    const library = parseLibraryFile(bytes)
    // A newer Postil is at work on the other machine: that is its to settle.
    return library && library.format <= LIBRARY_FORMAT ? library : null
  })
  if (known) await setAside(context, name, { move: true, ending: MERGED })
}
