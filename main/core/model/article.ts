import { z } from 'zod'

export const ARTICLE_VERSION = 2

/** `<sha256 in hex>.<ext>`, the name of a file in the library's `media/` folder. */
export const mediaNameSchema = z.string().regex(/^[0-9a-f]{64}\.(png|jpg|gif|webp|avif|svg|bmp|ico)$/)
export const contentHashSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** A ULID: 26 characters of Crockford's base 32, ordered by time. */
export const idSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
/** A tag: trimmed, one line, no comma (commas separate tags on the command line). */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^,\n\r]+$/)
/** ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const timestampSchema = z.iso.datetime()

/** Where reading stopped: the index of the top-level block and how far into it, 0 to 1. */
export const readingPositionSchema = z.object({
  block: z.number().int().min(0),
  offset: z.number().min(0).max(1),
})

/** One captured state of the text; its document is `content/<hash>.json`, its page `original/<original>.html.gz`. */
export const articleVersionSchema = z.looseObject({
  hash: contentHashSchema,
  original: contentHashSchema.nullable(),
  capturedAt: timestampSchema,
})

/**
 * What a person changes of an article, in the parts that merge apart: two copies of a library may each have changed
 * another one. `text` is the version that is shown with what follows from it (`current`, `lang`, `dir`, `excerpt`,
 * `leadImage`, `favicon`, `words`, `minutes`) and what its page says of it (`byline`, `site`, `publishedAt`,
 * `modifiedAt`); `reading` is `position` and `progress`.
 */
export const articleParts = ['title', 'tags', 'archived', 'favourite', 'reading', 'text'] as const
export type ArticlePart = (typeof articleParts)[number]

/** When each part was last changed; one that is not named is as it was at `createdAt` (see core/merge). */
export function changedAtSchema<const Part extends string>(parts: readonly Part[]) {
  return z.looseObject(
    Object.fromEntries(parts.map((part) => [part, timestampSchema.optional()])) as Record<
      Part,
      z.ZodOptional<typeof timestampSchema>
    >,
  )
}

/** `article.json`. Unknown fields survive a read and a write. */
export const articleSchema = z.looseObject({
  version: z.literal(ARTICLE_VERSION),
  id: idSchema,
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  /** Set while the article is in the trash. */
  deletedAt: timestampSchema.optional(),
  /** When it last came back from the trash; a deletion elsewhere counts only where it is later. */
  restoredAt: timestampSchema.optional(),
  changedAt: changedAtSchema(articleParts),
  /** As it was asked for; null for pasted text. */
  url: z.string().nullable(),
  /** A person named that address, so that its pictures may be fetched again even from a private network. */
  typed: z.boolean().optional(),
  /** The address that tells articles apart: what the page declares, without trackers and fragment. */
  canonicalUrl: z.string().nullable(),
  title: z.string(),
  byline: z.string().nullable(),
  site: z.string().nullable(),
  /** ISO 8601; a day (`2024-03-14`) where the page gives no time. */
  publishedAt: z.string().nullable(),
  /** Likewise; null also where the page only repeats when it was published. Older records lack it. */
  modifiedAt: z.string().nullable().optional(),
  /** BCP 47. */
  lang: z.string().nullable(),
  dir: z.enum(['ltr', 'rtl']),
  excerpt: z.string(),
  leadImage: mediaNameSchema.nullable(),
  /** The site's sign. Older records lack it. */
  favicon: mediaNameSchema.nullable().optional(),
  words: z.number().int().min(0),
  /** Reading time in whole minutes, at least 1. */
  minutes: z.number().int().min(1),
  tags: z.array(tagSchema),
  archived: z.boolean(),
  favourite: z.boolean(),
  /** Share of the text that was read, 0 to 1. */
  progress: z.number().min(0).max(1),
  position: readingPositionSchema.nullable(),
  /** The version that is shown: the `hash` of one of `versions`. */
  current: contentHashSchema,
  versions: z.array(articleVersionSchema).min(1),
})

export type Article = z.infer<typeof articleSchema>

/** The pictures that an article's record itself refers to; those of its texts are in its documents. */
export function recordMedia({ leadImage, favicon }: Pick<Article, 'leadImage' | 'favicon'>): string[] {
  return [leadImage, favicon ?? null].filter((name) => name !== null)
}
export type ReadingPosition = z.infer<typeof readingPositionSchema>
