import { tagOf } from '../extract/dom.ts'
import { weighWords } from '../steps/words.ts'
import { coverage } from './choose.ts'
import { type Outline, outlinedRuns } from './find.ts'

const MAX_DEPTH = 6
const LEAST_WORDS = 60
/** Of the witness's text: with less than this, what was found is not what the page says it is. */
const CONFIRMED = 0.7
/** More prose than so many times the witness's has something else in it. */
const SURPLUS = 1.4
/** The page's own elements hold too little of the text for it to be found in them. */
const ABSENT = 0.4

/** Every `articleBody` in a value of JSON-LD. https://schema.org/articleBody */
function bodiesIn(value: unknown, found: Set<string>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'articleBody' && typeof inner === 'string') found.add(inner)
    else bodiesIn(inner, found, depth + 1)
  }
}

/** The lines of a text that may be markup. */
export function linesOf(text: string): string[] {
  return text
    .replace(/<\/?(?:p|div|br|h\d|li|blockquote)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, '\u00A0')
    .split(/\s*\n\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * The article's text as the page tells search engines, line by line: no structure, but a witness of what belongs. Null
 * where there is none, or several, as on a page that lists articles. To be read before the page is taken apart.
 */
export function readWitness(page: Document): readonly string[] | null {
  const found = new Set<string>()
  for (const script of page.querySelectorAll('script[type]')) {
    if (tagOf(script) !== 'script' || !/ld\+json/i.test(script.getAttribute('type') ?? '')) continue
    const source = script.textContent ?? ''
    if (!source.includes('articleBody')) continue
    try {
      bodiesIn(JSON.parse(source.replace(/[\n\r\t]+/g, ' ')), found)
    } catch {
      // Damaged data says nothing.
    }
  }
  const [only] = found
  if (only === undefined || found.size > 1) return null
  const lines = linesOf(only)
  return lines.reduce((sum, line) => sum + weighWords(line), 0) >= LEAST_WORDS ? lines : null
}

function outlineOfLines(lines: readonly string[]): Outline {
  const words = lines.reduce((sum, line) => sum + weighWords(line), 0)
  return { words, runs: lines, prose: lines, proseWords: words }
}

/** How much of the witness's text an outline holds, 0 to 1. */
export function testimony(lines: readonly string[], found: Outline): number {
  return coverage(outlineOfLines(lines), found)
}

export function isConfirmed(lines: readonly string[], found: Outline): boolean {
  return testimony(lines, found) >= CONFIRMED
}

/**
 * Whether what was found has far more prose than the witness. Many pages state only the beginning of their text: one that
 * breaks off, or is less than half of what was found, says nothing of where the article ends.
 */
export function hasMoreThan(lines: readonly string[], found: Outline): boolean {
  const { words } = outlineOfLines(lines)
  const ends = /[.!?。！？؟։।"'”’»)\]…]\s*$/.test(lines.at(-1) ?? '') && !/(?:\.\.\.|…)\s*$/.test(lines.at(-1) ?? '')
  return ends && words * SURPLUS < found.proseWords && words >= found.proseWords / 2
}

function ancestors(element: Element | null): Element[] {
  const found: Element[] = []
  for (let each = element; each; each = each.parentElement) found.push(each)
  return found
}

/**
 * The element of a page that holds what the witness says: the lowest one around all the paragraphs that it names. Where
 * the page has none of it (a script would have written it), its lines as paragraphs. Null where the two disagree.
 */
export function findByWitness(page: Document, lines: readonly string[]): Element | null {
  const runs = outlinedRuns(page.body)
  const own = outlineOfLines(lines)
  const all: Outline = { words: 0, runs: runs.map(({ text }) => text), prose: [], proseWords: 0 }
  const there = coverage(own, all)
  if (there < ABSENT) {
    const root = page.createElement('div')
    for (const line of lines) {
      const paragraph = page.createElement('p')
      paragraph.textContent = line
      root.append(paragraph)
    }
    return root
  }
  const whole: Outline = { ...own, runs: [lines.join(' ')] }
  const named = runs.filter(({ text, words, prose }) => {
    if (!prose) return false
    return coverage({ words, runs: [text], prose: [text], proseWords: words }, whole) > 0.5
  })
  const [first, ...rest] = named
  if (!first) return null
  let common = ancestors(first.parent)
  for (const { parent } of rest) {
    const others = new Set(ancestors(parent))
    common = common.filter((each) => others.has(each))
  }
  return common[0] ?? null
}
