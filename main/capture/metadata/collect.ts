import { isElement, isText, tagOf } from '../extract/dom.ts'
import { isIcon, type StatedIcon } from './icon.ts'

/** Something that the page says in its text. `at` counts the characters before it. */
export interface Spot {
  readonly at: number
  readonly element: Element
  /** In a list of other articles, a sidebar, a foot: most likely not of this article. */
  readonly elsewhere: boolean
}

export type NameKind = 'markup' | 'rel' | 'class' | 'link'
export type DayKind = 'published' | 'modified' | 'created' | 'time' | 'class'

/** What a page states of itself, before anything is believed. Addresses are as they are written. */
export interface Statements {
  /** By name in lower case, from `property`, `name`, `itemprop` and `http-equiv`. */
  readonly meta: ReadonlyMap<string, readonly string[]>
  readonly jsonLd: readonly Element[]
  readonly headings: readonly Spot[]
  readonly names: readonly (Spot & { readonly kind: NameKind })[]
  readonly days: readonly (Spot & { readonly kind: DayKind })[]
  /** Short lines with a year in them, or that begin as a byline may. */
  readonly lines: readonly Spot[]
  readonly icons: readonly StatedIcon[]
  readonly canonical: string | null
  readonly base: string | null
  /** `link rel=image_src`, `itemprop=image`. */
  readonly image: string | null
  /** `itemprop=publisher`. */
  readonly publishers: readonly Spot[]
}

const BYLINE =
  /(?:^|[\s_-])(?:by-?line(?:s|-?(?:author|name)s?)?|authors?(?:-?(?:name|link|byline))?|p-author|writ(?:ten-?by|er)|(?:article|entry|post|story)-?(?:author|byline)|post-by|contributors?(?:-?name)?)(?:$|[\s_-])/i
const DATED =
  /(?:^|[\s_-])(?:pub(?:lish)?(?:ed)?-?(?:date|time|on|at)?|post(?:ed)?-?(?:date|on|time|meta)|entry-?(?:date|meta)|date-?(?:line|time|published|posted)?|article-?(?:date|time|meta)|dt-published|timestamp|time-?stamp)(?:$|[\s_-])/i
/** Days of people and events, which microformats mark with the same words as the page's own day. */
const OTHER_DAY = /(?:^|\s)(?:bday|dtstart|dtend|dtreviewed|deathdate)(?:\s|$)/
/** What readers wrote, with their own names and days. */
const COMMENTS =
  /(?:^|\s)(?:comments?(?:-?(?:list|form|area|section|thread|body|content))?|respond|disqus_thread)(?:\s|$)/i
/** Page builders call every piece of a page a widget of some kind; only a class by itself says that it is one beside the text. */
const ELSEWHERE =
  /(?:^|\s)widgets?(?:_\w+|-area)?(?:\s|$)|(?:^|[\s_-])(?:related|recommend\w*|sidebar|teasers?|trending|popular|most-?read|latest|carousel|promo\w*|more-?(?:from|stories|news|posts)|read-?(?:more|next)|newsletter|breaking|ticker|menu|navbar|copyright|current-?date|today|weather)(?:$|[\s_-])/i
/** Where sites keep their pages of authors: `/author/jane-doe`. */
const AUTHOR_PAGE =
  /\/(?:authors?|autor(?:e|en|es|i)?|auteurs?|by|byline|contributors?|columnists?|correspondents?|editors?|writers?|journalist(?:s|e|es|en)?|reporters?|redakteure?|redactie|staff)\/[^/?#]+\/?(?:[?#].*)?$/i
const OPAQUE = new Set(['svg', 'style', 'iframe', 'template', 'canvas', 'select', 'textarea', 'math'])
const MAX_LINE = 160
/** What pages say of themselves is short; limits keep hostile ones from costing time. */
const MAX_CONTENT = 5000
const MAX_REPEATED = 50
const MAX_CLASSES = 500
const MAX_SPOTS = 200
/** A year between 1450 and 2199 in figures of any script. */
const YEAR = /(?:1[4-9]|2[01])\d\d|[٢۲][٠۰]|[年년]/
/** The beginning of a byline. */
const OPENING =
  /^\s*\W{0,3}(?:[Bb]y|BY|[Pp]ar|PAR|[Vv]on|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Tt]exto?|[Aa]ut\p{Ll}+|[Ee]in|[Ww]ritten|[Rr]eported|[Ss]tory|Автор|Текст|بقلم|كتب|文|作者|著者|執筆|記者|记者|글)(?![a-z])/u

