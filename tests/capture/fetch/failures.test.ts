import { expect, test } from 'vitest'
import { retryAfterSeconds, statusFailure } from '../../../main/capture/fetch/failures.ts'

test.each([
  ['120', '', 120],
  [' 0 ', '', 0],
  ['Fri, 31 Dec 1999 23:59:59 GMT', 'Fri, 31 Dec 1999 23:59:00 GMT', 59],
  ['Fri, 31 Dec 1999 23:59:00 GMT', 'Fri, 31 Dec 1999 23:59:59 GMT', 0],
  ['Fri, 31 Dec 1999 23:59:59 GMT', '', null],
  ['bientôt', 'Fri, 31 Dec 1999 23:59:00 GMT', null],
  ['', '', null],
])('Retry-After %j at %j is %j seconds', (said, date, seconds) => {
  expect(retryAfterSeconds(said, date)).toBe(seconds)
})

test('a failure says for how long a site wants to be left alone', () => {
  expect(statusFailure(503, 30)?.details).toEqual({ status: 503, retryAfter: 30 })
  expect(statusFailure(500)?.details).toEqual({ status: 500 })
  expect(statusFailure(200, 30)).toBeNull()
})
