import { z } from 'zod'
import type { ArticleSummary } from '../core/contract.ts'
import { articleSchema } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import type { IndexEntry } from './types.ts'

const { shape } = articleSchema

/** A row as it is stored. */
export const summarySchema = z.object({
  id: shape.id,
  createdAt: shape.createdAt,
  updatedAt: shape.updatedAt,
  deletedAt: z.string().nullable(),
  url: shape.url,
  canonicalUrl: shape.canonicalUrl,
  title: shape.title,
  byline: shape.byline,
  site: shape.site,
  publishedAt: shape.publishedAt,
  lang: shape.lang,
  dir: shape.dir,
  excerpt: shape.excerpt,
  leadImage: shape.leadImage,
  words: shape.words,
  minutes: shape.minutes,
  tags: shape.tags,
  archived: shape.archived,
  favourite: shape.favourite,
  progress: shape.progress,
  highlights: z.number(),
  notes: z.number(),
}) satisfies z.ZodType<ArticleSummary>

/** What the list shows of an article. */
export function summarize({ article, highlights }: Pick<IndexEntry, 'article' | 'highlights'>): ArticleSummary {
  const living = livingOf(highlights)
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
    words: article.words,
    minutes: article.minutes,
    tags: article.tags,
    archived: article.archived,
    favourite: article.favourite,
    progress: article.progress,
    highlights: living.length,
    notes: living.filter((highlight) => highlight.note.trim() !== '').length,
  }
}

export function livingOf(highlights: readonly Highlight[]): readonly Highlight[] {
  return highlights.filter((highlight) => highlight.deletedAt === undefined)
}
