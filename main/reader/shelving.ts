import type { Article, ArticlePart } from '../core/model/article.ts'
import { resolveAll } from './anchors.ts'
import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'
import { buried, revived, touched, uniqueTags } from './records.ts'

type Shelving = Pick<
  UseCases,
  'openArticle' | 'updateArticle' | 'setReadingPosition' | 'deleteArticles' | 'restoreArticles'
>

/** The library's shelves: opening, sorting and throwing away. */
export function shelvingCases(context: Context): Shelving {
  const { library, indexing, texts, clock } = context

  /** Changes each article that needs it; the ids of those that did. All are looked up before any is changed. */
  async function changeEach(
    ids: readonly string[],
    needsIt: (article: Article) => boolean,
    change: (article: Article) => Article,
  ): Promise<string[]> {
    const unique = [...new Set(ids)]
    const waiting: string[] = []
    for (const id of unique) if (needsIt(await library.readArticle(id))) waiting.push(id)
    const done: string[] = []
    try {
      for (const id of waiting) {
        await library.updateArticle(id, (article) => (needsIt(article) ? change(article) : article))
        done.push(id)
      }
    } finally {
      // Also where a later one failed: those before it have changed.
      await changed(context, done)
    }
    return done
  }

  return {
    async openArticle({ id }) {
      const article = await library.readArticle(id)
      indexing.attend(id)
      const [{ document, text }, highlights] = await Promise.all([texts.of(article), library.readHighlights(id)])
      return { article, document, highlights: resolveAll(text.text, highlights) }
    },
    async updateArticle({ id, patch }) {
      const { title, tags, archived, favourite } = patch
      const changes = {
        ...(title !== undefined && { title }),
        ...(tags !== undefined && { tags: uniqueTags(tags) }),
        ...(archived !== undefined && { archived }),
        ...(favourite !== undefined && { favourite }),
      }
      const parts = Object.keys(changes) as ArticlePart[]
      const article = await library.updateArticle(id, (kept) => touched({ ...kept, ...changes }, parts, clock()))
      await changed(context, [id])
      return article
    },
    async setReadingPosition({ id, position, progress }) {
      const kept = await library.readArticle(id)
      const same =
        kept.progress === progress &&
        kept.position?.block === position.block &&
        kept.position.offset === position.offset
      if (same) return { progress }
      const article = await library.updateArticle(id, (before) =>
        touched({ ...before, position, progress }, ['reading'], clock()),
      )
      await changed(context, [id])
      return { progress: article.progress }
    },
    async deleteArticles({ ids }) {
      const deleted = await changeEach(
        ids,
        (article) => article.deletedAt === undefined,
        (article) => buried(article, clock()),
      )
      return { deleted }
    },
    async restoreArticles({ ids }) {
      const restored = await changeEach(
        ids,
        (article) => article.deletedAt !== undefined,
        (article) => revived(article, clock()),
      )
      return { restored }
    },
  }
}
