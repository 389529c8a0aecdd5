import { parseWebUrl, sameSite } from '../url.ts'

/** Pages that no article is at: what a site answers in place of one. */
const NO_ARTICLE = /^\/(?:404|403|error|not-?found|page-not-found|login|signin|sign-in|consent)(?:\.\w+)?\/?$/i

/**
 * The address that the page gives itself, if it is plausible: of the same site, and neither a front page nor an error's.
 * @param candidates in order of trust, as they are written
 */
export function declaredAddress(candidates: readonly (string | null)[], url: string | null): string | null {
  for (const candidate of candidates) {
    const parsed = candidate ? parseWebUrl(candidate, url ?? undefined) : null
    if (!parsed || NO_ARTICLE.test(parsed.pathname)) continue
    if (url && !sameSite(parsed.href, url)) continue
    const front = parsed.pathname === '/' && parsed.search === ''
    if (front && url && new URL(url).pathname.length > 1) continue
    return parsed.href
  }
  return null
}
