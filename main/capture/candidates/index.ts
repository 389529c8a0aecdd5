import type { Log } from '../steps/types.ts'
import { type Choice, choose, coverage } from './choose.ts'
import { type Candidate, findCandidates, type Outline, outlineOf } from './find.ts'
import { gather } from './gather.ts'
import { readQuestions } from './questions.ts'
import { findByWitness, hasMoreThan, isConfirmed, readWitness, testimony } from './witness.ts'

/** Switches the choice off: Readability's find is taken as it is. */
export const CANDIDATES = 'candidates'

const EMPTY: Outline = { words: 0, runs: [], prose: [], proseWords: 0 }

/** Of what was found, so much must be in what is taken for a page of questions: an article may end with some. */
const KEPT = 0.7
/** A narrower element must leave a good deal out to be worth more than Readability's find. */
const NARROWER = 0.75

type Questions = readonly (readonly string[])[]

/** What a page says and shows of its article. */
interface Evidence {
  readonly candidates: readonly Candidate[]
  /** Lines of the text that it states for search engines. */
  readonly witness: readonly string[] | null
  /** Likewise of what it asks and answers, text by text. */
  readonly questions: Questions | null
}

/** To be asked before Readability takes the cleared page apart. */
export function readEvidence(page: Document, html: string): Evidence {
  return { candidates: findCandidates(page), witness: readWitness(page), questions: readQuestions(page, html) }
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

const heldIn = (questions: Questions, outline: Outline) =>
  questions.filter((lines) => isConfirmed(lines, outline)).length

/** The element around all questions and answers, where what was found has but some of them. */
function aroundQuestions(page: Document, questions: Questions, found: Outline): Element | null {
  const root = findByWitness(page, questions.flat())
  if (!root?.parentNode) return null
  const own = outlineOf(root)
  return heldIn(questions, own) > heldIn(questions, found) && coverage(found, own) >= KEPT ? root : null
}

/**
 * The element to take instead of `found`, or null where that is the best there is. `again` parses and clears the page
 * once more, since Readability took it apart: rare enough to be cheaper than a copy of every page.
 */
export function betterThan<Prepared extends { readonly page: Document }>(
  found: Element | null,
  { candidates, witness, questions }: Evidence,
  again: () => Prepared,
  log: Log,
): (Prepared & { readonly root: Element }) | null {
  if (candidates.length === 0 && !witness && !questions) return null
  const outline = found ? outlineOf(found) : EMPTY
  if (questions && heldIn(questions, outline) < questions.length) {
    const prepared = again()
    const root = aroundQuestions(prepared.page, questions, outline)
    if (root) {
      log(questions[0]?.[0] ?? '', 'what Readability found has but some of the stated questions and answers')
      return { ...prepared, root }
    }
  }
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
