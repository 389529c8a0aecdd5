/** Pictures that lie in files beside a saved page: "Web page, complete", a mirrored site. */

const ADDRESS = /\s(?:src|data-src|data-original|data-lazy-src|poster)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const SET = /\s(?:srcset|data-srcset)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi
/** Not of a picture: a page refers to its scripts in the same way. */
const OTHER = /\.(?:m?js|css|html?|php|json|woff2?|mp[34]|webm|ogg)$/i
const MOST = 500

/** The path of a file, from its page, by an address as the page has it; null for what is on the web or nowhere. */
export function pathBeside(address: string): string | null {
  const path = address.replace(/[?#].*$/, '').replace(/^(?:\.\/)+/, '')
  if (path === '' || /^(?:[a-z][a-z\d+.-]*:|[/\\])/i.test(path)) return null
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The paths of what may be pictures of a page, from the page, each once: `Page_files/a.png`. At most 500. */
export function picturesBeside(html: string): string[] {
  const found = new Set<string>()
  const take = (raw: string) => {
    const path = pathBeside(raw.trim().replaceAll('&amp;', '&'))
    if (path !== null && found.size < MOST && !OTHER.test(path)) found.add(path)
  }
  for (const [, double, single, bare] of html.matchAll(ADDRESS)) take(double ?? single ?? bare ?? '')
  for (const [, double, single] of html.matchAll(SET))
    for (const each of (double ?? single ?? '').split(/,\s+/)) take(each.trim().split(/\s+/)[0] ?? '')
  return [...found]
}
