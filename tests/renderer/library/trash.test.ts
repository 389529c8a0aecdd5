import { expect, test } from 'vitest'
import { TRASH_DAYS } from '../../../main/core/model/tombstone.ts'
import { daysLeft } from '../../../renderer/library/trash/daysLeft.ts'

const deleted = '2026-02-10T12:00:00.000Z'
const after = (days: number) => Date.parse(deleted) + days * 86_400_000

test.each([
  [0, TRASH_DAYS],
  [0.5, TRASH_DAYS],
  [1, TRASH_DAYS - 1],
  [TRASH_DAYS - 0.5, 1],
  [TRASH_DAYS, 0],
  [TRASH_DAYS + 9, 0],
  // A clock that was set back promises no more than there is.
  [-3, TRASH_DAYS],
])('%d days after its deletion an article has %i left', (days, left) => {
  expect(daysLeft(deleted, after(days))).toBe(left)
})
