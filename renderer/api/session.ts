/** What follows `#`, cut into the token that a host's address carries and the rest, which is the window's route. */
export function splitHash(hash: string): { readonly token: string | null; readonly route: string } {
  const match = /^#token=([^&]*)(?:&(.*))?$/.exec(hash)
  if (!match) return { token: null, route: hash }
  const token = decodeURIComponent(match[1] ?? '')
  return { token: token === '' ? null : token, route: match[2] ? `#${match[2]}` : '' }
}

export interface SessionPage {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  readonly fetch: typeof fetch
}

/**
 * Exchanges the token of `<url>/#token=<token>` for a session cookie and takes it out of the address, so that it is in
 * no history entry and survives no copying of the address. Without a token, the cookie of an earlier visit has to do.
 */
export async function openSession(page: SessionPage): Promise<void> {
  const { token, route } = splitHash(page.location.hash)
  if (token === null) return
  page.history.replaceState(null, '', `${page.location.pathname}${page.location.search}${route}`)
  try {
    await page.fetch('/api/session', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { authorization: `Bearer ${token}` },
    })
  } catch {
    // The first call finds out, and the window says so.
  }
}
