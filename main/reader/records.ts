import type { ArticleSummary } from '../core/contract.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'

/** Later than this, a time has no four digits for its year, which records know nothing of. */
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** The time of a change: later than the record's last one even where the clock is behind, since the later writer wins. */
export function changeTime(now: Date, previous: string): string {
  return new Date(Math.min(LAST, Math.max(now.getTime(), Date.parse(previous) + 1))).toISOString()
}

/** Each tag once, as it was first written; letters' case and accents' composition don't make another tag. */
export function uniqueTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags) {
    const key = tag.normalize('NFC').toLowerCase()
    if (!seen.has(key)) seen.set(key, tag.normalize('NFC'))
  }
  return [...seen.values()]
}

export function living<T extends { readonly deletedAt?: string | undefined }>(records: readonly T[]): T[] {
  return records.filter((record) => record.deletedAt === undefined)
}

/** A record without its tombstone; every other field, known or not, stays. */
export function revived<T extends { readonly deletedAt?: string | undefined }>(record: T): Omit<T, 'deletedAt'> {
  const { deletedAt: _, ...rest } = record
  return rest
}

/** The list row of an article, from its records. */
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
    words: article.words,
    minutes: article.minutes,
    tags: article.tags,
    archived: article.archived,
    favourite: article.favourite,
    progress: article.progress,
    highlights: alive.length,
    notes: alive.filter((highlight) => highlight.note !== '').length,
  }
}
