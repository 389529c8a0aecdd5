/** Addresses: what may be opened or linked, and the one that tells articles apart. */
import { parseWebUrl } from './address/web.ts'

export { believedCanonical, canonicalUrl } from './address/canonical.ts'
export { addressKey, articleKeys } from './address/key.ts'
export { parseWebUrl, sameSite, siteHost } from './address/web.ts'

/** An address as it may be kept and shown to others: what was typed to log in is not part of it. */
export function withoutCredentials(url: URL): string {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  return bare.href
}

/** A link's target against its page's base: http, https and mailto come through, everything else is null. */
export function resolveLink(href: string, base: string | null): string | null {
  const parsed = parseWebUrl(href, base ?? undefined)
  if (parsed) return parsed.href
  const other = URL.parse(href.trim(), base ?? undefined)
  return other?.protocol === 'mailto:' ? other.href : null
}
