/** What a date in a text was found to say. `month` is 1 to 12; times may lack, and so may the zone. */
export interface Stated {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time?: Clock | null
}

export interface Clock {
  readonly hour: number
  readonly minute: number
  readonly second?: number
  readonly milliseconds?: number
  /** Minutes east of Greenwich, or a zone of the IANA database where it depends on the day; null: not told. */
  readonly zone: number | string | null
}

/** Printing with movable type: no page's article is older. */
const FIRST_YEAR = 1450
const LAST_YEAR = 2200

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** How many minutes a named zone is east of Greenwich at a moment. */
function offsetAt(zone: string, moment: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(moment)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
  return Math.round((local - Math.floor(moment.getTime() / 60_000) * 60_000) / 60_000)
}

/**
 * ISO 8601: a moment in UTC with milliseconds where a zone is known, the local time without a zone where none is, a day
 * where there is no time. Null where there is no such day.
 */
export function written({ year, month, day, time }: Stated): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  if (year < FIRST_YEAR || year > LAST_YEAR) return null
  const plain = date.toISOString().slice(0, 10)
  if (!time || time.hour > 23 || time.minute > 59) return plain
  const { hour, minute, second = 0, milliseconds = 0, zone } = time
  if (zone === null) return `${plain}T${pad(hour)}:${pad(minute)}:${pad(second)}`
  const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds))
  const east = typeof zone === 'number' ? zone : offsetAt(zone, moment)
  return new Date(moment.getTime() - east * 60_000).toISOString()
}
