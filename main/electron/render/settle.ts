/** What a page shows at a moment. */
export interface Sample {
  /** In UTF-16 code units. */
  readonly text: number
  /** False until the page's whole HTML is here. */
  readonly begun: boolean
  /** Requests that are under way. */
  readonly pending: number
}

/** Less text than this is a menu or a notice: more must be on its way. */
const POOR = 250
/** How long the text must not have grown, in milliseconds: without any request under way, and with some. */
const quiet = {
  poor: { idle: 3000, busy: 8000 },
  rich: { idle: 1000, busy: 2500 },
  seen: { idle: 600, busy: 2000 },
} as const

/**
 * Tells when a page has become what it will be: its text doesn't grow any more. Then it is gone through once, and waited for
 * again. A page that shrinks and grows (a clock, a ticker) has not grown while it stays below its largest.
 *
 * @param start the time now, in milliseconds
 * @param patience how long to wait in all: then the page is taken as it is
 */
export function createSettling(start: number, patience: number) {
  let most = 0
  let since = start
  let scrolled = false
  return (sample: Sample, now: number): 'wait' | 'scroll' | 'take' => {
    if (now - start >= patience) return 'take'
    // The first look after going through the page, which took its time.
    const again = since > now
    if (!sample.begun || again || sample.text > most) {
      most = Math.max(most, sample.text)
      since = now
      return 'wait'
    }
    const limits = scrolled ? quiet.seen : most < POOR ? quiet.poor : quiet.rich
    if (now - since < (sample.pending > 0 ? limits.busy : limits.idle)) return 'wait'
    if (scrolled) return 'take'
    scrolled = true
    since = Number.POSITIVE_INFINITY
    return 'scroll'
  }
}
