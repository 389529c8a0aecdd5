import type { Stash } from '../extract/stash.ts'
import type { Flow } from './flow.ts'
import type { Marks } from './marks.ts'

/** Blocks nested deeper than this become plain paragraphs: nobody could read them, and everybody must walk them. */
export const MAX_NESTING = 40

export interface Scope {
  readonly marks: Marks
  /** How many block nodes are around. */
  readonly depth: number
  /** BCP 47 of the text, for the quotation marks of `q`. */
  readonly lang: string | null
}

/** One conversion: where the page stood, what was put aside, and what links inside the page need to know at the end. */
export interface Conversion {
  readonly base: string | null
  /** The page's address without fragment: links to it lead into the document. */
  readonly page: string | null
  readonly stash: Stash
  /** Names of places that exist in the document so far. */
  readonly anchors: Set<string>
  /** Whether some link leads to a place in the document. */
  innerLinks: boolean
  /** Ids of notes referred to, in order of appearance. */
  readonly referred: Set<string>
  /** Ids of notes that stand in the document. */
  readonly placed: Set<string>
  convert(node: Node, flow: Flow, scope: Scope): void
  children(parent: Node, flow: Flow, scope: Scope): void
}

export type Handler = (element: Element, flow: Flow, scope: Scope, conversion: Conversion) => void
