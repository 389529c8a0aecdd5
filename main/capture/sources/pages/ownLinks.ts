import { decodeFragment } from '../../extract/rescue.ts'
import { parseWebUrl } from '../../url.ts'

/** Whether a piece may hold links to itself that were made absolute on their way to the clipboard. */
export function mayHaveOwnLinks(html: string): boolean {
  return /\shref\s*=\s*["']?https?:[^\s"'>]*#[^\s"'>]/i.test(html)
}

/**
 * Browsers make every link absolute that they put on the clipboard, so that notes and their references lose each other.
 * Links to places that are in the piece become its own again. Answers the page that they name, if at least two such links
 * name it and none another one: that is where the piece was copied.
 */
export function settleOwnLinks(page: Document): string | null {
  const ids = new Set<string>()
  for (const element of page.body.querySelectorAll('[id], a[name]')) {
    ids.add(element.getAttribute('id') || element.getAttribute('name') || '')
  }
  const found: { readonly link: Element; readonly fragment: string; readonly address: string }[] = []
  for (const link of page.body.querySelectorAll('a[href*="#"]')) {
    const url = parseWebUrl(link.getAttribute('href') ?? '')
    const fragment = decodeFragment(url?.hash.slice(1) ?? '')
    if (!url || fragment === '' || !ids.has(fragment)) continue
    url.hash = ''
    found.push({ link, fragment, address: url.href })
  }
  const addresses = new Set(found.map(({ address }) => address))
  const [address = null] = addresses
  if (addresses.size !== 1) return null
  for (const { link, fragment } of found) link.setAttribute('href', `#${encodeURIComponent(fragment)}`)
  return found.length > 1 ? address : null
}
