import { hasClass, plainText, tagOf, textLines, walk } from '../extract/dom.ts'
import { canonicalUrl, parseWebUrl, sameSite, siteHost } from '../url.ts'
import { cleanByline, joinAuthors } from './byline.ts'
import { dateInUrl, normaliseDate } from './dates.ts'
import { bestIcon, isIcon, type StatedIcon } from './icon.ts'
import { readJsonLd, type StatedFacts } from './jsonld.ts'
import { settleTitle } from './title.ts'

const MAX_EXCERPT = 300
const BYLINE = /(?:^|[\s_-])(?:byline|author(?:-?name)?|p-author|writtenby|article-author|entry-author)(?:$|[\s_-])/i
const DATED =
  /(?:^|[\s_-])(?:pub(?:lish)?(?:ed)?-?(?:date|time|on)?|post(?:ed)?-?(?:date|on)|entry-date|dateline|date|article-date|dt-published)(?:$|[\s_-])/i
/** Days of people and events, which microformats mark with the same words as the page's own day. */
const OTHER_DAY = /(?:^|\s)(?:bday|dtstart|dtend|dtreviewed)(?:\s|$)/
/** What readers wrote, with their own names and days. */
const COMMENTS = /(?:^|\s)(?:comments?(?:-?(?:list|form|area|section))?|respond|disqus_thread)(?:\s|$)/i

/** What the page says of itself; language and direction are settled with the text. */
export interface PageFacts {
  readonly title: string
  readonly byline: string | null
  readonly site: string | null
  readonly publishedAt: string | null
  /** Null also where it is the day of publishing again. */
  readonly modifiedAt: string | null
  readonly langs: readonly (string | null)[]
  readonly dirs: readonly (string | null)[]
  readonly excerpt: string | null
  /** Absolute; http or https. */
  readonly leadImage: string | null
  /** Absolute http or https, or `data:`. */
  readonly favicon: string | null
  readonly canonicalUrl: string | null
  /** The base for relative addresses: `base`, the page's address, or what it says of itself. */
  readonly base: string | null
}

interface Found {
  readonly meta: Map<string, string[]>
  readonly jsonLd: Element[]
  readonly headings: string[]
  readonly icons: StatedIcon[]
  canonical: string | null
  base: string | null
  byline: string | null
  published: string | null
}

/** One walk over the page for all that facts are read from. */
function collect(document: Document): Found {
  const found: Found = {
    meta: new Map(),
    jsonLd: [],
    headings: [],
    icons: [],
    canonical: null,
    base: null,
    byline: null,
    published: null,
  }
  const authors: { readonly stated: boolean; readonly name: string }[] = []
  walk(document.documentElement, (element) => {
    const tag = tagOf(element)
    if (isComments(element, tag)) return false
    if (tag === 'meta') {
      const content = element.getAttribute('content')?.trim()
      const names = `${element.getAttribute('property') ?? ''} ${element.getAttribute('name') ?? ''} ${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('http-equiv') ?? ''}`
      if (content) {
        for (const name of names.toLowerCase().split(/\s+/)) {
          if (name) found.meta.set(name, [...(found.meta.get(name) ?? []), content])
        }
      }
    } else if (tag === 'link') {
      const rel = element.getAttribute('rel') ?? ''
      const href = element.getAttribute('href')
      if (/(?:^|\s)canonical(?:\s|$)/i.test(rel)) found.canonical ??= href
      if (href && isIcon(rel)) {
        found.icons.push({ rel, href, sizes: element.getAttribute('sizes'), type: element.getAttribute('type') })
      }
    } else if (tag === 'base') found.base ??= element.getAttribute('href')
    else if (tag === 'script') {
      if (/^application\/ld\+json/i.test(element.getAttribute('type')?.trim() ?? '')) found.jsonLd.push(element)
    } else if (tag === 'h1') found.headings.push(plainText(element))
    else {
      const itemprop = element.getAttribute('itemprop')
      const published = itemprop === 'datePublished' || element.hasAttribute('pubdate')
      if (tag === 'time' || published) {
        const date = normaliseDate(
          element.getAttribute('datetime') ?? element.getAttribute('content') ?? plainText(element),
        )
        if (
          date &&
          (published || !found.published) &&
          itemprop !== 'dateModified' &&
          !/updat|modif/i.test(element.getAttribute('class') ?? '')
        ) {
          found.published = found.published && !published ? found.published : date
        }
      } else if (
        !found.published &&
        hasClass(element, DATED) &&
        !hasClass(element, OTHER_DAY) &&
        (element.textContent?.length ?? 0) < 80
      ) {
        found.published = normaliseDate(plainText(element))
      }
      const stated = itemprop === 'author' || /(?:^|\s)author(?:\s|$)/.test(element.getAttribute('rel') ?? '')
      if (authors.length < 4 && tag !== 'label' && (stated || hasClass(element, BYLINE))) {
        const length = element.textContent?.length ?? 0
        if (length > 1 && length < 120) {
          const names = textLines(element.querySelector('[itemprop="name"], [rel="author"]') ?? element)
          const name = names.map(cleanByline).find((each) => each !== null)
          if (name) authors.push({ stated: stated || element.querySelector('[rel="author"]') !== null, name })
          return false
        }
      }
    }
    return tag !== 'svg' && tag !== 'script' && tag !== 'style'
  })
  const [first] = authors
  found.byline = (authors.find(({ stated }) => stated) ?? first)?.name ?? null
  return found
}

