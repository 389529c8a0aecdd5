import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseHTML } from 'linkedom'
import { decode } from '../../main/capture/charset.ts'
import { type ExtractedArticle, extractArticle } from '../../main/capture/extract/index.ts'
import type { Figure } from './figures.ts'
import { say } from './figures.ts'
import { expectedPieces, lines } from './structure/expected.ts'
import { blockPlaces, keptPieces, textWithLabels } from './structure/kept.ts'
import { type Kind, kinds, letters, type Piece, words } from './structure/pieces.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/pages')
const SHINGLE = 4
/** Kinds whose pieces are told apart by their text; of the others the number is compared. */
const BY_TEXT: ReadonlySet<Kind> = new Set<Kind>([
  ...(['heading', 'term', 'pre', 'code', 'table caption', 'figcaption', 'sup', 'sub', 'abbr', 'kbd', 'mark'] as const),
  ...(['del', 'ins', 'footnote pair', 'image with alt', 'code language', 'ruby'] as const),
])

/** Whether a long piece is the other but for its end: a caption without the word that labels its credit. */
function begins(given: string, wanted: string): boolean {
  return given.length > 60 && given.length > wanted.length * 0.8 && wanted.startsWith(given.slice(0, given.length >> 1))
}

function compare(expected: readonly Piece[], kept: readonly Piece[], kind: Kind): { count: number; missing: string[] } {
  const wanted = expected.filter((piece) => piece.kind === kind)
  const given = kept.filter((piece) => piece.kind === kind)
  if (!BY_TEXT.has(kind)) return { count: Math.min(wanted.length, given.length), missing: [] }
  const left = new Map<string, number>()
  for (const { text } of given) left.set(text, (left.get(text) ?? 0) + 1)
  // Neighbours with one mark are one run of the document, and a caption may be made of two.
  const joined = given.map(({ text }) => text).join('')
  const missing: string[] = []
  for (const { text } of wanted) {
    const there = left.get(text) ?? 0
    if (there > 0) left.set(text, there - 1)
    else if (!joined.includes(text) && !given.some((other) => begins(other.text, text))) missing.push(text)
  }
  return { count: wanted.length - missing.length, missing }
}

/** Whether a paragraph stands in the document by itself: from a block's beginning to a block's end. */
function standsAlone(text: string, places: ReturnType<typeof blockPlaces>): boolean {
  for (let at = places.text.indexOf(text); at >= 0; at = places.text.indexOf(text, at + 1)) {
    if (places.edges.has(at) && places.edges.has(at + text.length)) return true
  }
  return false
}

/** What the article's record shows above the text, and so need not stand in the text again. */
function isShownAbove(text: string, article: ExtractedArticle): boolean {
  const own = letters(text)
  if (own === letters(article.title) || (article.byline !== null && own === letters(article.byline))) return true
  return text.length < 40 && /^\P{Nd}*\p{Nd}{1,2}\P{Nd}*\p{Nd}{4}\P{Nd}*$/u.test(text) && article.publishedAt !== null
}

function shingles(all: readonly string[]): Set<string> {
  const found = new Set<string>()
  for (let at = 0; at < all.length; at++) {
    for (let size = 1; size <= SHINGLE; size++) found.add(all.slice(at, at + size).join(' '))
  }
  return found
}

/** The words of a line that no run of four (or of the whole line, where it is shorter) shares with the document. */
function lostWords(line: string, given: ReadonlySet<string>): string[] {
  const own = words(line)
  const size = Math.min(SHINGLE, own.length)
  const kept = new Set<number>()
  for (let at = 0; at + size <= own.length; at++) {
    if (given.has(own.slice(at, at + size).join(' '))) for (let i = 0; i < size; i++) kept.add(at + i)
  }
  return own.filter((_, index) => !kept.has(index))
}

interface Tally {
  readonly kinds: Map<Kind, { expected: number; kept: number }>
  words: number
  lostWords: number
}

const emptyTally = (): Tally => ({
  kinds: new Map(kinds.map((kind) => [kind, { expected: 0, kept: 0 }])),
  words: 0,
  lostWords: 0,
})

