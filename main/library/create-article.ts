import { dirname, join } from 'node:path'
import { documentProblem, mediaNames } from '../core/document/parse.ts'
import { type Article, articleSchema, recordMedia } from '../core/model/article.ts'
import { highlightsFileSchema } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'
import { assertWritable, at, type Context } from './context.ts'
import { encodeDocument, encodeJSON } from './durable-json.ts'
import { writeFailure } from './failures.ts'
import { discard, type Files, rename, sizeIfThere, syncFolder, together, writeSynced } from './files.ts'
import { asPrepared } from './immutable.ts'
import { layout, NEW_PREFIX } from './layout.ts'
import { assertMedia, removeMedia, writeMedia } from './media.ts'
import { sha256 } from './parse.ts'
import { noHighlights } from './records.ts'
import { removeTombstone } from './tombstones.ts'
import { admitted } from './trash.ts'
import type { NewArticle } from './types.ts'

/**
 * Pictures, and the article's folder under another name; when all of that is on the disk, the folder gets its own name:
 * at no moment is there half an article, and a failure takes everything back. What doesn't wait for one another is
 * written side by side, since waiting for the disk is most of a save. Not to be run twice at once (see `writeMedia`).
 */
export async function createArticle(context: Context, input: NewArticle): Promise<Article> {
  assertWritable(context)
  assertMedia(input.media)
  const misfit = documentProblem(input.document)
  if (misfit !== null) throw new TypeError(`the document does not fit its schema: ${misfit}`)
  const { files } = context
  const { article: admittedAs, tombstone } = await admitted(context, input.article, input.highlights ?? [])
  context.mediaUses.note(input.article.id, mediaReferred(input))
  const folder = layout.folder(input.article.id)
  const building = at(context, `${layout.articles}/${NEW_PREFIX}${input.article.id}`)
  const article = writeFolder(files, building, { ...input, article: admittedAs })
  const media = writeMedia(context, input.media)
  try {
    await together<unknown>([assertNew(context, folder), media, article])
    await publish(context, building, at(context, folder))
    // What is left of it now says nothing any more; met again beside the article, it would be removed then.
    if (tombstone) await removeTombstone(context, input.article.id).catch(() => {})
    return await article
  } catch (error) {
    await discard(files, building)
    await removeMedia(context, await media.catch(() => []))
    throw writeFailure(error, folder, context.root)
  }
}

function mediaReferred({ article, document, media }: NewArticle): string[] {
  return [...recordMedia(article), ...mediaNames(document), ...media.map(({ name }) => name)]
}

async function assertNew({ files, root }: Context, folder: string): Promise<void> {
  const size = await sizeIfThere(files, at({ root }, folder))
  if (size !== null) throw new PostilError('writeFailed', { path: folder, reason: 'EEXIST' })
}

async function writeFolder(files: Files, building: string, input: NewArticle): Promise<Article> {
  // Takes longest and waits for nothing: another thread compresses while this one goes on.
  const page = asPrepared(input.original)
  const document = encodeDocument(input.document)
  const hash = sha256(document)
  const article = articleSchema.parse({
    ...input.article,
    current: hash,
    versions: [{ hash, original: page?.hash ?? null, capturedAt: input.article.createdAt }],
  })
  const marks = (input.highlights ?? []).map((highlight) => ({ ...highlight, contentHash: hash }))
  const highlights = highlightsFileSchema.parse({ ...noHighlights, highlights: marks })

  /** A file in a folder of its own; answers the folder. */
  const writeWithin = async (name: string, file: string, bytes: Uint8Array | Promise<Uint8Array>): Promise<string> => {
    const folder = join(building, name)
    await files.mkdir(folder, { recursive: true })
    await writeSynced(files, join(folder, file), await bytes)
    return folder
  }
  /** A file beside the folders. */
  const write = async (file: string, bytes: Uint8Array): Promise<string> => {
    await writeSynced(files, join(building, file), bytes)
    return building
  }
  await files.mkdir(building, { recursive: true })
  const folders = await together([
    ...(page === null ? [] : [writeWithin('original', `${page.hash}.html.gz`, page.gzip)]),
    writeWithin('content', `${hash}.json`, document),
    write('highlights.json', encodeJSON(highlights)),
    write('article.json', encodeJSON(article)),
  ])
  // All at once: the file system puts them on the disk in one go.
  await together([...new Set(folders)].map((folder) => syncFolder(files, folder)))
  return article
}

/** Gives the finished folder its own name. */
async function publish({ files }: Context, building: string, folder: string): Promise<void> {
  await rename(files, building, folder)
  try {
    await syncFolder(files, dirname(folder))
  } catch (error) {
    // Out of sight in one step again, so that no half of it can be met.
    await files.rename(folder, building).catch(() => {})
    throw error
  }
}
