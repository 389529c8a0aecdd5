/** Dates as pages write them, to ISO 8601: a moment in UTC where a zone is given, the local time without one, or a day. */

import { zoneOf } from './dates/clock.ts'
import { dateInText } from './dates/inText.ts'
import { written } from './dates/moment.ts'

/** Some hours ahead: servers' clocks and zones differ. */
const AHEAD_MS = 36 * 60 * 60 * 1000
const LONGEST = 200

/** ISO 8601, RFC 3339, and what databases print: `2016-12-14 18:30:00.000000`, `20161214T183000Z`. */
function iso(value: string): string | null {
  const match =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:(?:[T\s]+|T?\s*at\s*)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|GMT|E[SD]T|P[SD]T|C[SD]T|CES?T|[+\-\u2212 ]\d{2}:?(?:\d{2})?)?)?(?![\d:])/i.exec(
      value,
    )
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  if (hour === undefined) return written(date)
  const milliseconds = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0
  // A plus sign that went through an address comes out as a space.
  const east = zone === undefined ? null : zoneOf(zone.replace(/^ /, '+').replace('\u2212', '-'))
  return written({
    ...date,
    time: { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), milliseconds, zone: east },
  })
}

/** RFC 2822 and JavaScript's own form, both with a zone. */
function mail(value: string): string | null {
  if (!/^(?:\w{3},? )?(?:\w{3} \d{1,2}|\d{1,2} \w{3}) \d{4} \d{2}:\d{2}(?::\d{2})? ?(?:GMT|UTC|[+-]\d{4})/.test(value))
    return null
  const moment = new Date(value.replace(/\s*\(.*\)$/, ''))
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

/**
 * Null where no date can be read, or where the order of day and month cannot be known (`03/04/2024`).
 * @param lang BCP 47 or null: the language of what is written out
 */
export function normaliseDate(value: string | null | undefined, lang: string | null = null): string | null {
  const text = value?.trim().slice(0, LONGEST)
  if (!text) return null
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString()
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString()
  return iso(text) ?? mail(text) ?? dateInText(text, lang)
}

/** Whether a date lies further ahead than clocks differ: such a one is a mistake, or an event's. */
export function isAhead(date: string, now: Date): boolean {
  const moment = Date.parse(date.length === 19 ? `${date}Z` : date)
  return Number.isNaN(moment) || moment > now.getTime() + AHEAD_MS
}

/** The day that news sites put into addresses: `/2024/03/14/`, `/2024-03-14-title`, `/20240314/`. */
export function dateInUrl(url: string | null): string | null {
  const path = url?.replace(/[?#].*$/, '') ?? ''
  const match =
    /[/-]((?:19|20)\d\d)([/-])(\d\d?)\2(\d\d?)(?=[/-]|$)/.exec(path) ??
    /\/((?:19|20)\d\d)()(\d\d)(\d\d)(?=[/-]|$)/.exec(path)
  return match ? written({ year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) }) : null
}
