import { dirname, join } from 'node:path'
import { documentProblem, mediaNames } from '../core/document/parse.ts'
import { type Article, articleSchema } from '../core/model/article.ts'
import { assertWritable, at, type Context } from './context.ts'
import { encodeDocument } from './durable-json.ts'
import { writeFailure } from './failures.ts'
import { placeFile, syncFolder } from './files.ts'
import { asPrepared } from './immutable.ts'
import { layout } from './layout.ts'
import { assertMedia, removeMedia, writeMedia } from './media.ts'
import { sha256 } from './parse.ts'
import type { NewVersion } from './types.ts'

/**
 * Another state of an article's text: pictures, page and document first, then `update` names them in the record. Until it
 * has, nothing refers to them; where a file of this hash was lost, it is back. Not to be run twice at once (see
 * `writeMedia`).
 */
export async function addVersion(
  context: Context,
  id: string,
  { document, original, media, capturedAt }: NewVersion,
  update: (withVersion: (article: Article) => Article) => Promise<Article>,
): Promise<Article> {
  assertWritable(context)
  assertMedia(media)
  const misfit = documentProblem(document)
  if (misfit !== null) throw new TypeError(`the document does not fit its schema: ${misfit}`)
  context.mediaUses.note(id, [...mediaNames(document), ...media.map(({ name }) => name)])
  const bytes = encodeDocument(document)
  const page = asPrepared(original)
  const version = { hash: sha256(bytes), original: page?.hash ?? null, capturedAt }
  try {
    const written = await writeMedia(context, media)
    try {
      if (page !== null) await place(context, layout.original(id, page.hash), await page.gzip)
      await placeText(context, id, version.hash, bytes)
    } catch (error) {
      await removeMedia(context, written)
      throw error
    }
    // From here on the record may name them even where it says that it failed: what is too much does no harm.
    return await update((article) =>
      articleSchema.parse({
        ...article,
        current: version.hash,
        versions: [...article.versions.filter(({ hash }) => hash !== version.hash), version],
      }),
    )
  } catch (error) {
    throw writeFailure(error, layout.folder(id), context.root)
  }
}

/** Writes an encoded document into its article's folder. */
export function placeText(context: Context, id: string, hash: string, bytes: Uint8Array): Promise<void> {
  return place(context, layout.content(id, hash), bytes)
}

async function place(context: Context, path: string, bytes: Uint8Array): Promise<void> {
  const { files } = context
  const target = at(context, path)
  const folder = dirname(target)
  await files.mkdir(folder, { recursive: true })
  await syncFolder(files, dirname(folder))
  await placeFile(files, target, join(dirname(folder), '.version.tmp'), bytes)
}
