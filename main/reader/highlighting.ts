import { describe } from '../core/anchoring/index.ts'
import type { ArticleSummary } from '../core/contract.ts'
import type { Article } from '../core/model/article.ts'
import {
  HIGHLIGHT_VERSION,
  type Highlight,
  type HighlightPart,
  type ResolvedHighlight,
} from '../core/model/highlight.ts'
import { summarize } from '../core/model/summary.ts'
import { PostilError } from '../core/result.ts'
import { resolveAll, resolveOne } from './anchors.ts'
import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'
import { listed } from './listed.ts'
import { locate } from './passages.ts'
import { buried, revived, touched, uniqueTags } from './records.ts'

type Highlighting = Pick<
  UseCases,
  'addHighlight' | 'updateHighlight' | 'deleteHighlight' | 'restoreHighlight' | 'listHighlights'
>

/** Highlights with their notes. A deleted one stays as a tombstone, so that it can come back and no merge revives it. */
export function highlightingCases(context: Context): Highlighting {
  const { library, indexing, texts, clock, ids } = context

  const textOf = async (id: string) => (await texts.of(await library.readArticle(id))).text.text

  /** Changes one highlight; `change` answers the same record where there is nothing to do. */
  async function changeOne(
    articleId: string,
    id: string,
    change: (highlight: Highlight) => Highlight,
  ): Promise<ResolvedHighlight> {
    const text = await textOf(articleId)
    let before: Highlight | undefined
    let after: Highlight | undefined
    await library.updateHighlights(articleId, (highlights) => {
      before = highlights.find((highlight) => highlight.id === id)
      if (!before) throw new PostilError('highlightNotFound', { id })
      after = change(before)
      return after === before ? highlights : highlights.map((each) => (each === before ? (after ?? each) : each))
    })
    if (!after) throw new PostilError('highlightNotFound', { id })
    if (after !== before) await changed(context, [articleId])
    return resolveOne(text, after)
  }

  async function ofArticle(article: Article): Promise<{ article: ArticleSummary; highlights: ResolvedHighlight[] }> {
    const highlights = await library.readHighlights(article.id)
    const { text } = await texts.ofOrNone(article)
    return { article: summarize(article, highlights), highlights: resolveAll(text.text, highlights) }
  }

  return {
    async addHighlight({ articleId, passage, color, note, tags }) {
      const article = await library.readArticle(articleId)
      const text = (await texts.of(article)).text.text
      const selectors = describe(text, locate(text, passage))
      const now = clock().toISOString()
      const highlight: Highlight = {
        version: HIGHLIGHT_VERSION,
        id: ids(),
        articleId,
        createdAt: now,
        updatedAt: now,
        changedAt: {},
        contentHash: article.current,
        selectors,
        color,
        note,
        tags: uniqueTags(tags),
      }
      await library.updateHighlights(articleId, (highlights) => [...highlights, highlight])
      await changed(context, [articleId])
      return resolveOne(text, highlight)
    },
    updateHighlight({ articleId, id, patch: { color, note, tags } }) {
      return changeOne(articleId, id, (highlight) => {
        if (highlight.deletedAt !== undefined) throw new PostilError('highlightNotFound', { id })
        const changes = {
          ...(color !== undefined && { color }),
          ...(note !== undefined && { note }),
          ...(tags !== undefined && { tags: uniqueTags(tags) }),
        }
        return touched({ ...highlight, ...changes }, Object.keys(changes) as HighlightPart[], clock())
      })
    },
    async deleteHighlight({ articleId, id }) {
      await changeOne(articleId, id, (highlight) =>
        highlight.deletedAt === undefined ? buried(highlight, clock()) : highlight,
      )
      return { id }
    },
    restoreHighlight({ articleId, id }) {
      return changeOne(articleId, id, (highlight) =>
        highlight.deletedAt === undefined ? highlight : revived(highlight, clock()),
      )
    },
    async listHighlights({ articleId }) {
      if (articleId !== undefined) {
        const article = await library.readArticle(articleId)
        return { items: article.deletedAt === undefined ? [await ofArticle(article)] : [] }
      }
      await indexing.ready
      const items: Awaited<ReturnType<typeof ofArticle>>[] = []
      for (const summary of await listed(indexing, 'all')) {
        if (summary.highlights === 0) continue
        try {
          items.push(await ofArticle(await library.readArticle(summary.id)))
        } catch (thrown) {
          // A damaged article is told of by libraryStatus and must not hide the others' highlights.
          context.report(thrown)
        }
      }
      return { items }
    },
  }
}
