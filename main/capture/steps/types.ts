import type { CaptureStep } from '../../core/contract.ts'
import type { DocumentJSON } from '../../core/document/types.ts'
import type { Look } from './page/look.ts'

/** Tells that a step took `text` away, or chose it, and why, in a few words. */
export type Log = (text: string, reason: string) => void

/**
 * Works on the parsed page, before the article is looked for in it. All such steps share one walk: each is asked about
 * every element that nothing before it has taken, and says why it is to go, or null.
 */
export interface PageStep {
  /** In kebab case: `ExtractTask.without` and the explanation name a step by it. */
  readonly name: string
  why(look: Look): string | null
}

/** What is known of the article when its document is cleaned. */
export interface DocumentFacts {
  readonly title: string
  readonly byline: string | null
  readonly site: string | null
  /** Where the article was found. */
  readonly url: string | null
  /** The page says that only subscribers read it in whole. */
  readonly paid?: boolean
}

/** Works on the article's document; answers the same object where it changed nothing. */
export interface DocumentStep {
  readonly name: string
  run(document: DocumentJSON, log: Log, facts: DocumentFacts): DocumentJSON
}

/** Which steps are switched off, and what the others did. */
export interface Trace {
  runs(name: string): boolean
  logFor(name: string): Log
  /** Every step that has run, in order, those that did nothing too. Undefined where nobody asked. */
  result(): readonly CaptureStep[] | undefined
}
