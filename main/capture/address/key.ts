import { encoded, namesArticle, parametersOf, routeOf } from './parts.ts'
import { isTracker } from './trackers.ts'
import { asksEdition, hostOf, pathOf, uncached, withoutSession } from './variants.ts'
import { parseWebUrl } from './web.ts'

function queryKey(host: string, query: string): string {
  const asked = parametersOf(query).filter(
    (parameter) => !isTracker(host, parameter.name, parameter.value) && !asksEdition(parameter),
  )
  const pairs = withoutSession(asked).map(({ raw }) => {
    const [name = '', ...value] = raw.replaceAll('+', '%20').split('=')
    return { name: encoded(name), value: encoded(value.join('=')) }
  })
  // In the order of names; of several by one name, the order may matter.
  const sorted = pairs.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return sorted.map(({ name, value }) => (value === '' ? name : `${name}=${value}`)).join('&')
}

function routeKey(host: string, hash: string): string {
  const route = routeOf(hash)
  if (route === null) return ''
  const [path = '', ...query] = route.slice(1).split('?')
  const kept = queryKey(host, query.join('?'))
  return `#${path.split('/').map(encoded).join('/').replace(/\/+$/, '')}${kept && `?${kept}`}`
}

/**
 * By what an article is found again, however its address was written: the scheme, `www.`, the editions for telephones
 * and printers and AMP's caches make no difference, nor do trackers, sessions, the order of parameters, escapes, a slash
 * at the end, or a fragment that only names a place in the page. No address to open. Null where `url` is no web address.
 */
export function addressKey(url: string): string | null {
  const given = parseWebUrl(url)
  if (!given) return null
  const page = uncached(given)
  const port = page.port === '' || page.port === '80' || page.port === '443' ? '' : `:${page.port}`
  const path = pathOf(page.pathname).split('/').map(encoded).join('/')
  const query = queryKey(page.hostname, page.search)
  return `${hostOf(page.hostname)}${port}${path}${query && `?${query}`}${routeKey(page.hostname, page.hash)}`
}

/**
 * All keys that an article answers to: that of its canonical address, and that of the address it was asked for by,
 * unless something else may stand there tomorrow (`/latest`). An address of Postil's own (`postil:…`) is its own key.
 */
export function articleKeys(article: { readonly url: string | null; readonly canonicalUrl: string | null }): string[] {
  const keys = new Set<string>()
  const { url, canonicalUrl } = article
  if (canonicalUrl !== null) keys.add(addressKey(canonicalUrl) ?? canonicalUrl)
  const asked = url === null ? null : parseWebUrl(url)
  const askedKey = asked && namesArticle(asked) ? addressKey(asked.href) : null
  if (askedKey !== null) keys.add(askedKey)
  return [...keys]
}
