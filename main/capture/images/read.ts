import { PostilError } from '../../core/result.ts'
import type { Fetcher } from '../fetch/index.ts'
import { withoutCredentials } from '../url.ts'

const ACCEPT = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'

interface Wanted {
  readonly address: string
  /** The page that shows the picture. */
  readonly pageUrl: string | null
  readonly fetcher: Fetcher
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/**
 * What a picture's host is told of the page, as browsers do it (`strict-origin-when-cross-origin`): its own host the
 * address, another one the site alone.
 */
function referer(pageUrl: string | null, address: string): string | undefined {
  const page = pageUrl ? URL.parse(pageUrl) : null
  const target = URL.parse(address)
  if (!page || !target || (page.protocol === 'https:' && target.protocol === 'http:')) return undefined
  page.hash = ''
  return page.origin === target.origin ? withoutCredentials(page) : `${page.origin}/`
}

/** Whether a host may have refused a picture because of who asked; a picture that is nowhere is asked for once. */
function mayDependOnReferer(thrown: unknown): boolean {
  return thrown instanceof PostilError && ['pageDenied', 'loginRequired', 'redirectLoop'].includes(thrown.code)
}

/**
 * Asks a picture's host for it. Many give pictures to their own pages only, others to nobody who comes from elsewhere:
 * where the first way was refused, or answered with something that `keep` can't use, it is asked once more without
 * saying which page it is for. Null where it cannot be had; only a fetcher's errors are thrown.
 */
export async function readPicture<T>(
  wanted: Wanted,
  keep: (bytes: Uint8Array) => Promise<T | null>,
): Promise<T | null> {
  const { address, pageUrl, fetcher, timeoutMs, maxBytes, signal } = wanted
  const from = referer(pageUrl, address)
  const ask = async (told: string | undefined): Promise<T | null> => {
    const request = { timeoutMs, maxBytes, accept: ACCEPT, signal }
    const { bytes } = await fetcher.get(address, told === undefined ? request : { ...request, referer: told })
    return bytes.byteLength <= maxBytes ? keep(bytes) : null
  }
  if (from === undefined) return ask(undefined)
  try {
    const kept = await ask(from)
    if (kept !== null) return kept
  } catch (thrown) {
    if (!mayDependOnReferer(thrown)) throw thrown
  }
  return ask(undefined)
}
