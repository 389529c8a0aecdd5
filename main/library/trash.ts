import { join } from 'node:path'
import { mediaNames } from '../core/document/parse.ts'
import { laterOf } from '../core/merge/times.ts'
import { type Article, articleSchema, recordMedia } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import { type Afterlife, afterlife, TOMBSTONE_VERSION, type Tombstone } from '../core/model/tombstone.ts'
import { PostilError } from '../core/result.ts'
import { recordCopy } from './conflicts.ts'
import { assertWritable, at, type Context } from './context.ts'
import { backupOf } from './durable-json.ts'
import { isFull, writeFailure } from './failures.ts'
import { discard, namesIn, readIfThere, readOwn, rename, syncFolder } from './files.ts'
import { decodeDocument } from './immutable.ts'
import { layout, PURGED_PREFIX } from './layout.ts'
import { removeMedia } from './media.ts'
import { Damage } from './parse.ts'
import { alone, type Queued } from './queues.ts'
import { readRecord, updateRecord } from './record.ts'
import { parseArticle, parseHighlights } from './records.ts'
import { readTombstone, removeTombstone, writeTombstone } from './tombstones.ts'
import type { Purged } from './types.ts'

/**
 * Deletes an article in the trash for good: its tombstone first, then its folder loses its name, then its files go. A
 * death in between leaves the tombstone beside the folder, which `faceTombstone` brings to an end, or files that are
 * swept away. Null where the article is not in the trash (any more), or not there, or where something beside its records
 * waits to be merged into them, which nobody has seen yet. Throws `libraryNewer` where only a newer Postil can do that.
 */
export async function purgeArticle(context: Context, queued: Queued, id: string): Promise<Purged | null> {
  assertWritable(context)
  return alone(queued, id, async () => {
    const article = await readRecord(context, layout.article(id), (bytes) => parseArticle(bytes, id))
    if (article?.deletedAt === undefined || (await awaitsMerge(context, id))) return null
    const highlights = await highlightsOf(context, id)
    const before = await readTombstone(context, id)
    const tombstone: Tombstone = {
      version: TOMBSTONE_VERSION,
      id,
      deletedAt: before ? laterOf(article.deletedAt, before.deletedAt) : article.deletedAt,
      purgedAt: context.clock().toISOString(),
      seen: {
        article: article.updatedAt,
        highlights: Object.fromEntries(highlights.map((highlight) => [highlight.id, highlight.updatedAt])),
      },
    }
    try {
      await bequeath(context, tombstone)
      return { media: await removeFolder(context, id, article) }
    } catch (error) {
      throw writeFailure(error, layout.folder(id), context.root)
    }
  })
}

/**
 * What is to be done about an article whose folder is there beside its tombstone, and does it: see `afterlife`. Null
 * where there are not both, or where what is left to be merged into its records comes first.
 */
export async function faceTombstone(context: Context, queued: Queued, id: string): Promise<Afterlife | null> {
  if (context.readOnly || (await readTombstone(context, id)) === null) return null
  return alone(queued, id, async () => {
    const tombstone = await readTombstone(context, id)
    const article = await readRecord(context, layout.article(id), (bytes) => parseArticle(bytes, id))
    if (tombstone === null || article === null) return null
    const verdict = afterlife(tombstone, article, await highlightsOf(context, id))
    if (verdict === 'gone' && (await awaitsMerge(context, id))) return null
    try {
      if (verdict === 'gone') await removeFolder(context, id, article)
      else {
        if (verdict === 'trash') await bury(context, id, tombstone)
        await removeTombstone(context, id)
      }
    } catch (error) {
      throw writeFailure(error, layout.folder(id), context.root)
    }
    return verdict
  })
}

/**
 * What a new article is to be where there is its tombstone already: itself, or in the trash. Throws `articlePurged`
 * where it holds nothing but what was deleted for good.
 */
export async function admitted<T extends Pick<Article, 'id' | 'updatedAt' | 'restoredAt' | 'deletedAt'>>(
  context: Context,
  article: T,
  highlights: readonly Highlight[],
): Promise<{ readonly article: T; readonly tombstone: boolean }> {
  const tombstone = await readTombstone(context, article.id)
  if (tombstone === null) return { article, tombstone: false }
  const verdict = afterlife(tombstone, article, highlights)
  if (verdict === 'gone') throw new PostilError('articlePurged', { id: article.id })
  return { article: verdict === 'alive' ? article : inTrash(article, tombstone), tombstone: true }
}

