import type { CapturedArticle } from '../capture/types.ts'
import type { SaveOutcome } from '../core/contract.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import { ARTICLE_VERSION, type Article } from '../core/model/article.ts'
import type { NewArticle } from '../library/types.ts'
import { type Context, changed } from './context.ts'
import { withTags } from './found.ts'
import { revived, touched, uniqueTags } from './records.ts'
import { understand } from './texts.ts'
import { renewedRecord } from './versions.ts'

/** What was captured, with its page as the library takes it. */
export type Kept = Omit<CapturedArticle, 'original' | 'late' | 'steps'> & Pick<NewArticle, 'original'>

interface Storing {
  create(captured: Kept, canonicalUrl: string | null, tags: readonly string[]): Promise<SaveOutcome>
  /** Gives an article a new text, and more tags; it keeps its highlights and title, and comes back from the trash. */
  renew(article: Article, captured: Kept, tags: readonly string[]): Promise<SaveOutcome>
}

/** What was captured goes into the library, then into the index. */
export function createStoring(context: Context): Storing {
  const { library, texts, clock, ids } = context

  /** While the disk takes its time, the text is made ready for its reader. */
  async function written(document: DocumentJSON, writing: Promise<Article>): Promise<Article> {
    const read = understand(document)
    const article = await writing
    texts.keep(article, read)
    await changed(context, [article.id])
    return article
  }

  return {
    async create(captured, canonicalUrl, tags) {
      const { document, media, original, missingImages, ...told } = captured
      const now = clock().toISOString()
      const record: NewArticle['article'] = {
        ...told,
        canonicalUrl,
        version: ARTICLE_VERSION,
        id: ids(),
        createdAt: now,
        updatedAt: now,
        changedAt: {},
        tags: uniqueTags([...tags, ...(told.tags ?? [])]),
        archived: false,
        favourite: false,
        progress: 0,
        position: null,
      }
      const article = await written(document, library.createArticle({ article: record, document, media, original }))
      return { article, duplicate: false, renewed: false, missingImages }
    },

    async renew({ id }, { document, media, original, missingImages, ...told }, tags) {
      const now = clock()
      const version = { document, media, original, capturedAt: now.toISOString() }
      const bringIntoLine = (kept: Article): Article => {
        const alive = kept.deletedAt === undefined ? kept : revived(kept, now)
        return withTags(touched(renewedRecord(alive, told), ['text'], now), tags, now)
      }
      const article = await written(document, library.addVersion(id, version, bringIntoLine))
      return { article, duplicate: false, renewed: true, missingImages }
    },
  }
}
