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

interface Loss {
  readonly page: string
  readonly kind: Kind
  readonly expected: number
  readonly kept: number
  readonly sample: string
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
    else if (!joined.includes(text)) missing.push(text)
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

/**
 * `npm run -s bench -- structure`: how much of the structure and text of Readability's expected articles the documents
 * keep, kind by kind.
 *
 * Expected is what stands in expected.html, by these rules: an element counts when something can be read or seen in it;
 * a table that only arranges the page (one column, one row without header, headings or tables in it, cells of more than
 * 1,500 characters, `role=presentation`) does not; nor do pictures of 24 pixels or less and placeholders, code in `pre`
 * (which is the `pre`), the ways back from notes (the window draws its own), and the title, the byline
 * and the date where the text repeats them, "[edit]" links, a paragraph that is a caption or a heading. A footnote is a list item, its reference a `sup`. A paragraph is kept where its text begins and ends
 * with a block. Text is compared in runs of four words.
 */
export async function benchStructure(): Promise<Figure[]> {
  if (!existsSync(FOLDER)) {
    say(`structure: there are no pages to measure with (${path.relative(process.cwd(), FOLDER)})`)
    return []
  }
  const totals = new Map<Kind, { expected: number; kept: number }>(
    kinds.map((kind) => [kind, { expected: 0, kept: 0 }]),
  )
  const losses: Loss[] = []
  let expectedWords = 0
  let keptWords = 0
  for (const page of readdirSync(FOLDER).sort()) {
    const article = extract(page)
    const { document: reference } = parseHTML(`<body>${read(page, 'expected.html')}</body>`)
    const root = reference.querySelector('body')
    if (!root) continue
    const expected = expectedPieces(root, article).filter(({ text }) => !isShownAbove(text, article))
    const kept = keptPieces(article.document)
    const places = blockPlaces(article.document)
    for (const kind of kinds) {
      let { count, missing } = compare(expected, kept, kind)
      const wanted = expected.filter((piece) => piece.kind === kind)
      if (kind === 'paragraph') {
        missing = wanted.map(({ text }) => text).filter((text) => !standsAlone(text, places))
        count = wanted.length - missing.length
      }
      const total = totals.get(kind)
      if (total) {
        total.expected += wanted.length
        total.kept += count
      }
      if (count < wanted.length)
        losses.push({
          page,
          kind,
          expected: wanted.length,
          kept: count,
          sample: missing
            .slice(0, 3)
            .map((text) => text.slice(0, 60))
            .join(' | '),
        })
    }
    const given = shingles(words(textWithLabels(article.document)))
    const lost: string[] = []
    for (const line of lines(root)) {
      if (isShownAbove(line, article)) continue
      expectedWords += words(line).length
      lost.push(...lostWords(line, given))
    }
    keptWords -= lost.length
    if (lost.length > 0) say(`${page}: ${lost.length} words lost: ${lost.slice(0, 40).join(' ')}`)
  }
  keptWords += expectedWords
  for (const { page, kind, expected, kept, sample } of losses) say(`${page}: ${kind} ${kept} of ${expected} ${sample}`)
  let [all, there] = [0, 0]
  for (const [kind, { expected, kept }] of totals) {
    all += expected
    there += kept
    const share = expected === 0 ? 'none expected' : `${((100 * kept) / expected).toFixed(1)}%`
    console.log(`structure ${kind.replaceAll(' ', '-')} expected ${expected} kept ${kept} ${share}`)
  }
  console.log(`structure all expected ${all} kept ${there} ${((100 * there) / all).toFixed(2)}%`)
  console.log(
    `structure words expected ${expectedWords} kept ${keptWords} ${((100 * keptWords) / expectedWords).toFixed(2)}%`,
  )
  return [
    { figure: 'structure-lost', value: 100 * (1 - there / all), goal: 0, unit: '%' },
    { figure: 'words-lost', value: 100 * (1 - keptWords / expectedWords), goal: 0, unit: '%' },
  ]
}

function read(page: string, name: string): string {
  return readFileSync(path.join(FOLDER, page, name), 'utf8')
}

function extract(page: string): ExtractedArticle {
  const html = decode(readFileSync(path.join(FOLDER, page, 'source.html')), null)
  return extractArticle({ html, url: 'http://fakehost/test/page.html', lang: null, whole: false, fallbackTitle: page })
}
