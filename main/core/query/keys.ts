import { indexedText } from './tokens.ts'

/** Between the words of a key, and around them, so that a part of it is found by whole words. */
const words = (name: string): string => ` ${indexedText(name)} `

/** How a byline is kept for `author:`: its tokens, each between spaces. */
export function bylineKey(byline: string | null): string | null {
  return byline === null ? null : words(byline)
}

const hostOf = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i

/** The name of the host in an address, in lower case; null where it has none. */
export function hostIn(url: string): string | null {
  return hostOf.exec(url)?.[1]?.toLowerCase() ?? null
}

/** How a site is kept for `site:`: the tokens of its name, and after a line break the host with a dot before it. */
export function siteKey(site: string | null, url: string | null): string | null {
  const host = url === null ? null : hostIn(url)
  if (site === null && host === null) return null
  return `${site === null ? '' : words(site)}\n${host === null ? '' : `.${host}`}`
}
