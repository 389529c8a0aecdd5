import { plainText } from '../../extract/dom.ts'
import type { Log } from '../types.ts'
import type { Look } from './look.ts'

/** Less than this is no article. */
const LEAST_PROSE = 100
/** So many times the prose of the rest of the page, so that a copy for printing is none. */
const LARGER = 1.5
/** Letters of a paragraph by which it is found again. */
const SAMPLE = 60
const LEAST_LETTERS = 40

/**
 * Lets a hidden full text take the place of the beginning of it that the page shows: the paragraphs that both have go where
 * they are shown, and the full text stands there. Answers false where a hidden element is none.
 *
 * @param all prose words of the whole page, what is hidden among them
 */
export function placeFullText({ element, prose, linked }: Look, all: number, log: Log): boolean {
  if (prose < LEAST_PROSE || linked > 0.3 || prose < (all - prose) * LARGER) return false
  const full = plainText(element)
  const shown = [...element.ownerDocument.body.querySelectorAll('p')].filter((paragraph) => {
    if (element.contains(paragraph)) return false
    const text = plainText(paragraph).replace(/\s*(?:…|\.{3}|\[…\])$/, '')
    return text.length >= LEAST_LETTERS && full.includes(text.slice(0, SAMPLE)) && full.includes(text.slice(-SAMPLE))
  })
  const [first] = shown
  if (!first || !full.startsWith(plainText(first).slice(0, LEAST_LETTERS), titleLength(element))) return false
  log(full, 'kept: the full text, of which the page shows the beginning')
  if (!first.contains(element)) first.before(element)
  for (const paragraph of shown) paragraph.remove()
  return true
}

/** Of headings that a copy begins with. */
function titleLength(element: Element): number {
  const heading = element.querySelector('h1, h2')
  const title = heading ? plainText(heading) : ''
  const full = plainText(element)
  return title !== '' && full.startsWith(title) ? full.length - full.slice(title.length).trimStart().length : 0
}
