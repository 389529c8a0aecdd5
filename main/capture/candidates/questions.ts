import { plainText, tagOf } from '../extract/dom.ts'
import { weighWords } from '../steps/words.ts'
import { linesOf } from './witness.ts'

/** Cheap to ask of a page's source, and seldom true. */
const STATED = /schema\.org\/(?:Question|Answer|QAPage|FAQPage)|"(?:QAPage|FAQPage)"/
const MAX_DEPTH = 8
const LEAST_WORDS = 40
const isKind = (type: unknown, kind: RegExp): boolean => [type].flat().some((each) => kind.test(String(each)))

/** The texts of questions and answers in a value of JSON-LD, within a page that is said to be of them. */
function textsIn(value: unknown, within: boolean, found: Set<string>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return
  const type = '@type' in value ? value['@type'] : null
  const inside = within || isKind(type, /^(?:QAPage|FAQPage)$/)
  if (inside && isKind(type, /^(?:Question|Answer)$/) && 'text' in value && typeof value.text === 'string')
    found.add(value.text)
  for (const inner of Object.values(value)) textsIn(inner, inside, found, depth + 1)
}

function fromData(page: Document, found: Set<string>): void {
  for (const script of page.querySelectorAll('script[type]')) {
    if (tagOf(script) !== 'script' || !/ld\+json/i.test(script.getAttribute('type') ?? '')) continue
    try {
      textsIn(JSON.parse((script.textContent ?? '').replace(/[\n\r\t]+/g, ' ')), false, found)
    } catch {
      // Damaged data says nothing.
    }
  }
}

function fromMicrodata(page: Document, found: Set<string>): void {
  for (const element of page.body.querySelectorAll('[itemprop="text"]')) {
    const item = element.closest('[itemtype]')?.getAttribute('itemtype') ?? ''
    if (/schema\.org\/(?:Question|Answer)\b/.test(item)) found.add(plainText(element))
  }
}

/**
 * What a page says that it asks and answers, each text line by line: in the items of a `QAPage` or `FAQPage`, or in
 * microdata. Null where that is not at least two. To be read before the page is taken apart.
 * https://schema.org/QAPage, https://schema.org/FAQPage
 */
export function readQuestions(page: Document, html: string): readonly (readonly string[])[] | null {
  if (!STATED.test(html)) return null
  const found = new Set<string>()
  fromData(page, found)
  fromMicrodata(page, found)
  const texts = [...found].map(linesOf).filter((lines) => lines.length > 0)
  const words = texts.flat().reduce((sum, line) => sum + weighWords(line), 0)
  return texts.length > 1 && words >= LEAST_WORDS ? texts : null
}
