/** A place in a book: a file in the archive, and an id in it. */
export interface BookPlace {
  readonly path: string
  readonly fragment: string
}

const BASE = 'https://book.invalid/'

/** What an address in one file of a book means; null where it leads out of the book. */
export function resolvePlace(from: string, href: string): BookPlace | null {
  const base = BASE + from.split('/').map(encodeURIComponent).join('/')
  const url = URL.parse(href.trim(), base)
  if (!url?.href.startsWith(BASE)) return null
  const decoded = (text: string) => {
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  }
  return { path: decoded(url.pathname.slice(1)), fragment: decoded(url.hash.slice(1)) }
}

export function resolvePath(from: string, href: string): string | null {
  return href.trim() === '' ? null : (resolvePlace(from, href)?.path ?? null)
}
