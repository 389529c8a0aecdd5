/** Addresses: what may be opened or linked, and the one that tells articles apart. */

const TRACKERS =
  /^(?:utm_.*|mtm_.*|pk_.*|piwik_.*|matomo_.*|hsa_.*|_hs(?:enc|mi)|__hs.*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ymclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|vero_.*|oly_.*|s_cid|wickedid|cmpid|campaign_id|at_(?:medium|campaign|custom\d|link.*|format|ptr_.*|bbc_.*)|xtor|ref_src|ref_url|spm|share_id|ncid|guccounter|guce_.*|_ga|_gl|srsltid|rdt_cid|li_fat_id|epik|sr_share|smid|wt\.mc_id|wt_mc|ito|cvid|ocid)$/i

/** The address as a URL, if it is one of http or https and names a host; else null. */
export function parseWebUrl(url: string, base?: string): URL | null {
  const parsed = URL.parse(url.trim(), base)
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') || !parsed.hostname) return null
  return parsed
}

/** An address as it may be kept and shown to others: what was typed to log in is not part of it. */
export function withoutCredentials(url: URL): string {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  return bare.href
}

/**
 * The address that tells articles apart: without trackers, fragment, default port, credentials or a
 * trailing slash, parameters in order, and always https (so that both schemes are one article). Null where it is no
 * web address.
 */
export function canonicalUrl(url: string): string | null {
  const parsed = parseWebUrl(url)
  if (!parsed) return null
  parsed.hash = ''
  parsed.username = ''
  parsed.password = ''
  if (parsed.protocol === 'http:' && parsed.port !== '443') {
    // A non-default port of http is another server than the same port of https: it keeps its scheme.
    if (parsed.port === '') parsed.protocol = 'https:'
  }
  if (parsed.hostname.endsWith('.')) parsed.hostname = parsed.hostname.slice(0, -1)
  const kept = [...parsed.searchParams].filter(([name]) => !TRACKERS.test(name))
  if (kept.length !== parsed.searchParams.size) parsed.search = new URLSearchParams(kept).toString()
  else if (kept.length === 0) parsed.search = ''
  if (parsed.pathname.length > 1) parsed.pathname = parsed.pathname.replace(/\/+$/, '') || '/'
  return parsed.href
}

/** `example.org` of `https://www.example.org/x`. */
export function siteHost(url: string): string | null {
  return parseWebUrl(url)?.hostname.replace(/^(?:www|m|mobile|amp)\./, '') ?? null
}

/** Whether two addresses belong to one site: the same host, or one a subdomain of the other. */
export function sameSite(a: string, b: string): boolean {
  const left = siteHost(a)
  const right = siteHost(b)
  if (!left || !right) return false
  return left === right || left.endsWith(`.${right}`) || right.endsWith(`.${left}`)
}

/** A link's target against its page's base: http, https and mailto come through, everything else is null. */
export function resolveLink(href: string, base: string | null): string | null {
  const parsed = base === null ? URL.parse(href.trim()) : URL.parse(href.trim(), base)
  if (!parsed) return null
  if (parsed.protocol === 'mailto:') return parsed.href
  return (parsed.protocol === 'http:' || parsed.protocol === 'https:') && parsed.hostname ? parsed.href : null
}