function isLine(text: string): boolean {
  return /\S/.test(text) && (YEAR.test(text) || OPENING.test(text))
}

interface Found {
  meta: Map<string, string[]>
  jsonLd: Element[]
  headings: Spot[]
  names: (Spot & { kind: NameKind })[]
  days: (Spot & { kind: DayKind })[]
  lines: Spot[]
  icons: StatedIcon[]
  canonical: string | null
  base: string | null
  image: string | null
  publishers: Spot[]
}

function takeMeta(element: Element, found: Found): void {
  const content = (element.getAttribute('content') ?? element.getAttribute('value'))?.trim()
  if (!content) return
  const kept = content.slice(0, MAX_CONTENT)
  const names = ['property', 'name', 'itemprop', 'http-equiv'].map((name) => element.getAttribute(name) ?? '').join(' ')
  for (const name of names.toLowerCase().split(/\s+/)) {
    if (name === '') continue
    const all = found.meta.get(name)
    if (!all) found.meta.set(name, [kept])
    else if (all.length < MAX_REPEATED) all.push(kept)
  }
}

function takeLink(element: Element, found: Found): void {
  const rel = element.getAttribute('rel') ?? ''
  const href = element.getAttribute('href')
  if (!href) return
  if (/(?:^|\s)canonical(?:\s|$)/i.test(rel)) found.canonical ??= href
  if (/(?:^|\s)image_src(?:\s|$)/i.test(rel) || element.getAttribute('itemprop') === 'image') found.image ??= href
  if (isIcon(rel)) {
    found.icons.push({ rel, href, sizes: element.getAttribute('sizes'), type: element.getAttribute('type') })
  }
}

/** Answers whether the element is one of those that say something in their attributes only. */
function takeHead(element: Element, tag: string, found: Found): boolean {
  if (tag === 'meta') takeMeta(element, found)
  else if (tag === 'link') takeLink(element, found)
  else if (tag === 'base') found.base ??= element.getAttribute('href')
  else if (tag !== 'script') return false
  else if (/^application\/ld\+json/i.test(element.getAttribute('type')?.trim() ?? '')) found.jsonLd.push(element)
  return true
}

function isComments(tag: string, classes: string, id: string): boolean {
  if (/^(?:html|body|main|article)$/.test(tag)) return false
  return (id !== '' && COMMENTS.test(id)) || (classes !== '' && COMMENTS.test(classes))
}

function isElsewhere(element: Element, tag: string, classes: string): boolean {
  if (tag === 'nav' || tag === 'aside' || tag === 'footer') return true
  if (/^(?:html|body|main|article|header|h1)$/.test(tag)) return false
  if (classes !== '' && ELSEWHERE.test(classes)) return true
  if (tag !== 'div' && tag !== 'section' && tag !== 'ul') return false
  const role = element.getAttribute('role')
  return role === 'complementary' || role === 'navigation' || role === 'contentinfo'
}

const NONE: string[] = []

/** `schema:author`, `dc:creator`, `author`: the property's own name in lower case. */
function properties(element: Element): string[] {
  const [itemprop, property] = [element.getAttribute('itemprop'), element.getAttribute('property')]
  return itemprop === null && property === null
    ? NONE
    : `${itemprop ?? ''} ${property ?? ''}`
        .toLowerCase()
        .split(/\s+/)
        .map((name) => name.replace(/^.*[:/]/, ''))
}

