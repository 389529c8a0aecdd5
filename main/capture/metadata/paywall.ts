import { plainText } from '../extract/dom.ts'
import { weighWords } from '../steps/words.ts'

/** What a page says of a text that only subscribers read in whole: whether what is theirs is in the page. */
export type Paid = 'here' | 'elsewhere' | 'untold'

const MAX_SELECTORS = 8
const MAX_SELECTOR = 200
/** Fewer words in the place of what is paid for are the offer that stands there instead. */
const LEAST_WORDS = 80

/** @param selectors as JSON-LD states them; null: the article is free */
export function paidText(document: Document, selectors: readonly string[] | null): Paid | null {
  if (selectors === null) return null
  const known = selectors.filter(({ length }) => length <= MAX_SELECTOR).slice(0, MAX_SELECTORS)
  if (known.length === 0) return 'untold'
  const words = known.reduce((sum, selector) => sum + wordsIn(document, selector), 0)
  return words >= LEAST_WORDS ? 'here' : 'elsewhere'
}

function wordsIn(document: Document, selector: string): number {
  try {
    return [...document.querySelectorAll(selector)].reduce((sum, found) => sum + weighWords(plainText(found)), 0)
  } catch {
    // No selector at all.
    return 0
  }
}
