import type { ErrorCode } from '../errors.ts'
import type { ErrorData } from '../result.ts'

const FIRST_PAUSE = 1000
const GROWTH = 4
const LONGEST_PAUSE = 60_000

/** What a later try may not meet again. */
const transient: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'hostNotFound',
  'connectionRefused',
  'fetchTimeout',
  'pageCutOff',
])

/** What every other item would meet as well. */
const general: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'diskFull',
  'libraryReadOnly',
  'libraryLocked',
  'libraryNewer',
  'libraryUnreadable',
  'connectionLost',
  'unauthorized',
])

/** Whether there is no use in going on before somebody has seen to it. */
export function isGeneral({ code }: ErrorData): boolean {
  return general.has(code)
}

/** An answer by which a site asks for patience: too many requests, or out of service (RFC 9110, 15.6.4; RFC 6585, 4). */
export function asksForPatience({ code, details }: ErrorData): boolean {
  return code === 'siteFailed' && (details?.status === 429 || details?.status === 503)
}

/**
 * Milliseconds until the next try after `attempts` of them, each pause four times the last; null where another try is of
 * no use. Where a site says how long it wants to be left alone (`details.retryAfter`, seconds), it is; more than a minute
 * is not waited for.
 */
export function retryPause(error: ErrorData, attempts: number, most: number): number | null {
  const status = error.code === 'siteFailed' ? Number(error.details?.status) : 0
  // A status of 0: the answer broke off. 501 and 505 tell what the site cannot do at all.
  const passing = transient.has(error.code) || (error.code === 'siteFailed' && status !== 501 && status !== 505)
  if (!passing || attempts >= most) return null
  const asked = Number(error.details?.retryAfter ?? 0) * 1000
  if (asked > LONGEST_PAUSE) return null
  return Math.max(asked, Math.min(FIRST_PAUSE * GROWTH ** (attempts - 1), LONGEST_PAUSE))
}
