import type { ErrorCode } from '../../main/core/errors.ts'

/** Ways of saving, as the dialog's tabs name them. */
export type Way = 'url' | 'text' | 'file'

/** What helps after a refusal: another try, the article pasted, or the page as one's browser saves it. */
export interface Remedies {
  readonly retry: boolean
  readonly ways: readonly Exclude<Way, 'url'>[]
  /** The same once more, taken as it is. */
  readonly as?: 'anyway' | 'whole'
}

const none: Remedies = { retry: false, ways: [] }
const later: Remedies = { retry: true, ways: [] }
const byHand: Remedies = { retry: false, ways: ['text', 'file'] }

/** What the sentences of these codes advise, a click away. Codes that are not named speak for themselves. */
const remedies: Partial<Readonly<Record<ErrorCode, Remedies>>> = {
  connectionLost: later,
  hostNotFound: later,
  connectionRefused: later,
  siteFailed: later,
  pageCutOff: later,
  internal: later,
  diskFull: later,
  fetchTimeout: { retry: true, ways: ['file'] },
  tlsFailed: { retry: true, ways: ['file'] },
  pageNeedsJavaScript: byHand,
  pageNotRendered: byHand,
  loginRequired: byHand,
  pageDenied: byHand,
  pageTooComplex: byHand,
  pageTooLarge: byHand,
  articleNotDetected: { retry: false, ways: ['text'], as: 'whole' },
  versionShrunken: { retry: false, ways: [], as: 'anyway' },
  pageEmpty: { retry: false, ways: ['text'] },
}

export function remediesFor(code: ErrorCode): Remedies {
  return remedies[code] ?? none
}
