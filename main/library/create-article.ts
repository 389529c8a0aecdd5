import { dirname } from 'node:path'
import { documentProblem } from '../core/document/parse.ts'
import { type Article, articleSchema } from '../core/model/article.ts'
import { highlightsFileSchema } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'
import { assertWritable, at, type Context } from './context.ts'
import { encodeDocument, encodeJSON } from './durable-json.ts'
import { writeFailure } from './failures.ts'
import { discard, rename, sizeIfThere, syncFolder, writeSynced } from './files.ts'
import { compress } from './immutable.ts'
import { layout, NEW_PREFIX } from './layout.ts'
import { assertMedia, removeMedia, writeMedia } from './media.ts'
import { sha256 } from './parse.ts'
import { noHighlights } from './records.ts'
import type { NewArticle } from './types.ts'

/**
 * Pictures first, then the article's folder under another name, then its own name: at no moment is there half an
 * article, and a failure takes everything back. Not to be run twice at once (see `writeMedia`).
 */
export async function createArticle(context: Context, input: NewArticle): Promise<Article> {
  assertWritable(context)
  assertMedia(input.media)
  const misfit = documentProblem(input.document)
  if (misfit !== null) throw new TypeError(`the document does not fit its schema: ${misfit}`)
  const folder = layout.folder(input.article.id)
  try {
    if ((await sizeIfThere(context.files, at(context, folder))) !== null) {
      throw new PostilError('writeFailed', { path: folder, reason: 'EEXIST' })
    }
    const written = await writeMedia(context, input.media)
    try {
      return await writeFolder(context, input)
    } catch (error) {
      await removeMedia(context, written)
      throw error
    }
  } catch (error) {
    throw writeFailure(error, folder, context.root)
  }
}

async function writeFolder(context: Context, input: NewArticle): Promise<Article> {
  const { files } = context
  const { id, createdAt } = input.article
  const document = encodeDocument(input.document)
  const hash = sha256(document)
  const original = input.original === null ? null : sha256(input.original)
  const article = articleSchema.parse({
    ...input.article,
    current: hash,
    versions: [{ hash, original, capturedAt: createdAt }],
  })
  const highlights = highlightsFileSchema.parse({ ...noHighlights, highlights: input.highlights ?? [] })

  const articles = at(context, layout.articles)
  const building = at(context, `${layout.articles}/${NEW_PREFIX}${id}`)
  const finished = at(context, layout.folder(id))
  const inside = (path: string) => path.replace(finished, building)
  const contentPath = inside(at(context, layout.content(id, hash)))
  const originalPath = original === null ? null : inside(at(context, layout.original(id, original)))
  try {
    await files.mkdir(dirname(contentPath), { recursive: true })
    await writeSynced(files, contentPath, document)
    await syncFolder(files, dirname(contentPath))
    if (originalPath !== null && input.original !== null) {
      await files.mkdir(dirname(originalPath), { recursive: true })
      await writeSynced(files, originalPath, await compress(input.original))
      await syncFolder(files, dirname(originalPath))
    }
    await writeSynced(files, inside(at(context, layout.highlights(id))), encodeJSON(highlights))
    await writeSynced(files, inside(at(context, layout.article(id))), encodeJSON(article))
    await syncFolder(files, building)
    await rename(files, building, finished)
  } catch (error) {
    await discard(files, building)
    throw error
  }
  try {
    await syncFolder(files, articles)
  } catch (error) {
    // Out of sight in one step again, so that no half of it can be met.
    await files.rename(finished, building).catch(() => {})
    await discard(files, building)
    throw error
  }
  return article
}
