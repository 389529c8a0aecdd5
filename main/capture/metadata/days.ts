import { choose, type Source, type Told } from './choose.ts'
import type { DayKind, Spot, Statements } from './collect.ts'
import { dateInUrl, isAhead, normaliseDate } from './dates.ts'
import type { StatedFacts } from './jsonld.ts'
import { BY, PUBLISHED, UPDATED } from './labels.ts'
import { isNear, nearest, type Place } from './place.ts'
import { shortText } from './shortText.ts'

/** A line that tells a day is little else: sentences of the article tell days too. */
const MAX_LINE = 160
const MAX_BARE = 60
const MAX_AROUND = 300
/** Saving an article a moment after it was published changes nothing in it. */
const SAME_MS = 60_000

interface Days {
  readonly publishedAt: string | null
  /** Null also where it is the moment of publishing again, or before it. */
  readonly modifiedAt: string | null
}

interface Setting {
  readonly place: Place
  /** The page's address. */
  readonly url: string | null
  readonly lang: string | null
  readonly now: Date | null
}

const PUBLISHED_META = [
  'article:published_time',
  'article:published',
  'og:article:published_time',
  'og:published_time',
  'og:pubdate',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'cxenseparse:recs:publishtime',
  'bt:pubdate',
  'rnews:datepublished',
  'vf:publish-date',
]
const DATED_META = [
  'citation_publication_date',
  'citation_online_date',
  'citation_date',
  'dc.date.issued',
  'dcterms.issued',
  'dcterms.available',
  'dc.date.created',
  'dcterms.created',
  'dc.date',
  'dc:date',
  'dcterms.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'published-date',
  'publication_date',
  'published',
  'publicationdate',
  'article_date_original',
  'article.published',
  'originalpublicationdate',
  'displaydate',
  'datecreated',
  'date',
]
const MODIFIED_META = [
  'article:modified_time',
  'article:modified',
  'datemodified',
  'og:updated_time',
  'dc.date.modified',
  'dcterms.modified',
  'parsely-modified-date',
  'article.updated',
  'last-modified',
  'last_modified',
  'lastmod',
  'updated_time',
  'revised',
]

/** Text of a day's line in two: what was published, and what it says of changes. */
function parts(text: string): { readonly published: string; readonly modified: string } {
  const updated = UPDATED.exec(text)
  if (!updated) return { published: text, modified: '' }
  const published = PUBLISHED.exec(text)
  return published && published.index > updated.index + updated[0].length
    ? { published: text.slice(published.index), modified: text.slice(updated.index, published.index) }
    : { published: text.slice(0, updated.index), modified: text.slice(updated.index) }
}

/** Whether a line is there to tell a day: labelled, a byline, or nothing but the day. */
export function tellsDay(text: string): boolean {
  if (text.length > MAX_LINE) return false
  const label = PUBLISHED.exec(text) ?? UPDATED.exec(text)
  return text.length <= MAX_BARE || (label !== null && label.index < 20) || BY.test(text)
}

interface Line {
  readonly spot: Spot
  readonly published: string
  readonly modified: string
}

/** The lines that are there to tell a day, each once. */
function dayLines(spots: readonly Spot[]): Line[] {
  const seen = new Set<string>()
  return spots.flatMap((spot) => {
    const text = lineOf(spot.element)
    if (text === '' || seen.has(text)) return []
    seen.add(text)
    return /\p{Nd}/u.test(text) && tellsDay(text) ? [{ spot, ...parts(text) }] : []
  })
}

type Which = 'published' | 'modified'

