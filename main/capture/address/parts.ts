/** A parameter as it stands in an address: `raw` to write it again, `name` and `value` decoded to judge it by. */
export interface Parameter {
  readonly raw: string
  readonly name: string
  readonly value: string
}

/** Decoded, where it is UTF-8; an older charset's bytes stay escaped, in capitals, since nobody knows what they mean. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch {
    return text.replace(/%[\da-f]{2}/gi, (triple) => triple.toUpperCase())
  }
}

/** One way of writing a text in an address, however it was escaped. */
export function encoded(text: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(text).normalize('NFC'))
  } catch {
    return decoded(text)
  }
}

/** `?a=1&b` or `a=1&b` as parameters. `URLSearchParams` would make the same of all that is not UTF-8. */
export function parametersOf(query: string): Parameter[] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const at = raw.indexOf('=')
      const [name, value] = at < 0 ? [raw, ''] : [raw.slice(0, at), raw.slice(at + 1)]
      return { raw, name: decoded(name.replaceAll('+', ' ')), value: decoded(value.replaceAll('+', ' ')) }
    })
}

/** `#!…` and `#/…` lead to a page that a script shows; every other fragment to a place in the page. */
export function routeOf(hash: string): string | null {
  return /^#(?:!\/?|\/)[^/]/.test(hash) ? hash : null
}

/** The number of a page that an address asks for, in its path (`/page/2`) or its query; null where it asks for none. */
export function pageNumberOf(url: URL): string | null {
  const inPath = /\/(?:page|seite|pagina)[/-](\d+)\/?$/i.exec(url.pathname)?.[1]
  // `/?p=123` is how a widespread system writes an article's number.
  const names = url.pathname.length > 1 ? /^(?:p|pg|page|paged|seite|pagina)$/i : /^(?:pg|page|paged|seite|pagina)$/i
  const inQuery = parametersOf(url.search).find(({ name, value }) => names.test(name) && /^\d{1,2}$/.test(value))
  const number = inPath ?? inQuery?.value
  return number === undefined || /^[01]$/.test(number) ? null : number
}

/**
 * Whether an address reads like that of one article (a number, a slug, a code), and not like a place where always
 * something else stands: `/`, `/latest`, `/news/today`.
 */
export function namesArticle(url: URL): boolean {
  const segments = url.pathname.split('/').map(decoded)
  const values = parametersOf(url.search).map(({ raw }) => raw)
  if (routeOf(url.hash) !== null) return true
  return [...segments, ...values].some(
    (part) =>
      /\d/.test(part) ||
      /[\p{L}\d][-_+ ][\p{L}\d]/u.test(part) ||
      /[^\0-\x7F]/.test(part) ||
      /[a-z][A-Z]/.test(part) ||
      part.length >= 16,
  )
}
