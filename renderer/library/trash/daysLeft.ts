import { TRASH_DAYS } from '../../../main/core/model/tombstone.ts'

const DAY = 86_400_000

/** Whole days until an article in the trash is deleted for good; 0 on its last one. `now` in milliseconds. */
export function daysLeft(deletedAt: string, now: number): number {
  const end = Date.parse(deletedAt) + TRASH_DAYS * DAY
  return Math.max(0, Math.min(TRASH_DAYS, Math.ceil((end - now) / DAY)))
}
