import { parseWebUrl } from '../../url.ts'

/** Where in a saved page its address stands, as each of the programs that save pages notes it. */
const notes: readonly RegExp[] = [
  // Browsers, "Web page, complete".
  /<!--\s*saved from url=\(\d+\)(https?:\/\/\S+?)\s*-->/i,
  // SingleFile.
  /<!--\s*Page saved with SingleFile\w*\s[^>]*?\burl:\s*(https?:\/\/\S+)/i,
  // WebScrapBook.
  /<html\b[^>]*\sdata-scrapbook-source="(https?:\/\/[^"]+)"/i,
  // Save Page WE.
  /<meta\b[^>]*\sname="savepage-url"\s+content="(https?:\/\/[^"]+)"/i,
  // HTTrack leaves the scheme out.
  /<!--\s*Mirrored from\s+(\S+)\s+by HTTrack/i,
]

/** The address that a saved page says it was saved from; null where it says none. */
export function savedFrom(html: string): string | null {
  const head = html.slice(0, 65_536)
  for (const pattern of notes) {
    const found = pattern.exec(head)?.[1]?.replaceAll('&amp;', '&')
    const url = found ? parseWebUrl(/^https?:/i.test(found) ? found : `http://${found}`) : null
    if (url) return url.href
  }
  return null
}

const VARIABLE = /(--sf-img-\d+)\s*:\s*url\(\s*["']?(data:[^"')]+)["']?\s*\)/g
const USED = /var\(\s*(--sf-img-\d+)\s*\)/

/** Whether SingleFile put pictures that the page shows more than once into its style sheet. */
export function sharesPictures(html: string): boolean {
  return html.includes('--sf-img-')
}

/** Gives such pictures back to the images that show them as their background. */
export function placeSharedPictures(page: Document, html: string): void {
  const pictures = new Map<string, string>()
  for (const [, name = '', address = ''] of html.matchAll(VARIABLE)) pictures.set(name, address)
  for (const image of page.querySelectorAll('img[style]')) {
    const name = USED.exec(image.getAttribute('style') ?? '')?.[1]
    const address = name ? pictures.get(name) : undefined
    if (address) image.setAttribute('src', address)
  }
}
