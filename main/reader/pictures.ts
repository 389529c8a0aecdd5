import type { FoundPictures, LatePictures } from '../capture/types.ts'
import { documentText } from '../core/document/text.ts'
import { explainArticle } from '../core/merge/index.ts'
import { laterOf } from '../core/merge/times.ts'
import type { Article } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'
import type { Work } from './tasks.ts'
import { createTurns } from './turns.ts'

/** How long a text waits for its pictures, in milliseconds: most are there by then, and nobody minds. */
const PATIENCE = 2000

type Parts = Pick<Context, 'library' | 'indexing' | 'capture' | 'texts' | 'emit' | 'report'> & {
  readonly patience?: number | undefined
}

/** The pictures of articles that are in the library already. */
export interface Pictures {
  /** For `CaptureOptions`; who gives it calls `follow` with what comes late. */
  readonly patience: number
  /**
   * Waits for an article's late pictures and puts them into it. Once the text is stored, nothing about its pictures makes
   * saving it fail: those that cannot be had, or not be put in, are missing. Where the work is stopped, those that are here
   * by then are put in.
   */
  follow(article: Article, late: LatePictures): Promise<{ readonly article: Article; readonly missingImages: number }>
  /** Looks again for those that an article lacks. */
  again(
    id: string,
    work: Work,
  ): Promise<{ readonly article: Article; readonly fetched: number; readonly missing: number }>
}

export function createPictures(parts: Parts): Pictures {
  const { library, capture, texts, report } = parts
  const turns = createTurns()

  /** Puts pictures into the document that they were looked for. Its text, and so every place in it, stays the same. */
  async function put(before: Article, found: FoundPictures): Promise<Article> {
    const { id, current } = before
    const { text } = await texts.of(before)
    if (text.text !== documentText(found.document).text)
      throw new Error('a document with other pictures has another text')
    const better = { from: current, document: found.document, media: found.media }
    const article = await library.replaceDocument(id, better, (kept) =>
      momentLater({
        ...kept,
        leadImage: found.leadImage ?? kept.leadImage,
        ...(found.favicon !== null && { favicon: found.favicon }),
      }),
    )
    await changed(parts, [id])
    return article
  }

  return {
    patience: parts.patience ?? PATIENCE,

    follow: (article, late) =>
      turns.take(article.id, async () => {
        const found = await late.found
        const { missingImages } = found
        try {
          return { article: found.media.length === 0 ? article : await put(article, found), missingImages }
        } catch (thrown) {
          // Deleted for good by somebody who had seen enough of it is no failure.
          if (!(thrown instanceof PostilError && thrown.code === 'articleNotFound')) report(thrown)
          return { article, missingImages }
        }
      }),

    again: (id, work) =>
      turns.take(id, async () => {
        const article = await library.readArticle(id)
        const { document } = await texts.of(article)
        const { signal, progress: onProgress } = work
        const wanted = { document, url: article.url, typed: article.typed === true }
        const found = await capture.fetchPictures(wanted, { signal, onProgress })
        const missing = found.missingImages
        if (found.media.length === 0) return { article, fetched: 0, missing }
        const leadImage = article.leadImage ?? found.leadImage
        return { article: await put(article, { ...found, leadImage }), fetched: found.fetchedImages, missing }
      }),
  }
}

/**
 * A text with more of its pictures is a moment younger than itself: it wins over the copy of the record that another
 * machine has, and over no text that was saved there since.
 */
function momentLater(article: Article): Article {
  const { changedAt, createdAt, updatedAt } = explainArticle(article)
  const text = new Date(Date.parse(laterOf(changedAt.text ?? createdAt, createdAt)) + 1).toISOString()
  return { ...article, updatedAt: laterOf(updatedAt, text), changedAt: { ...changedAt, text } }
}

export function picturesCases({ pictures, tasks }: Context): Pick<UseCases, 'fetchPictures'> {
  return { fetchPictures: ({ id, task }) => tasks.run(task, (work) => pictures.again(id, work)) }
}
