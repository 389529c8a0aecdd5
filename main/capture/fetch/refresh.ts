/** Pages that only lead on to another one: `<meta http-equiv="refresh" content="0; url=…">`. */

import type { ErrorCode } from '../../core/errors.ts'
import { PostilError } from '../../core/result.ts'
import { charsetOf, decode } from '../charset.ts'
import { parsePage } from '../extract/dom.ts'
import { parseWebUrl } from '../url.ts'

/** Seconds. Who waits longer is shown something. */
const MAX_DELAY = 5
/** Bytes in which a page's head is looked for. */
const HEAD = 64 * 1024
/** Seconds, then an address, quoted or not (HTML, 4.2.5.3 "Refresh state"). */
const CONTENT = /^\s*(\d*)(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?(?:"([^"]*)|'([^']*)|(\S.*))/i

/**
 * Where a page leads on to by itself, within five seconds; null where it stays, or leads to itself.
 * @param url where it was found
 */
export function refreshTarget(page: Uint8Array, contentType: string, url: string): URL | null {
  const head = decode(page.subarray(0, HEAD), charsetOf(contentType))
  if (!/http-equiv\s*=\s*["']?\s*refresh/i.test(head)) return null
  const document = parsePage(head)
  const base = document.querySelector('base[href]')?.getAttribute('href')
  for (const meta of document.querySelectorAll('meta[http-equiv][content]')) {
    // What is for browsers without scripts is a poorer page.
    if (meta.getAttribute('http-equiv')?.trim().toLowerCase() !== 'refresh' || meta.closest('noscript')) continue
    const [, delay = '', double, single, bare] = CONTENT.exec(meta.getAttribute('content') ?? '') ?? []
    const address = (double ?? single ?? bare ?? '').trim()
    if (delay === '' || Number(delay) > MAX_DELAY || address === '') return null
    const from = base ? (parseWebUrl(base, url)?.href ?? url) : url
    const target = parseWebUrl(address, from)
    if (target) target.hash = ''
    return target && target.href !== url ? target : null
  }
  return null
}

/** What a page that leads on is taken for, as it has no article. */
const NO_ARTICLE: ReadonlySet<ErrorCode> = new Set(['articleNotDetected', 'pageEmpty', 'pageNeedsJavaScript'])
/** Fewer words beside a way on are a notice: `You are being redirected …`. */
const NOTICE = 100

/** A page, and where it leads on to. */
interface Arrival<T> {
  readonly next: URL | null
  read(): Promise<T>
}

/** Reads the first page that has an article of its own, or leads no further, as a browser would come to it. */
export async function passOn<T extends { readonly extracted: { readonly words: number } }>(
  start: string,
  arrive: (from: string) => Promise<Arrival<T>>,
): Promise<T> {
  for (let from = start; ; ) {
    const { next, read } = await arrive(from)
    if (next === null) return read()
    const here = await read().catch((thrown: unknown) => {
      if (thrown instanceof PostilError && NO_ARTICLE.has(thrown.code)) return null
      throw thrown
    })
    if (here && here.extracted.words >= NOTICE) return here
    from = next.href
  }
}