/** Adds what a page's document keeps of Readability's article; answers what it lost, in words. */
function tally(into: Tally, page: string, article: ExtractedArticle): string[] {
  const told: string[] = []
  const root = parseHTML(`<body>${read(page, 'expected.html')}</body>`).document.querySelector('body')
  if (!root) return told
  const expected = expectedPieces(root, article).filter(({ text }) => !isShownAbove(text, article))
  const kept = keptPieces(article.document)
  const places = blockPlaces(article.document)
  for (const kind of kinds) {
    const wanted = expected.filter((piece) => piece.kind === kind)
    let { count, missing } = compare(expected, kept, kind)
    if (kind === 'paragraph') {
      missing = wanted.map(({ text }) => text).filter((text) => !standsAlone(text, places))
      count = wanted.length - missing.length
    }
    const total = into.kinds.get(kind)
    if (total) {
      total.expected += wanted.length
      total.kept += count
    }
    const samples = missing.slice(0, 3).map((text) => text.slice(0, 60))
    if (count < wanted.length) told.push(`${page}: ${kind} ${count} of ${wanted.length} ${samples.join(' | ')}`)
  }
  const given = shingles(words(textWithLabels(article.document)))
  const readable = lines(root).filter((line) => !isShownAbove(line, article))
  const lost = readable.flatMap((line) => lostWords(line, given))
  into.words += readable.reduce((sum, line) => sum + words(line).length, 0)
  into.lostWords += lost.length
  if (lost.length > 0) told.push(`${page}: ${lost.length} words lost: ${lost.slice(0, 40).join(' ')}`)
  return told
}

function sums({ kinds: counted }: Tally): { expected: number; kept: number } {
  const all = [...counted.values()]
  return {
    expected: all.reduce((sum, one) => sum + one.expected, 0),
    kept: all.reduce((sum, one) => sum + one.kept, 0),
  }
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)}%`

/**
 * `npm run -s bench -- structure`: how much of the structure and text of Readability's expected articles the documents
 * keep, kind by kind.
 *
 * Expected is what stands in expected.html, by these rules: an element counts when something can be read or seen in it;
 * a table that only arranges the page (one column, one row without header, headings or tables in it, cells of more than
 * 1,500 characters, `role=presentation`) does not; nor do pictures of 24 pixels or less and placeholders, code in `pre`
 * (which is the `pre`), the ways back from notes (the window draws its own), the title, the byline and the date where
 * the text repeats them, "[edit]" links, and a paragraph that is a caption or a heading. A footnote is a list item, its
 * reference a `sup`. A paragraph is kept where its text begins and ends with a block. Text is compared in runs of four
 * words.
 *
 * Readability's articles hold furniture that the cleaning steps take on purpose ("Read also", "Continue reading"). So
 * there are two measures: with all steps, as a reader gets the article; and `unwanted`, with every step switched off,
 * which is what extraction and conversion lose without anybody having meant it.
 */
export async function benchStructure(): Promise<Figure[]> {
  if (!existsSync(FOLDER)) {
    say(`structure: there are no pages to measure with (${path.relative(process.cwd(), FOLDER)})`)
    return []
  }
  const cleaned = emptyTally()
  const whole = emptyTally()
  for (const page of readdirSync(FOLDER).sort()) {
    const article = extract(page, [])
    for (const line of tally(cleaned, page, article)) say(line)
    const uncleaned = extract(page, article.steps?.map(({ step }) => step) ?? [])
    for (const line of tally(whole, page, uncleaned)) say(`without steps: ${line}`)
  }
  for (const [kind, { expected, kept }] of cleaned.kinds) {
    const share = expected === 0 ? 'none expected' : percent(kept, expected)
    console.log(`structure ${kind.replaceAll(' ', '-')} expected ${expected} kept ${kept} ${share}`)
  }
  const [all, meant] = [sums(cleaned), sums(whole)]
  const readable = cleaned.words - cleaned.lostWords
  console.log(`structure all expected ${all.expected} kept ${all.kept} ${percent(all.kept, all.expected)}`)
  console.log(`structure words expected ${cleaned.words} kept ${readable} ${percent(readable, cleaned.words)}`)
  const lost = (value: number) => ({ value: 100 * value, goal: 0, unit: '%' })
  return [
    { figure: 'structure-lost', ...lost(1 - all.kept / all.expected) },
    { figure: 'words-lost', ...lost(cleaned.lostWords / cleaned.words) },
    { figure: 'unwanted-structure-lost', ...lost(1 - meant.kept / meant.expected) },
    { figure: 'unwanted-words-lost', ...lost(whole.lostWords / whole.words) },
  ]
}

function read(page: string, name: string): string {
  return readFileSync(path.join(FOLDER, page, name), 'utf8')
}

/** @param without names of steps that are switched off */
function extract(page: string, without: readonly string[]): ExtractedArticle {
  const html = decode(readFileSync(path.join(FOLDER, page, 'source.html')), null)
  const url = 'http://fakehost/test/page.html'
  return extractArticle({ html, url, lang: null, whole: false, fallbackTitle: page, explain: true, without })
}