/**
 * Removes pictures that no article refers to, as far as the caller knows. Those that an article refers to which was
 * written since the library was opened stay. Only in the queue of the making of articles.
 */
export async function discardMedia(context: Context, names: readonly string[]): Promise<readonly string[]> {
  assertWritable(context)
  // What another process wrote meanwhile may show any of them.
  if (context.lock && context.lock.epoch > 0) return []
  const unused = names.filter((name) => !context.mediaUses.has(name))
  await removeMedia(context, unused)
  return unused
}

/** Whether a sync tool's copy of one of its records is beside them. Throws `libraryNewer` for a newer Postil's. */
async function awaitsMerge(context: Context, id: string): Promise<boolean> {
  const folder = layout.folder(id)
  for (const name of await namesIn(context.files, at(context, folder))) {
    const copy = recordCopy(name)
    if (copy?.of !== 'article.json' && copy?.of !== 'highlights.json') continue
    const bytes = await readOwn(context.files, at(context, `${folder}/${name}`))
    if (bytes === null || bytes === 'odd') continue
    try {
      if (copy.of === 'article.json') parseArticle(bytes, id)
      else parseHighlights(bytes, id)
      return true
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      // A copy that makes no sense may still be being written; what is none goes with the article.
      if (copy.sure) return true
    }
  }
  return false
}

/** Tombstones included; none where the file is damaged, which is set aside and told of. */
export async function highlightsOf(context: Context, id: string): Promise<readonly Highlight[]> {
  const read = () => readRecord(context, layout.highlights(id), (bytes) => parseHighlights(bytes, id))
  const file = await read().catch((error: unknown) => {
    // Set aside and told of: the second look finds none.
    if (error instanceof PostilError && error.code === 'recordDamaged') return read()
    throw error
  })
  return file?.highlights ?? []
}

/** Out of sight in one step, then gone; answers the pictures that it referred to. */
async function removeFolder(context: Context, id: string, article: Article): Promise<readonly string[]> {
  const { files } = context
  const folder = at(context, layout.folder(id))
  const going = at(context, `${layout.articles}/${PURGED_PREFIX}${id}`)
  const media = await mediaOf(context, article)
  await discard(files, going)
  await rename(files, folder, going)
  await syncFolder(files, at(context, layout.articles))
  context.mediaUses.forget(id)
  // What cannot be removed now is swept away with the next opening.
  await discard(files, going)
  return media
}

async function mediaOf(context: Context, article: Article): Promise<readonly string[]> {
  const names = new Set(recordMedia(article))
  const folder = `${layout.folder(article.id)}/content`
  // Also the versions that the record has forgotten.
  for (const name of await namesIn(context.files, at(context, folder))) {
    try {
      const bytes = await readIfThere(context.files, join(at(context, folder), name))
      const document = bytes && (await decodeDocument(bytes, name.slice(0, -'.json'.length)))
      if (document) for (const each of mediaNames(document)) names.add(each)
    } catch {
      // Of a text that cannot be read nobody knows the pictures: they stay until the library is looked through.
    }
  }
  return [...names]
}

async function bury(context: Context, id: string, tombstone: Tombstone): Promise<void> {
  const parse = (bytes: Uint8Array) => parseArticle(bytes, id)
  await updateRecord(context, layout.article(id), parse, (article) => {
    if (article === null) throw new PostilError('articleNotFound', { id })
    return articleSchema.parse(inTrash(article, tombstone))
  })
}

/** In the trash since the deletion that it had. */
function inTrash<T extends Pick<Article, 'deletedAt'>>(article: T, { deletedAt }: Tombstone): T {
  return article.deletedAt === undefined ? { ...article, deletedAt } : article
}

/**
 * Emptying the trash is what one does when the disk is full: then the previous versions of the article's records, which
 * go with it in a moment, make room for its tombstone.
 */
async function bequeath(context: Context, tombstone: Tombstone): Promise<void> {
  try {
    await writeTombstone(context, tombstone)
  } catch (error) {
    if (!isFull(error)) throw error
    const { id } = tombstone
    for (const path of [layout.article(id), layout.highlights(id)]) {
      await discard(context.files, backupOf(at(context, path)))
    }
    await writeTombstone(context, tombstone)
  }
}
