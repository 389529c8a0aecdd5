import { plainText } from '../extract/dom.ts'
import { canonicalUrl, parseWebUrl, siteHost } from '../url.ts'
import { declaredAddress } from './address.ts'
import { settleByline } from './authors.ts'
import type { Told } from './choose.ts'
import { collect, type Statements } from './collect.ts'
import { settleDays } from './days.ts'
import { oneLine, unescapeEntities } from './entities.ts'
import { statedExcerpt } from './excerpt.ts'
import { bestIcon } from './icon.ts'
import { readJsonLd } from './jsonld.ts'
import { normaliseLanguage } from './language.ts'
import { type Paid, paidText } from './paywall.ts'
import { statedPicture } from './picture.ts'
import { placeOf } from './place.ts'
import { shortText } from './shortText.ts'
import { namesOfSite, statedSite } from './site.ts'
import { sameTitle, settleTitle } from './title.ts'

export { clip } from './excerpt.ts'

/** What the page says of itself; language and direction are settled with the text. */
export interface PageFacts {
  readonly title: string
  readonly byline: string | null
  /** Its name, or its host where the page names none. */
  readonly site: string | null
  readonly publishedAt: string | null
  /** Null also where it is the moment of publishing again. */
  readonly modifiedAt: string | null
  /** As they are declared, in order of trust. */
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
  /** Null for a text that everybody can read. */
  readonly paid: Paid | null
  /** Which source each fact was taken from. */
  readonly told: readonly Told[]
}

/** A heading of more UTF-16 units is a passage. */
const MAX_HEADING = 500
const MAX_TITLE = 2000

const TITLES = [
  'dc:title',
  'dcterm:title',
  'og:title',
  'twitter:title',
  'dc.title',
  'dcterms.title',
  'citation_title',
  'parsely-title',
]

function metaOf({ meta }: Statements) {
  return (...names: string[]): string | null => {
    for (const name of names) {
      const [value] = meta.get(name) ?? []
      if (value) return unescapeEntities(value)
    }
    return null
  }
}

/**
 * Every fact has a list of sources, asked in order of trust (see choose.ts).
 * @param url where the page was found; null where that is not known
 * @param now days after this are mistakes; null: not checked
 */
export function readFacts(document: Document, url: string | null, now: Date | null = null): PageFacts {
  const told: Told[] = []
  const found = collect(document)
  const meta = metaOf(found)
  const own = declaredAddress([found.canonical, meta('og:url')], url)
  const address = url ?? own
  const base = found.base ? (parseWebUrl(found.base, address ?? undefined)?.href ?? address) : address
  const stated = readJsonLd(found.jsonLd, address)
  const html = document.documentElement
  const langs = [
    html.getAttribute('lang') ?? html.getAttribute('xml:lang'),
    document.body.getAttribute('lang'),
    meta('content-language', 'dc.language', 'dcterms.language', 'dc:language', 'language'),
    stated?.lang ?? null,
    meta('og:locale'),
  ]
  const named = document.querySelector('head > title') ?? document.querySelector('title')
  const pageTitle = unescapeEntities(plainText(named).slice(0, MAX_TITLE))
  const site = statedSite(found, stated, { title: pageTitle, url: address }, told)
  const headings = found.headings.map(({ element }) => headingText(element))
  const title = settleTitle(
    {
      jsonLd: (stated?.titles ?? []).map(unescapeEntities),
      meta: meta(...TITLES),
      document: pageTitle,
      headings,
      site,
      mottoes: [meta('og:site_name'), meta('application-name'), stated?.site].flatMap((name) => name ?? []),
      url: address,
      names: namesOfSite(document, found),
    },
    told,
  )
  const said = found.headings.find((_spot, index) => sameTitle(headings[index] ?? '', title)) ?? found.headings[0]
  const place = placeOf(said?.at ?? null)
  const lang = langs.map(normaliseLanguage).find((each) => each !== null) ?? null
  const host = address ? siteHost(address) : null
  if (!site && host) told.push({ fact: 'site', value: host, source: 'host' })
  return {
    title,
    byline: settleByline(found, stated, { place, site: site ?? host }, told),
    site: site ?? host,
    ...settleDays(found, stated, { place, url: address, lang, now }, told),
    langs,
    dirs: [html.getAttribute('dir'), document.body.getAttribute('dir')],
    excerpt: statedExcerpt(found, stated, { title, site }, told),
    leadImage: statedPicture(found, stated, base, told),
    favicon: bestIcon(found.icons, base),
    canonicalUrl: canonicalUrl(own ?? url ?? ''),
    base,
    paid: paidText(document, stated?.paid ?? null),
    told,
  }
}

/** A heading without the sign that links to it. */
function headingText(element: Element): string {
  return oneLine(shortText(element, MAX_HEADING) ?? '').replace(/\s*[¶🔗⚓]\uFE0F?$|\s#$/u, '')
}
