/**
 * A day as people of the locale write it. A date without a time (`2024-03-14`) is that day in every time zone; what is
 * not an ISO 8601 day or time stays as it is.
 */
export function formatDate(iso: string, locale: string): string {
  const date = new Date(iso)
  if (!/^\d{4}-\d{2}-\d{2}(T|$)/.test(iso) || Number.isNaN(date.getTime())) return iso
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(iso)
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(dayOnly ? { timeZone: 'UTC' } : {}),
  }).format(date)
}

/** English here is the English of the day before the month, as in “14 March 2024”. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale
}

export function formatShort(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}

/** `share` from 0 to 1. */
export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}
