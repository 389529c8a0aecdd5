import type { DocumentJSON, NodeJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import { revived, touched, uniqueTags } from './records.ts'

/** As times, not as text: another writer may have left the milliseconds off. */
function isLater(one: { readonly updatedAt: string }, other: { readonly updatedAt: string }): boolean {
  return Date.parse(one.updatedAt) > Date.parse(other.updatedAt)
}

/**
 * One article's record from two places: the later writer wins, in the trash or not. What belongs to this library's
 * files (text, pictures) stays. Answers the same record where nothing changes.
 */
export function mergeArticle(kept: Article, given: Article): Article {
  if (!isLater(given, kept)) return kept
  const { current, versions, leadImage, createdAt } = kept
  const { deletedAt: _, ...own } = kept
  return { ...own, ...given, current, versions, leadImage, createdAt }
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

/** Record by record, the later writer wins; tombstones count as any other. The same array where nothing changes. */
export function mergeHighlights(kept: readonly Highlight[], given: readonly Highlight[]): readonly Highlight[] {
  const merged = new Map(kept.map((highlight) => [highlight.id, highlight]))
  let changes = 0
  for (const highlight of given) {
    const own = merged.get(highlight.id)
    if (own && !isLater(highlight, own)) continue
    merged.set(highlight.id, highlight)
    changes += 1
  }
  return changes === 0 ? kept : [...merged.values()]
}

/**
 * Highlights as records of this article. Selectors are found in any version of a text, but the version that they name
 * must be one that is here: where it did not come along, that is the one that is shown.
 */
export function adoptHighlights(article: Article, given: readonly Highlight[]): readonly Highlight[] {
  const here = new Set(article.versions.map(({ hash }) => hash))
  return given.map((highlight) => ({
    ...highlight,
    articleId: article.id,
    contentHash: here.has(highlight.contentHash) ? highlight.contentHash : article.current,
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
