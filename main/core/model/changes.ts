/** Later than this, a time has no four digits for its year, which records know nothing of. */
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** The time of a change: later than the record's last one even where the clock is behind, since the later writer wins. */
export function changeTime(now: Date, previous: string): string {
  return new Date(Math.min(LAST, Math.max(now.getTime(), Date.parse(previous) + 1))).toISOString()
}

interface Changing {
  readonly updatedAt: string
  readonly changedAt: Readonly<Record<string, unknown>>
  readonly deletedAt?: string | undefined
  readonly restoredAt?: string | undefined
}

/** A record whose named parts were just changed. */
export function touched<T extends Changing>(
  record: T,
  parts: readonly (keyof T['changedAt'] & string)[],
  now: Date,
): T {
  const time = changeTime(now, record.updatedAt)
  const changedAt = { ...record.changedAt, ...Object.fromEntries(parts.map((part) => [part, time])) }
  return { ...record, updatedAt: time, changedAt }
}

/** In the trash, or a tombstone. */
export function buried<T extends Changing>(record: T, now: Date): T {
  const time = changeTime(now, record.updatedAt)
  return { ...record, updatedAt: time, deletedAt: time }
}

/** Back again; every other field, known or not, stays. */
export function revived<T extends Changing>(record: T, now: Date): T {
  const { deletedAt: _, ...rest } = record
  const time = changeTime(now, record.updatedAt)
  return { ...rest, updatedAt: time, restoredAt: time } as T
}
