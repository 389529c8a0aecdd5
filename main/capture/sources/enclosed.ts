/**
 * Addresses of what lies in the same file as a page and has no address on the web: parts of a web archive, pictures of a
 * book. They stand in the page like any other address until the pictures are taken, and are kept nowhere. The host is one
 * of RFC 2606 that can never exist.
 */
const ENCLOSED = 'https://enclosed.invalid/'

/** The address of a file inside a file; `name` is a path, a content id or any other name. */
export function enclosedAddress(name: string): string {
  return ENCLOSED + name.split('/').map(encodeURIComponent).join('/')
}

export function isEnclosed(address: string): boolean {
  return address.startsWith(ENCLOSED)
}
