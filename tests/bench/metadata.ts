import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { decode } from '../../main/capture/charset.ts'
import { type ExtractedArticle, extractArticle } from '../../main/capture/extract/index.ts'
import { PostilError } from '../../main/core/result.ts'
import { type Figure, say } from './figures.ts'

/** Pages with Readability's metadata beside them, where they are kept next to the project. */
const FOLDER = path.resolve(import.meta.dirname, '../../../shared/pages')
/** The address that Readability's own tests give to every page. */
const ADDRESS = 'http://fakehost/test/page.html'

const fields = ['title', 'byline', 'dir', 'lang', 'excerpt', 'siteName', 'publishedTime'] as const
type Field = (typeof fields)[number]
type Expected = Partial<Record<Field, string | null>>

interface Answer {
  readonly field: Field
  readonly page: string
  readonly expected: string | null
  readonly given: string | null
  /** Letter for letter, white space folded. */
  readonly exact: boolean
  readonly right: boolean
}

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function given(article: ExtractedArticle): Record<Field, string | null> {
  return {
    title: article.title,
    byline: article.byline,
    // Left to right is what a page is that says nothing.
    dir: article.dir === 'rtl' ? 'rtl' : null,
    lang: article.lang,
    excerpt: article.excerpt,
    // The host stands in for a name that the page doesn't tell.
    siteName: article.site === 'fakehost' ? null : article.site,
    publishedTime: article.publishedAt,
  }
}

/** Readability leaves some sites' names on, and cuts titles at colons. */
function sameTitle(expected: string, own: string): boolean {
  const parts = [...expected.matchAll(/\s+[|·–—-]\s+/g)].flatMap((mark) => [
    { kept: expected.slice(0, mark.index), cut: expected.slice(mark.index + mark[0].length) },
    { kept: expected.slice(mark.index + mark[0].length), cut: expected.slice(0, mark.index) },
  ])
  const titles = [expected, ...parts.filter(({ cut }) => cut.split(' ').length <= 3).map(({ kept }) => kept)]
  return titles.some((title) => own === title || own.endsWith(`: ${title}`))
}

/** `By` and a second line belong to no name; a line with a year in it is a date, so that no name is expected. */
function sameByline(expected: string, own: string | null, source: string): boolean {
  if (/\b(?:19|20)\d\d\b/.test(expected)) return own === null || letters(source).includes(letters(own))
  const [name = ''] = expected.replace(/^by\s+/i, '').split(/\s*\n\s*/)
  if (own === null) return false
  if (letters(name) === letters(own)) return true
  // Readability takes the last of several authors.
  const several = own.split(/[,;]\s+(?=\p{Lu})/u).length > 1
  return several && letters(own).includes(letters(name)) && own.split('; ').every((each) => source.includes(each))
}

function sameTime(expected: string, own: string): boolean {
  const zoned = expected
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2')
    .replace(' ', 'T')
    .replace(/\.0+$/, '')
  if (zoned.length === 10) return own.slice(0, 10) === zoned
  return zoned === own || (/(?:Z|[+-]\d{2}:\d{2})$/.test(zoned) && Date.parse(zoned) === Date.parse(own))
}

/** Whether the page itself says it, in whatever form: a day's year, or all the letters of a name. */
function stands(field: Field, own: string, source: string): boolean {
  if (field === 'publishedTime') return source.includes(own.slice(0, 4))
  return field === 'lang' || field === 'excerpt' || letters(source).includes(letters(own))
}

function isRight(field: Field, expected: string | null, own: string | null, source: string): boolean {
  if (expected === null) return own === null || stands(field, own, source)
  if (field === 'byline') return sameByline(expected, own, source)
  if (field === 'dir' && expected === 'ltr') return own === null
  if (own === null) return false
  const [wanted, got] = [fold(expected), fold(own)]
  if (field === 'title') return sameTitle(wanted, got)
  if (field === 'publishedTime') return sameTime(wanted, got)
  const notes = (text: string) => text.replace(/\[\d+\]/g, '').toLowerCase()
  return notes(wanted) === notes(got)
}

function answers(page: string): Answer[] {
  const read = (name: string) => readFileSync(path.join(FOLDER, page, name))
  const expected: Expected = JSON.parse(read('expected-metadata.json').toString())
  const html = decode(read('source.html'), null)
  let own: Record<Field, string | null> | null = null
  try {
    own = given(extractArticle({ html, url: ADDRESS, lang: null, whole: false, fallbackTitle: page }))
  } catch (thrown) {
    if (!(thrown instanceof PostilError)) throw thrown
  }
  return fields.flatMap((field) => {
    const wanted = expected[field]
    if (wanted === undefined) return []
    const got = own?.[field] ?? null
    const exact = wanted === null ? got === null : got !== null && fold(wanted) === fold(got)
    return [
      { field, page, expected: wanted, given: got, exact, right: own !== null && isRight(field, wanted, got, html) },
    ]
  })
}

/**
 * What Postil reads of each page against Readability's expected metadata, field by field (`readerable` is none; a field
 * that a page's file doesn't have is not counted). White space is folded. As the goal asks for more than Readability
 * gives, a field is right also where
 * - a title lacks a part of three words at most beside a separator (the site's name), or has what Readability cuts off
 *   before a colon;
 * - a byline lacks `By` and further lines, differs in capitals, or names more authors; where Readability took a date for
 *   a name, none or one that stands in the page;
 * - dates are the same instant; without a zone, the same day and time; without a time, the same day;
 * - an excerpt lacks the marks of footnotes, `[1]`; languages and sites differ in capitals;
 * - nothing is expected, and what is given stands in the page (a day by its year).
 * The last is counted apart too: `unexpected`. `exact` allows nothing of all that.
 */
export async function benchMetadata(): Promise<Figure[]> {
  if (!existsSync(FOLDER)) {
    say('the pages with their expected metadata are not here: metadata was NOT measured')
    return []
  }
  const all = readdirSync(FOLDER).sort().flatMap(answers)
  for (const field of fields) {
    const own = all.filter((answer) => answer.field === field)
    const count = (is: (answer: Answer) => boolean) => own.filter(is).length
    const unexpected = count((answer) => answer.expected === null && answer.given !== null)
    const [right, exact] = [count((answer) => answer.right), count((answer) => answer.exact)]
    say(`${field}: ${right} of ${own.length} right, ${exact} exact, ${unexpected} given where none was expected`)
  }
  for (const { field, page, expected, given: own } of all.filter(({ right }) => !right)) {
    say(`${page} ${field}: expected ${expected?.slice(0, 120) ?? 'none'} | given ${own?.slice(0, 120) ?? 'none'}`)
  }
  const share = (answersOf: readonly Answer[], is: (answer: Answer) => boolean) =>
    answersOf.filter((answer) => !is(answer)).length / answersOf.length
  const stated = all.filter(({ expected }) => expected !== null)
  return [
    { figure: 'wrong-fields', value: share(all, ({ right }) => right), goal: 0.02 },
    { figure: 'wrong-of-stated-fields', value: share(stated, ({ right }) => right), goal: null },
    { figure: 'not-exact-of-stated-fields', value: share(stated, ({ exact }) => exact), goal: null },
  ]
}
