import type { ArticleSummary } from '../contract.ts'
import type { Article } from './article.ts'
import type { Highlight } from './highlight.ts'

export function living<T extends { readonly deletedAt?: string | undefined }>(records: readonly T[]): T[] {
  return records.filter((record) => record.deletedAt === undefined)
}

/** The list row of an article, from its records; tombstones don't count. */
export function summarize(article: Article, highlights: readonly Highlight[]): ArticleSummary {
  const alive = living(highlights)
  return {
    id: article.id,
    createdAt: article.createdAt,
    updatedAt: article.updatedAt,
    deletedAt: article.deletedAt ?? null,
    url: article.url,
    canonicalUrl: article.canonicalUrl,
    title: article.title,
    byline: article.byline,
    site: article.site,
    publishedAt: article.publishedAt,
    lang: article.lang,
    dir: article.dir,
    excerpt: article.excerpt,
    leadImage: article.leadImage,
    ...(article.favicon != null && { favicon: article.favicon }),
    words: article.words,
    minutes: article.minutes,
    tags: article.tags,
    archived: article.archived,
    favourite: article.favourite,
    progress: article.progress,
    highlights: alive.length,
    notes: alive.filter((highlight) => highlight.note.trim() !== '').length,
  }
}
