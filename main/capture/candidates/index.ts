import type { Log } from '../steps/types.ts'
import { type Choice, choose } from './choose.ts'
import { type Candidate, findCandidates, type Outline, outlineOf } from './find.ts'
import { gather } from './gather.ts'
import { findByWitness, hasMoreThan, isConfirmed, readWitness, testimony } from './witness.ts'

/** Switches the choice off: Readability's find is taken as it is. */
export const CANDIDATES = 'candidates'

const EMPTY: Outline = { words: 0, runs: [], prose: [], proseWords: 0 }

/** A narrower element must leave a good deal out to be worth more than Readability's find. */
const NARROWER = 0.75

/** What a page says and shows of its article. */
interface Evidence {
  readonly candidates: readonly Candidate[]
  /** Lines of the text that it states for search engines. */
  readonly witness: readonly string[] | null
}

/** To be asked before Readability takes the cleared page apart. */
export function readEvidence(page: Document): Evidence {
  return { candidates: findCandidates(page), witness: readWitness(page) }
}

/** The candidate that holds what the witness says, where what was found does not; null where none holds more. */
function confirmed(witness: readonly string[], found: Outline, candidates: readonly Candidate[]): Choice | null {
  const held = testimony(witness, found)
  for (const candidate of candidates) {
    if (!isConfirmed(witness, candidate.outline) || candidate.outline.words > found.words * 4 + 400) continue
    return { candidate, reason: `what Readability found has ${Math.round(held * 100)}% of the stated articleBody` }
  }
  return null
}

/**
 * The element to take instead of `found`, or null where that is the best there is. `again` parses and clears the page
 * once more, since Readability took it apart: rare enough to be cheaper than a copy of every page.
 */
export function betterThan<Prepared extends { readonly page: Document }>(
  found: Element | null,
  { candidates, witness }: Evidence,
  again: () => Prepared,
  log: Log,
): (Prepared & { readonly root: Element }) | null {
  if (candidates.length === 0 && !witness) return null
  const outline = found ? outlineOf(found) : EMPTY
  const missing = witness !== null && !isConfirmed(witness, outline)
  const choice = (missing && confirmed(witness, outline, candidates)) || choose(outline, candidates)
  const surplus = witness !== null && !missing && !choice && hasMoreThan(witness, outline)
  if (!choice && !missing && !surplus) return null
  const prepared = again()
  if (choice) {
    const same = findCandidates(prepared.page).find(({ kind }) => kind === choice.candidate.kind)
    const root = same ? gather(same) : null
    if (!root) return null
    log(choice.candidate.outline.prose[0] ?? '', choice.reason)
    return { ...prepared, root }
  }
  const root = witness ? findByWitness(prepared.page, witness) : null
  const own = root ? outlineOf(root) : EMPTY
  if (!root || !witness || !isConfirmed(witness, own)) return null
  if (surplus && own.words > outline.words * NARROWER) return null
  log(witness[0] ?? '', `what Readability found ${surplus ? 'is more than' : 'is not'} the stated articleBody`)
  return { ...prepared, root }
}
