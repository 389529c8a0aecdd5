import { z } from 'zod'
import type { ArticleSummary } from '../core/contract.ts'
import { articleSchema } from '../core/model/article.ts'

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
