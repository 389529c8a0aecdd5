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

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value)
}

/** For where there is little room: in thousands or millions from ten thousand on, as in “12K”. */
export function formatCount(value: number, locale: string): string {
  const notation = value < 10_000 ? 'standard' : 'compact'
  return new Intl.NumberFormat(locale, { notation, maximumFractionDigits: 0 }).format(value)
}

/** A moment as a person of the locale tells it: the day, and the time of day. */
export function formatMoment(iso: string, locale: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(date)
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** A file's size in the largest decimal unit of which there is at least one. */
export function formatBytes(value: number, locale: string): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)))
  const shown = value / 1000 ** step
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 && shown < 100 ? 1 : 0,
  }).format(shown)
}

/** `share` from 0 to 1. */
export function formatPercent(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}
