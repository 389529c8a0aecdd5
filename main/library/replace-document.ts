import { documentProblem, mediaNames } from '../core/document/parse.ts'
import { type Article, articleSchema } from '../core/model/article.ts'
import { type Highlight, type HighlightsFile, highlightsFileSchema } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'
import { placeText } from './add-version.ts'
import { assertWritable, type Context } from './context.ts'
import { encodeDocument } from './durable-json.ts'
import { writeFailure } from './failures.ts'
import { layout } from './layout.ts'
import { assertMedia, removeMedia, writeMedia } from './media.ts'
import { sha256 } from './parse.ts'
import { alone, type Queued } from './queues.ts'
import { readRecord, updateRecord } from './record.ts'
import { parseArticle, parseHighlights } from './records.ts'
import { highlightsOf } from './trash.ts'
import type { BetterDocument } from './types.ts'

/**
 * The same state of an article's text in a document that shows more of it: pictures and text first, then the record names
 * both documents, then the highlights name the new one, then the record forgets the old one. Whenever this is cut off,
 * what a record names is there. The old file stays: somebody (a backup, a sync tool, the index) may be about to read it.
 * Answers the record as it is where the article has no version `from` any more.
 */
export async function replaceDocument(
  context: Context,
  queued: Queued,
  id: string,
  { from, document, media }: BetterDocument,
  change: (article: Article) => Article,
): Promise<Article> {
  assertWritable(context)
  assertMedia(media)
  const misfit = documentProblem(document)
  if (misfit !== null) throw new TypeError(`the document does not fit its schema: ${misfit}`)
  const bytes = encodeDocument(document)
  const hash = sha256(bytes)
  return alone(queued, id, async () => {
    const article = await readRecord(context, layout.article(id), (found) => parseArticle(found, id))
    if (article === null) throw new PostilError('articleNotFound', { id })
    if (!article.versions.some((version) => version.hash === from)) return article
    context.mediaUses.note(id, [...mediaNames(document), ...media.map(({ name }) => name)])
    try {
      const written = await writeMedia(context, media)
      try {
        await placeText(context, id, hash, bytes)
      } catch (error) {
        await removeMedia(context, written)
        throw error
      }
      return await rename(context, id, from, hash, change)
    } catch (error) {
      throw writeFailure(error, layout.folder(id), context.root)
    }
  })
}

async function rename(
  context: Context,
  id: string,
  from: string,
  hash: string,
  change: (article: Article) => Article,
): Promise<Article> {
  const update = (work: (article: Article) => Article): Promise<Article> =>
    updateRecord(
      context,
      layout.article(id),
      (found) => parseArticle(found, id),
      (before) => {
        if (before === null) throw new PostilError('articleNotFound', { id })
        return articleSchema.parse(work(before))
      },
    )
  if (hash === from) return update((before) => (before.current === from ? change(before) : before))
  const marked = (await highlightsOf(context, id)).some(({ contentHash }) => contentHash === from)
  const named = await update((before) => {
    const replaced = before.versions.find((version) => version.hash === from)
    const known = before.versions.find((version) => version.hash === hash)
    // Where the document was there already, its own page stays with it, for want of which it gets the other's.
    const stays = known !== undefined && (known.original !== null || replaced?.original === null)
    return {
      ...(before.current === from ? { ...change(before), current: hash } : before),
      versions: before.versions.flatMap((version) => {
        if (version.hash === hash) return stays ? [version] : []
        if (version.hash !== from) return [version]
        return [...(marked ? [version] : []), ...(stays ? [] : [{ ...version, hash }])]
      }),
    }
  })
  // A highlight that was begun on the old document and is written from now on belongs to the new one.
  context.replaced.set(`${id}/${from}`, hash)
  context.replaced.delete(`${id}/${hash}`)
  if (!marked) return named
  await updateRecord<HighlightsFile>(
    context,
    layout.highlights(id),
    (found) => parseHighlights(found, id),
    (file) => {
      if (file === null) throw new PostilError('fileMissing', { path: layout.highlights(id) })
      return highlightsFileSchema.parse({ ...file, highlights: file.highlights.map((each) => renamed(context, each)) })
    },
  )
  return update((before) => ({ ...before, versions: before.versions.filter((version) => version.hash !== from) }))
}

/** The highlight with the document that took the place of the one that it names; itself where none did. */
export function renamed({ replaced }: Pick<Context, 'replaced'>, highlight: Highlight): Highlight {
  let { contentHash } = highlight
  for (let next = replaced.get(`${highlight.articleId}/${contentHash}`); next !== undefined; ) {
    contentHash = next
    next = replaced.get(`${highlight.articleId}/${contentHash}`)
  }
  return contentHash === highlight.contentHash ? highlight : { ...highlight, contentHash }
}
