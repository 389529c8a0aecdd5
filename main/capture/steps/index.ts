import type { DocumentJSON } from '../../core/document/types.ts'
import { documentSteps } from './document/index.ts'
import type { DocumentFacts, Trace } from './types.ts'

export { breaksOff } from './document/paywall.ts'
export { clearPage } from './page/index.ts'

/** Cleans the article's document. */
export function clearDocument(document: DocumentJSON, trace: Trace, facts: DocumentFacts): DocumentJSON {
  return documentSteps.reduce(
    (cleaned, step) => (trace.runs(step.name) ? step.run(cleaned, trace.logFor(step.name), facts) : cleaned),
    document,
  )
}
