import type { DocumentJSON } from '../../core/document/types.ts'
import { documentSteps } from './document/index.ts'
import { pageSteps } from './page/index.ts'
import type { DocumentFacts, Trace } from './types.ts'

/** Cleans a parsed page before the article is looked for in it. */
export function runPageSteps(page: Document, trace: Trace): void {
  for (const step of pageSteps) if (trace.runs(step.name)) step.run(page, trace.logFor(step.name))
}

/** Cleans the article's document. */
export function runDocumentSteps(document: DocumentJSON, trace: Trace, facts: DocumentFacts): DocumentJSON {
  return documentSteps.reduce(
    (cleaned, step) => (trace.runs(step.name) ? step.run(cleaned, trace.logFor(step.name), facts) : cleaned),
    document,
  )
}