function isComments(element: Element, tag: string): boolean {
  if (/^(?:html|body|main|article)$/.test(tag)) return false
  return COMMENTS.test(element.getAttribute('id') ?? '') || hasClass(element, COMMENTS)
}

/** Meta values are sometimes escaped twice. */
function unescapeEntities(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole
      const code = Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16)
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
    },
  )
}

/** A text cut at a word's end, with an ellipsis. */
export function clip(text: string, most = MAX_EXCERPT): string {
  const flat = text.replace(/[ \t\n\r\f]+/g, ' ').trim()
  if (flat.length <= most) return flat
  const cut = flat.slice(0, most)
  const space = cut.lastIndexOf(' ')
  return `${(space > most * 0.5 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$|[\s,;:.–—-]+$/, '')}…`
}

/** The address that the page gives itself, if it is plausible: of the same site, and no mere front page. */
function declaredAddress(found: Found, stated: string | null, url: string | null): string | null {
  for (const candidate of [found.canonical, stated]) {
    const parsed = candidate ? parseWebUrl(candidate, url ?? undefined) : null
    if (!parsed) continue
    if (url && !sameSite(parsed.href, url)) continue
    const front = parsed.pathname === '/' && parsed.search === ''
    if (front && url && new URL(url).pathname.length > 1) continue
    return parsed.href
  }
  return null
}

/** A site's name without the motto that some add to it: `Example — All the news`. */
function siteName(stated: string | null): string | null {
  const name = stated?.replace(/[ \t\n\r\f]+/g, ' ').trim() ?? ''
  return (name.split(/\s+[-–—|:·•»]\s+/)[0] || name).slice(0, 200) || null
}

/** @param url where the page was found; null where that is not known */
export function readFacts(document: Document, url: string | null): PageFacts {
  const found = collect(document)
  const stated: StatedFacts | null = readJsonLd(found.jsonLd)
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const [value] = found.meta.get(name) ?? []
      if (value) return unescapeEntities(value)
    }
    return null
  }
  const own = declaredAddress(found, meta('og:url'), url)
  const address = url ?? own
  const base = found.base ? (parseWebUrl(found.base, address ?? undefined)?.href ?? address) : address
  const site =
    meta('og:site_name') ??
    (stated?.site ? unescapeEntities(stated.site) : null) ??
    meta('application-name', 'al:ios:app_name')
  const authors =
    stated && stated.authors.length > 0
      ? stated.authors.map(unescapeEntities)
      : [
          ...(found.meta.get('citation_author') ?? []),
          ...(found.meta.get('dc:creator') ??
            found.meta.get('author') ??
            found.meta.get('dc.creator') ??
            found.meta.get('dcterms.creator') ??
            []),
        ].map(unescapeEntities)
  const image =
    stated?.image ?? meta('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src')
  const html = document.documentElement
  return {
    title: settleTitle({
      jsonLd: (stated?.titles ?? []).map(unescapeEntities),
      meta: meta(
        'dc:title',
        'dcterm:title',
        'og:title',
        'twitter:title',
        'dc.title',
        'dcterms.title',
        'citation_title',
        'parsely-title',
      ),
      document: plainText(document.querySelector('head > title') ?? document.querySelector('title')),
      headings: found.headings,
      site,
      url: address,
    }),
    byline:
      joinAuthors(authors) ??
      joinAuthors([meta('parsely-author', 'article:author', 'sailthru.author', 'byl') ?? '']) ??
      found.byline,
    site: siteName(site) ?? (address ? siteHost(address) : null),
    publishedAt:
      normaliseDate(stated?.published) ??
      normaliseDate(
        meta(
          'article:published_time',
          'og:article:published_time',
          'datepublished',
          'parsely-pub-date',
          'sailthru.date',
        ),
      ) ??
      normaliseDate(
        meta(
          'citation_publication_date',
          'dc.date.issued',
          'dcterms.created',
          'dc.date',
          'pubdate',
          'publishdate',
          'date',
        ),
      ) ??
      found.published ??
      dateInUrl(address),
    modifiedAt: normaliseDate(meta('article:modified_time', 'og:updated_time')),
    langs: [
      html.getAttribute('lang') ?? html.getAttribute('xml:lang'),
      document.body.getAttribute('lang'),
      meta('content-language', 'dc.language', 'dcterms.language'),
      stated?.lang ?? null,
      meta('og:locale'),
    ],
    dirs: [html.getAttribute('dir'), document.body.getAttribute('dir')],
    excerpt: stated?.excerpt
      ? unescapeEntities(stated.excerpt)
      : meta('og:description', 'description', 'twitter:description', 'dc.description', 'dc:description'),
    leadImage: image ? (parseWebUrl(unescapeEntities(image), base ?? undefined)?.href ?? null) : null,
    favicon: bestIcon(found.icons, base),
    canonicalUrl: canonicalUrl(own ?? url ?? ''),
    base,
  }
}
