import { addressKey } from './key.ts'
import { namesArticle, pageNumberOf, parametersOf, routeOf } from './parts.ts'
import { isTracker } from './trackers.ts'
import { pathOf, uncached } from './variants.ts'
import { parseWebUrl, sameSite } from './web.ts'

/**
 * An address to keep, show and open: without trackers, default port, credentials, a slash at the end, and a fragment
 * that only names a place in the page; out of an AMP cache; and always https, except at a port of its own. Whether two
 * of them are one article is asked of `addressKey`. Null where it is no web address.
 */
export function canonicalUrl(url: string): string | null {
  const given = parseWebUrl(url)
  if (!given) return null
  const page = new URL(uncached(given))
  page.hash = routeOf(page.hash) ?? ''
  page.username = ''
  page.password = ''
  // A port of its own is another server over https than over http.
  if (page.protocol === 'http:' && page.port === '') page.protocol = 'https:'
  if (page.hostname.endsWith('.')) page.hostname = page.hostname.slice(0, -1)
  const kept = parametersOf(page.search).filter(({ name, value }) => !isTracker(page.hostname, name, value))
  page.search = kept.map(({ raw }) => raw).join('&')
  if (page.pathname.length > 1) page.pathname = page.pathname.replace(/\/+$/, '') || '/'
  return page.href
}

const NO_ARTICLE =
  /\/(?:40[134]|50[0-9]|error(?:-?page)?|page-?not-?found|not-?found|log-?in|sign-?in|sign-?up|register|account|consent|cookies?|captcha|search|home)(?:\.[a-z]{3,5})?\/?$/i
const LANGUAGES = new Set(
  'ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko lt lv ms nl no nb pl pt ro ru sk sl sr sv sw ta th tr uk ur vi zh'.split(
    ' ',
  ),
)

/** The language that an address names, in its path (`/fr/`, `/pt-br/`) or its query; empty where it names none. */
function languageOf(url: URL): string {
  const asked = parametersOf(url.search).find(({ name }) => /^(?:lang|language|locale|hl)$/i.test(name))
  const segment = url.pathname
    .toLowerCase()
    .split('/')
    .find((part) => /^[a-z]{2}(?:[-_][a-z]{2,4})?$/.test(part) && LANGUAGES.has(part.slice(0, 2)))
  return (asked?.value ?? segment ?? '').toLowerCase().replace('_', '-')
}

/** A section's address that a site's template puts on each of its pages. */
function isSectionOf(candidate: URL, page: URL): boolean {
  const [section, path] = [pathOf(candidate.pathname), pathOf(page.pathname)]
  return path.startsWith(`${section}/`) && !namesArticle(candidate)
}

/**
 * The address that a page declares as its own, made absolute; null where it is not to be believed: another site's (a
 * page must not pass itself off as another), the front page's, a section's, that of an error or a login, another
 * language's, or the first page's of an article in several.
 * @param pageUrl where the page was found; null where that is not known, and every site is believed
 */
export function believedCanonical(declared: string, pageUrl: string | null): string | null {
  const given = pageUrl === null ? null : parseWebUrl(pageUrl)
  const parsed = parseWebUrl(declared, given?.href)
  if (!parsed || !given) return parsed && !NO_ARTICLE.test(parsed.pathname) ? parsed.href : null
  const [candidate, page] = [uncached(parsed), uncached(given)]
  if (!sameSite(candidate.href, page.href)) return null
  if (addressKey(candidate.href) === addressKey(page.href)) return parsed.href
  const isFront = candidate.pathname.length <= 1 && candidate.search === '' && routeOf(candidate.hash) === null
  if (isFront || NO_ARTICLE.test(candidate.pathname) || isSectionOf(candidate, page)) return null
  if (languageOf(candidate) !== languageOf(page)) return null
  if (routeOf(page.hash) !== null && routeOf(candidate.hash) === null) return null
  const number = pageNumberOf(page)
  return number !== null && pageNumberOf(candidate) !== number ? null : parsed.href
}
