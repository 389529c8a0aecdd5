import { siteHost } from '../url.ts'
import { choose, type Told } from './choose.ts'
import type { Statements } from './collect.ts'
import { letters, oneLine, unescapeEntities } from './entities.ts'
import type { StatedFacts } from './jsonld.ts'
import { shortText } from './shortText.ts'

const MAX_NAME = 200
/** How companies end; sites' own names seldom do. */
const COMPANY = /[\s,]+(?:inc|llc|ltd|limited|gmbh|ag|s\.?a\.?|s\.?r\.?l|b\.?v|plc|co|corp(?:oration)?)\.?$/i

/** A site's name without the motto that some add to it: `Example — All the news`; null for accounts and addresses. */
function nameIn(stated: string | null | undefined): string | null {
  const name = oneLine(unescapeEntities(stated ?? ''))
  if (name === '' || /^@|^https?:|^[a-z]{2}[_-][A-Z]{2}$/.test(name)) return null
  return (name.split(/\s+[-–—|:·•»]\s+/)[0] || name).slice(0, MAX_NAME)
}

/** `An article - The Valley` at thevalley.example: the piece of a page's title that names its host. */
function nameInTitle(title: string, url: string | null): string | null {
  const host = url ? siteHost(url) : null
  if (!host) return null
  const pieces = title.split(/\s+[|–—·•»›«‹:-]\s+|\s*[|｜]\s*/)
  if (pieces.length < 2) return null
  const label = letters(host.split('.').slice(-2)[0] ?? '')
  if (label.length < 3) return null
  const named = [pieces.at(-1) ?? '', pieces[0] ?? ''].find((piece) => {
    const name = letters(piece)
    return name === label || name === letters(host) || name === `the${label}` || `the${name}` === label
  })
  return named?.trim() || null
}

function markedPublisher({ publishers }: Statements): string | null {
  for (const { element } of publishers) {
    if (shortText(element, MAX_NAME * 2) === null) continue
    const inner = element.querySelector('[itemprop="name"], [property$="name"]')
    const name = nameIn((inner ?? element).getAttribute('content') ?? shortText(inner, MAX_NAME))
    if (name) return name
  }
  return null
}

/**
 * The name of the page's site: what it calls itself before who publishes it. Null where it states none.
 * @param title the text of its `title`
 */
export function statedSite(
  found: Statements,
  stated: StatedFacts | null,
  { title, url }: { readonly title: string; readonly url: string | null },
  told: Told[],
): string | null {
  const meta = (...names: string[]) => {
    for (const name of names) {
      const site = nameIn(found.meta.get(name)?.[0])
      if (site) return site
    }
    return null
  }
  const publisher = nameIn(stated?.publisher)
  const own = (): string | null => {
    const site = meta('og:site_name', 'og:site')
    // The company, where the page also tells the site's name.
    return site && publisher && COMPANY.test(site) && site.replace(COMPANY, '') === publisher ? publisher : site
  }
  return choose(
    'site',
    [
      ['og:site_name', own],
      ['JSON-LD publisher', () => publisher],
      ['JSON-LD site', () => nameIn(stated?.site)],
      [
        'meta application-name',
        () => meta('application-name', 'apple-mobile-web-app-title', 'al:ios:app_name', 'al:android:app_name'),
      ],
      ['marked as publisher', () => markedPublisher(found)],
      [
        'meta of the publication',
        () =>
          meta(
            'citation_journal_title',
            'prism.publicationname',
            'dc.publisher',
            'dc:publisher',
            'dcterms.publisher',
            'publisher',
            'cre',
          ),
      ],
      ['the page’s title', () => nameInTitle(title, url)],
    ],
    told,
  )
}

/** What leads home, to the site's search or to its feed is called as the site is. */
const LEADS_HOME =
  'a[href="/"], a[rel~="home"], link[rel~="search"][title], link[rel~="alternate"][type$="+xml"][title]'
const MAX_LINKS = 12

/** What else a page calls its site, or who writes it: names by which a piece of its title is known. */
export function namesOfSite(document: Document, { meta }: Statements): string[] {
  const links = [...document.querySelectorAll(LEADS_HOME)].slice(0, MAX_LINKS)
  const called = links.map(
    (link) =>
      link.getAttribute('title') ||
      shortText(link, MAX_NAME) ||
      link.querySelector('img[alt]')?.getAttribute('alt') ||
      link.getAttribute('aria-label'),
  )
  const stated = ['author', 'copyright', 'publisher', 'twitter:site:name'].flatMap((name) => meta.get(name) ?? [])
  return [...called, ...stated].flatMap((name) => {
    const own = oneLine(unescapeEntities(name ?? '')).replace(/^(?:©|\(c\)|copyright)[\s\d–-]*/i, '')
    const bare = own.split(/\s+[»|–-]\s+/)[0] ?? ''
    return letters(bare).length >= 2 && bare.length <= MAX_NAME ? [bare] : []
  })
}
