import type { DocumentStep } from '../types.ts'
import { closing } from './closing.ts'
import { controls } from './controls.ts'
import { credits } from './credits.ts'
import { ending, relatedLists } from './ending.ts'
import { feedback } from './feedback.ts'
import { advertisement, appeal, related, shoutedLink } from './lines.ts'
import { byline, stamp } from './opening.ts'
import { paywall } from './paywall.ts'
import { shareLinks } from './shareLinks.ts'

/** In this order: what is taken first is not there for the next. */
export const documentSteps: readonly DocumentStep[] = [
  controls,
  paywall,
  shareLinks,
  feedback,
  credits,
  ending,
  relatedLists,
  advertisement,
  related,
  appeal,
  shoutedLink,
  stamp,
  byline,
  closing,
]
