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

/** A record without its tombstone; every other field, known or not, stays. */
export function revived<T extends { readonly deletedAt?: string | undefined }>(record: T): Omit<T, 'deletedAt'> {
  const { deletedAt: _, ...rest } = record
  return rest
}
