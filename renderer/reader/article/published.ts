import type { Article } from '../../../main/core/model/article.ts'
import { dateLocale } from '../../locales/format.ts'

/**
 * A date of publication in words. A day without a time (`2024-03-14`) is that day everywhere; a moment is shown as the day
 * it was here. Null where there is no date, or none that can be read.
 */
export function formatPublished(publishedAt: string | null, locale: string, timeZone?: string): string | null {
  if (publishedAt === null) return null
  const date = new Date(publishedAt)
  if (Number.isNaN(date.getTime())) return null
  const zone = /^\d{4}(-\d{2}){0,2}$/.test(publishedAt) ? 'UTC' : timeZone
  const year = /^\d{4}$/.test(publishedAt)
  const month = /^\d{4}-\d{2}$/.test(publishedAt)
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(year ? {} : { month: 'long' }),
    ...(year || month ? {} : { day: 'numeric' }),
    ...(zone === undefined ? {} : { timeZone: zone }),
  }
  return new Intl.DateTimeFormat(dateLocale(locale), options).format(date)
}

/** When the page was last changed, in words; null where that was the day on which it was published, or before. */
export function formatUpdated(
  { publishedAt, modifiedAt = null }: Pick<Article, 'publishedAt' | 'modifiedAt'>,
  locale: string,
  timeZone?: string,
): string | null {
  const updated = formatPublished(modifiedAt, locale, timeZone)
  if (updated === null || modifiedAt === null || updated === formatPublished(publishedAt, locale, timeZone)) return null
  return publishedAt !== null && Date.parse(modifiedAt) < Date.parse(publishedAt) ? null : updated
}
