import type { Candidate, Outline } from './find.ts'
import { countSamples } from './samples.ts'

/** A choice between what Readability found and what the page sets apart itself. */
export interface Choice {
  readonly candidate: Candidate
  readonly reason: string
}

/** Texts are compared by samples of so many letters, one in every so many. */
const SAMPLE = 40
const SAMPLE_EVERY = 120
/** Readability misses a candidate where it has less than this share of its prose. */
const COVERED = { articleBody: 0.88, named: 0.88, article: 0.75, main: 0.5 } as const
/** Words beyond the candidate's, as a share of it, that make Readability's find a page rather than an article … */
const SURPLUS = 0.4
/** … unless so much of that is prose that the candidate is only a part of the article. */
const SURPLUS_PROSE = 0.5
const LEAST_PROSE = 60
/** Beside Readability's own find. A candidate with less of it is an entry in a list, an abstract. */
const LEAST_SHARE = 0.4

/** White space and punctuation; without the `u` flag and its classes, since it is asked of all the text of a page. */
const NO_LETTERS = /[\s!-/:-@[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u303f]+/g

function lettersOf(text: string): string {
  return text.toLowerCase().replace(NO_LETTERS, '')
}

/** Each outline is compared with several. */
const lettersOfRuns = new WeakMap<Outline, string>()

function allLetters(outline: Outline): string {
  const known = lettersOfRuns.get(outline) ?? outline.runs.map(lettersOf).join('')
  lettersOfRuns.set(outline, known)
  return known
}

/** The share of a's prose that is among b's words, by samples of it: two copies need not part their paragraphs alike. */
export function coverage(a: Outline, b: Outline): number {
  const { samples, found } = countSamples(a.prose.map(lettersOf), allLetters(b), SAMPLE, SAMPLE_EVERY)
  return samples === 0 ? 1 : found / samples
}

/**
 * Whether one of the page's own candidates is to be taken instead of Readability's find; null where that is as good.
 *
 * Readability's find is the better one as a rule: it has the lead picture and the standfirst, which stand outside of the
 * element that is named the article's body. It is not where it misses prose of that element (it dropped a part that is
 * named like furniture, or one of several siblings), or where it has far more words than that element and few of them
 * are prose (it took a page's furniture in, as it does with very short articles). `articleBody` of microdata is
 * believed before a name such as `entry-content`, that before `article`, that before `main`: on pages whose article is
 * known the first two held 0.96 of it or more every time, `article` 0.9, `main` all of it and as much again.
 *
 * Defuddle is no candidate: on the same pages it scores 0.933 alone, where this scores 0.978; knowing the truth and taking
 * the better of the two on each page would give 0.980, for three and a half times the time.
 */
export function choose(found: Outline, candidates: readonly Candidate[]): Choice | null {
  for (const candidate of candidates) {
    const { kind, outline } = candidate
    if (outline.proseWords < LEAST_PROSE || outline.proseWords < found.proseWords * LEAST_SHARE) continue
    const covered = coverage(outline, found)
    if (covered < COVERED[kind]) {
      return { candidate, reason: `Readability has ${Math.round(covered * 100)}% of the prose of the page's ${kind}` }
    }
    if (kind !== 'articleBody' && kind !== 'named') continue
    const surplus = found.words - outline.words
    const prose = found.proseWords - outline.proseWords * covered
    if (surplus > outline.words * SURPLUS && prose < outline.proseWords * SURPLUS_PROSE) {
      return { candidate, reason: `Readability has ${surplus} words beyond the page's ${kind}, few of them prose` }
    }
    return null
  }
  return null
}
