import type { DocumentJSON, NodeJSON } from '../core/document/types.ts'
import { explainArticle, mergeArticles, sameRecord, withTextOf } from '../core/merge/index.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import { revived, touched, uniqueTags } from './records.ts'

/**
 * One article's record from two places, merged part by part (see core/merge), but for its text: of that only the files
 * that are here can be shown, so it stays as it is. Answers the same record where nothing changes.
 */
export function mergeArticle(kept: Article, given: Article): Article {
  const own = explainArticle(kept)
  const merged = mergeArticles(kept, given)
  const { text: _, ...others } = merged.changedAt
  const changedAt = { ...others, ...(own.changedAt.text !== undefined && { text: own.changedAt.text }) }
  // Not later than what the record's own times tell: else all of it would count as changed by a change of the text.
  const updatedAt = latestOf([own.updatedAt, merged.deletedAt, merged.restoredAt, ...Object.values(others)])
  const article = { ...withTextOf(merged, own), changedAt, updatedAt: updatedAt ?? merged.updatedAt }
  return sameRecord(article, kept) ? kept : article
}

function latestOf(times: readonly unknown[]): string | undefined {
  return times
    .filter((time) => typeof time === 'string')
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1)
}

/**
 * The same page, saved apart in two libraries: its own record stays, the other one's tags join it, and it is back if it
 * was in the trash here and was not there.
 */
export function joinArticle(kept: Article, given: Article, now: Date): Article {
  const tags = uniqueTags([...kept.tags, ...given.tags])
  const back = kept.deletedAt !== undefined && given.deletedAt === undefined
  if (tags.length === kept.tags.length && !back) return kept
  const article = back ? revived(kept, now) : kept
  return touched({ ...article, tags }, ['tags'], now)
}

/**
 * Highlights as records of this article. Selectors are found in any version of a text, but the version that they name
 * must be one that is here: where it did not come along, that is the one which the same highlight names here (`kept`),
 * else the one that is shown.
 */
export function adoptHighlights(
  article: Article,
  kept: readonly Highlight[],
  given: readonly Highlight[],
): readonly Highlight[] {
  const here = new Set(article.versions.map(({ hash }) => hash))
  const named = new Map(kept.map(({ id, contentHash }) => [id, contentHash]))
  return given.map((highlight) => ({
    ...highlight,
    articleId: article.id,
    contentHash: here.has(highlight.contentHash) ? highlight.contentHash : (named.get(highlight.id) ?? article.current),
  }))
}

/** The document without the pictures that did not come along; their places, alt texts and origins stay. */
export function withoutMedia(document: DocumentJSON, missing: ReadonlySet<string>): DocumentJSON {
  if (missing.size === 0) return document
  const strip = (node: NodeJSON): NodeJSON => {
    const media = node.attrs?.media
    const gone = typeof media === 'string' && missing.has(media)
    return {
      ...node,
      ...(gone && { attrs: { ...node.attrs, media: null } }),
      ...(node.content && { content: node.content.map(strip) }),
    }
  }
  return { ...document, content: document.content.map(strip) }
}