function daysOf(found: Statements, { place, lang, now }: Setting) {
  const sound = (date: string | null): string | null =>
    date !== null && (now === null || !isAhead(date, now)) ? date : null
  const read = (raw: string | null | undefined) => sound(normaliseDate(raw, lang))
  const meta = (names: readonly string[]) => {
    for (const name of names) {
      for (const value of found.meta.get(name) ?? []) {
        const date = read(value)
        if (date) return date
      }
    }
    return null
  }
  const dayIn = ({ element }: Spot, which: Which | null): string | null => {
    const attribute = element.getAttribute('datetime') ?? element.getAttribute('content')
    const own = read(attribute) ?? (element.localName === 'abbr' ? read(element.getAttribute('title')) : null)
    const words = shortText(element, MAX_LINE) ?? ''
    const around = words.length < 40 ? (shortText(element.parentElement, MAX_AROUND) ?? '') : words
    if (which === null) return own ?? read(words)
    // `<p>Updated: <time>…</time></p>`: the label stands beside the day.
    const lead = around.includes(words) ? around.slice(0, around.indexOf(words)) : ''
    const labelled = UPDATED.test(lead.slice(-40)) || /updat|modif/i.test(element.getAttribute('class') ?? '')
    if (own) return labelled === (which === 'modified') ? own : null
    if (words === '') return null
    if (labelled) return which === 'modified' ? read(words) : null
    return read(parts(words)[which])
  }
  const of = (kinds: readonly DayKind[], which: Which | null, near = false): string | null => {
    const dated = found.days
      .filter((spot) => kinds.includes(spot.kind) && (which === null || (near ? isNear(spot, place) : !spot.elsewhere)))
      .map((spot) => ({ ...spot, day: dayIn(spot, which) }))
      .filter(({ day }) => day !== null)
    return nearest(dated, place)?.day ?? null
  }
  let lines: Line[] | undefined
  const line = (which: Which, labelled: boolean): string | null => {
    lines ??= dayLines(found.lines)
    for (const { spot, published, modified } of lines) {
      if (!labelled && (!isNear(spot, place) || isRecord(spot.element))) continue
      const part = which === 'modified' ? modified : published
      const label = part === '' ? null : (which === 'modified' ? UPDATED : PUBLISHED).exec(part)
      // Far from the title only a line that begins by saying so is believed.
      if (labelled && ((spot.elsewhere && which === 'published') || !label || label.index > 12)) continue
      const date = part === '' ? null : read(part)
      if (date) return date
    }
    return null
  }
  return { read, meta, of, line }
}

const INLINE = /^(?:a|abbr|b|cite|em|font|i|small|span|strong|time|u|mark|sup|sub|label)$/
const PROSE = /^(?:p|li|td|dd|dt|blockquote|figcaption|caption|h[1-6])$/

/** The line that a piece of text is in (`<p>Posted on <b>March 3, 2024</b></p>` is one); empty where it is a passage. */
function lineOf(element: Element): string {
  let block = element
  while (INLINE.test(block.localName) && block.parentElement) block = block.parentElement
  const line = shortText(block, MAX_LINE)
  if (line !== null) return line
  return PROSE.test(block.localName) || block === element ? '' : (shortText(element, MAX_LINE) ?? '')
}

/** Whether it stands in a row with a heading: a day of what the article is about. */
function isRecord(element: Element): boolean {
  return element.closest('tr')?.querySelector('th') != null || element.closest('dl') !== null
}

function milliseconds(date: string): number {
  return Date.parse(date.length === 19 ? `${date}Z` : date)
}

/** When the article was published and when it was last changed. */
export function settleDays(found: Statements, stated: StatedFacts | null, setting: Setting, told: Told[]): Days {
  const { read, meta, of, line } = daysOf(found, setting)
  const published: Source[] = [
    ['JSON-LD datePublished', () => read(stated?.published)],
    ['meta published_time', () => meta(PUBLISHED_META)],
    ['marked as datePublished', () => of(['published'], null)],
    ['meta date', () => meta(DATED_META)],
    ['JSON-LD dateCreated', () => read(stated?.created)],
    ['time beside the title', () => of(['time', 'created'], 'published', true)],
    ['date beside the title', () => of(['class'], 'published', true)],
    ['line beside the title', () => line('published', false)],
    ['line that says so', () => line('published', true)],
    ['address', () => dateInUrl(setting.url)],
    ['time in the page', () => of(['time', 'created', 'class'], 'published')],
  ]
  const publishedAt = choose('publishedAt', published, told)
  const modified: Source[] = [
    ['JSON-LD dateModified', () => read(stated?.modified)],
    ['meta modified_time', () => meta(MODIFIED_META)],
    ['marked as dateModified', () => of(['modified'], null)],
    ['time beside the title', () => of(['time', 'class'], 'modified', true)],
    ['line beside the title', () => line('modified', false)],
    ['line that says so', () => line('modified', true)],
  ]
  const later = modified.map(
    ([name, find]): Source => [
      name,
      () => {
        const date = find()
        return date && (publishedAt === null || isLater(date, publishedAt)) ? date : null
      },
    ],
  )
  return { publishedAt, modifiedAt: choose('modifiedAt', later, told) }
}

/** By more than a moment; by days where one of them is only a day. */
function isLater(date: string, than: string): boolean {
  if (date.length === 10 || than.length === 10) return date.slice(0, 10) > than.slice(0, 10)
  return milliseconds(date) > milliseconds(than) + SAME_MS
}
