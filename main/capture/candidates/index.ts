import type { Log } from '../steps/types.ts'
import { choose } from './choose.ts'
import { type Candidate, findCandidates, type Outline, outlineOf } from './find.ts'
import { gather } from './gather.ts'

export { readWitness } from './witness.ts'

const EMPTY: Outline = { words: 0, runs: [], prose: [], proseWords: 0 }

/** Switches the choice off: Readability's find is taken as it is. */
export const CANDIDATES = 'candidates'

/** What the page sets apart as its article; to be asked before Readability takes the page apart. */
export function candidatesOf(page: Document): readonly Candidate[] {
  return findCandidates(page)
}

/**
 * The element to take instead of `found`, or null where that is the best there is. `again` parses and clears the page
 * once more, since Readability took it apart: rare enough to be cheaper than a copy of every page.
 */
export function betterThan<Prepared extends { readonly page: Document }>(
  found: Element | null,
  candidates: readonly Candidate[],
  again: () => Prepared,
  log: Log,
): (Prepared & { readonly root: Element }) | null {
  if (candidates.length === 0) return null
  const choice = choose(found ? outlineOf(found) : EMPTY, candidates)
  if (!choice) return null
  const prepared = again()
  const same = findCandidates(prepared.page).find(({ kind }) => kind === choice.candidate.kind)
  const root = same ? gather(same) : null
  if (!root) return null
  log(choice.candidate.outline.prose[0] ?? '', choice.reason)
  return { ...prepared, root }
}
