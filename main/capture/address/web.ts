import { hostOf } from './variants.ts'

/** The address as a URL, if it is one of http or https and names a host; else null. */
export function parseWebUrl(url: string, base?: string): URL | null {
  const parsed = URL.parse(url.trim(), base)
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') || !parsed.hostname) return null
  return parsed
}

/** `example.org` of `https://www.example.org/x`. */
export function siteHost(url: string): string | null {
  const parsed = parseWebUrl(url)
  return parsed && hostOf(parsed.hostname)
}

/** Whether two addresses belong to one site: the same host, or one a subdomain of the other. */
export function sameSite(a: string, b: string): boolean {
  const left = siteHost(a)
  const right = siteHost(b)
  if (!left || !right) return false
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`)
}
