import type { Article } from '../core/model/article.ts'
import { type Context, changed } from './context.ts'
import { revived, touched, uniqueTags } from './records.ts'
import { isLoss } from './texts.ts'

/** An article that was saved before. */
interface Found {
  readonly article: Article
  /** Whether its text can be read. What is damaged is set aside, and told of by libraryStatus. */
  readonly whole: boolean
}

/** Articles that are there already. */
interface Finding {
  /** The article that has the first of these keys that any has; null where there is none whose record can be read. */
  find(keys: readonly string[]): Promise<Found | null>
  /** The article, back from the trash if it was there, with these tags beside its own. */
  restored(article: Article, tags: readonly string[]): Promise<Article>
}

/** The article with these tags beside its own; itself where it has them all. */
export function withTags(article: Article, tags: readonly string[], now: Date): Article {
  const all = uniqueTags([...article.tags, ...tags])
  return all.length === article.tags.length ? article : touched({ ...article, tags: all }, ['tags'], now)
}

export function createFinding(context: Context): Finding {
  const { library, indexing, texts, clock } = context

  async function isWhole(article: Article): Promise<boolean> {
    try {
      await texts.of(article)
      return true
    } catch (thrown) {
      if (isLoss(thrown)) return false
      throw thrown
    }
  }

  async function read(id: string): Promise<Found | null> {
    try {
      const article = await library.readArticle(id)
      return { article, whole: await isWhole(article) }
    } catch (thrown) {
      // Its record is gone or damaged: saving it again is what its reader was told to do.
      if (isLoss(thrown)) return null
      throw thrown
    }
  }

  return {
    async find(keys) {
      await indexing.ready
      for (const key of keys) {
        const id = await indexing.ask((index) => index.findByKey([key]))
        const found = id === null ? null : await read(id)
        if (found) return found
      }
      return null
    },
    async restored(article, tags) {
      if (article.deletedAt === undefined && withTags(article, tags, clock()) === article) return article
      const back = await library.updateArticle(article.id, (kept) => {
        const alive = kept.deletedAt === undefined ? kept : revived(kept, clock())
        return withTags(alive, tags, clock())
      })
      await changed(context, [article.id])
      return back
    },
  }
}
