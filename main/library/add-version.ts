import { dirname, join } from 'node:path'
import { documentProblem, mediaNames } from '../core/document/parse.ts'
import { type Article, articleSchema } from '../core/model/article.ts'
import { assertWritable, at, type Context } from './context.ts'
import { encodeDocument } from './durable-json.ts'
import { writeFailure } from './failures.ts'
import { ownSize, placeFile, syncFolder } from './files.ts'
import { asPrepared } from './immutable.ts'
import { layout } from './layout.ts'
import { assertMedia, removeMedia, writeMedia } from './media.ts'
import { sha256 } from './parse.ts'
import type { NewVersion } from './types.ts'

type ArticleVersion = Article['versions'][number]

/**
 * Another state of an article's text: pictures, page and document first, then `update` names them in the record. Until it
 * has, nothing refers to them; where a file of this hash was lost, it is back. A text that comes again is shown again, as
 * the capture that the record knows of it. Not to be run twice at once (see `writeMedia`).
 *
 * @param before the record, as far as is known
 */
export async function addVersion(
  context: Context,
  id: string,
  { document, original, media, capturedAt }: NewVersion,
  before: Article,
  update: (withVersion: (article: Article) => Article) => Promise<Article>,
): Promise<Article> {
  assertWritable(context)
  assertMedia(media)
  const misfit = documentProblem(document)
  if (misfit !== null) throw new TypeError(`the document does not fit its schema: ${misfit}`)
  context.mediaUses.note(id, [...mediaNames(document), ...media.map(({ name }) => name)])
  const bytes = encodeDocument(document)
  const page = asPrepared(original)
  const hash = sha256(bytes)
  try {
    const version = (await knownVersion(context, before, hash)) ?? { hash, original: page?.hash ?? null, capturedAt }
    const written = await writeMedia(context, media)
    try {
      if (page !== null && page.hash === version.original)
        await place(context, layout.original(id, page.hash), await page.gzip)
      await placeText(context, id, hash, bytes)
    } catch (error) {
      await removeMedia(context, written)
      throw error
    }
    // From here on the record may name them even where it says that it failed: what is too much does no harm.
    return await update((article) =>
      articleSchema.parse({
        ...article,
        current: hash,
        versions: article.versions.some((each) => each.hash === hash && each.original === version.original)
          ? article.versions
          : [...article.versions.filter((each) => each.hash !== hash), version],
      }),
    )
  } catch (error) {
    throw writeFailure(error, layout.folder(id), context.root)
  }
}

/** The entry of this text whose page is there: it has the page from which the text was first taken. */
async function knownVersion(context: Context, { id, versions }: Article, hash: string): Promise<ArticleVersion | null> {
  const known = versions.find((version) => version.hash === hash)
  if (!known || known.original === null) return null
  return (await ownSize(context.files, at(context, layout.original(id, known.original)))) === null ? null : known
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