/** What is read of an element once. */
interface Look {
  readonly tag: string
  readonly classes: string
  readonly id: string
  /** The properties that it states. */
  readonly stated: readonly string[]
}

const DAYS: Readonly<Record<string, DayKind>> = {
  datepublished: 'published',
  published_time: 'published',
  issued: 'published',
  datecreated: 'created',
  created: 'created',
  datemodified: 'modified',
  modified_time: 'modified',
  modified: 'modified',
}

function dayKind(element: Element, { tag, classes, id, stated }: Look): DayKind | null {
  for (const name of stated) if (DAYS[name]) return DAYS[name]
  if (tag === 'time' && element.hasAttribute('pubdate')) return 'published'
  if (tag === 'time' || tag === 'abbr' || tag === 'span') {
    if (/(?:^|\s)(?:dt-updated|updated)(?:\s|$)/.test(classes)) return 'modified'
    if (/(?:^|\s)(?:dt-published|published)(?:\s|$)/.test(classes)) return tag === 'span' ? 'class' : 'published'
  }
  if (tag === 'time' || tag === 'relative-time') return 'time'
  return DATED.test(classes) || DATED.test(id) ? 'class' : null
}

function nameKind(element: Element, { tag, classes, id, stated }: Look): NameKind | null {
  if (tag === 'label' || tag === 'input' || tag === 'form' || tag === 'img') return null
  if (stated.includes('author') || stated.includes('creator')) return 'markup'
  if (tag === 'a' && /(?:^|\s)author(?:\s|$)/i.test(element.getAttribute('rel') ?? '')) return 'rel'
  if (BYLINE.test(classes) || BYLINE.test(id)) return 'class'
  return tag === 'a' && AUTHOR_PAGE.test((element.getAttribute('href') ?? '').slice(-MAX_CLASSES)) ? 'link' : null
}

/** One walk over the page for all that facts are read from. */
export function collect(document: Document): Statements {
  const found: Found = {
    meta: new Map(),
    jsonLd: [],
    headings: [],
    names: [],
    days: [],
    lines: [],
    icons: [],
    canonical: null,
    base: null,
    image: null,
    publishers: [],
  }
  let at = 0
  const visit = (element: Element, away: boolean): void => {
    const tag = tagOf(element)
    if (takeHead(element, tag, found) || OPAQUE.has(tag)) return
    const classes = (element.getAttribute('class') ?? '').slice(0, MAX_CLASSES)
    const id = (element.getAttribute('id') ?? '').slice(0, MAX_CLASSES)
    if (isComments(tag, classes, id) || OTHER_DAY.test(classes)) return
    const elsewhere = away || isElsewhere(element, tag, classes)
    const spot: Spot = { at, element, elsewhere }
    if (tag === 'h1' && found.headings.length < MAX_REPEATED) found.headings.push(spot)
    const stated = properties(element)
    const look = { tag, classes, id, stated }
    const name = nameKind(element, look)
    if (name && found.names.length < MAX_SPOTS) found.names.push({ ...spot, kind: name })
    const day = dayKind(element, look)
    if (day && found.days.length < MAX_SPOTS) found.days.push({ ...spot, kind: day })
    if (stated.includes('publisher') && found.publishers.length < MAX_REPEATED) found.publishers.push(spot)
    if (stated.includes('image')) {
      found.image ??= element.getAttribute('src') ?? element.getAttribute('content') ?? element.getAttribute('href')
    }
    for (let child: Node | null = element.firstChild; child; child = child.nextSibling) {
      if (isElement(child)) visit(child, elsewhere)
      else if (isText(child)) {
        const { data } = child
        if (data.length < MAX_LINE && found.lines.length < MAX_SPOTS && isLine(data))
          found.lines.push({ at, element, elsewhere })
        at += data.trim().length
      }
    }
  }
  visit(document.documentElement, false)
  return found
}
