/** The same article at another address: caches and editions for telephones and printers. */
import { namesArticle, type Parameter } from './parts.ts'

/** `/c/s/example.org/story` of an AMP cache: content (or viewer, or image), `s` where the origin is https. */
const CACHED = /^\/(?:c|v|i|wp|r)\/(?:s\/)?([^/]+\.[^/]+)(\/.*)?$/
/** `/amp/s/example.org/story` of a search engine's viewer. */
const VIEWED = /^\/amp\/(?:s\/)?([^/]+\.[^/]+)(\/.*)?$/

/**
 * The page that a copy in an AMP cache or viewer was made of; any other address itself.
 * https://developers.google.com/amp/cache/overview#amp-cache-url-format
 */
export function uncached(url: URL): URL {
  const { hostname, pathname, search } = url
  const cache = /(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$/.test(hostname)
  const viewer = /^(?:www\.)?(?:google|bing)(?:\.[a-z]{2,3}){1,2}$/.test(hostname)
  const found = cache ? CACHED.exec(pathname) : viewer ? VIEWED.exec(pathname) : null
  if (!found) return url
  return URL.parse(`https://${found[1]}${found[2] ?? '/'}${search}`) ?? url
}

const EDITIONS = new Set(['www', 'm', 'mobile', 'amp'])
/** `co.uk`, `com.au`: what is registered under these are sites of their own. */
const REGISTRY = /^(?:co|com|org|net|ac|gov|edu|or|ne|go|nom|gob|gouv)\.[a-z]{2}$/

/** A host without the labels of its editions: `fr.m.example.org` is `fr.example.org`. */
export function hostOf(hostname: string): string {
  const labels = hostname.replace(/\.$/, '').split('.')
  for (let at = 0; at < labels.length - 2; ) {
    const rest = labels.toSpliced(at, 1)
    if (EDITIONS.has(labels[at] ?? '') && !REGISTRY.test(rest.join('.'))) labels.splice(at, 1)
    else at += 1
  }
  return labels.join('.')
}

/** Where what is left still names an article: a dictionary has a page on the word “amp”. */
function unless(path: string, shorter: string): string {
  return namesArticle(new URL(`https://host.invalid${shorter}`)) ? shorter : path
}

const SESSION_SEGMENT = /;(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*/gi
const COOKIELESS = /\/\([a-z]\([a-z\d]{20,30}\)\)(?=\/|$)/gi
const INDEX_FILE = /\/(?:index|default)\.(?:html?|xhtml|php\d?|aspx?|jsp|cfm|shtml)$/i

function shortened(path: string): string {
  const bare = path.replace(/\/+$/, '').replace(INDEX_FILE, '')
  if (/\/(?:amp|print)(?:\.html?)?$/.test(bare)) return unless(bare, bare.replace(/\/[^/]*$/, ''))
  if (/^\/amp\/./.test(bare)) return unless(bare, bare.slice('/amp'.length))
  return bare.replace(/\.amp(?=$|\.html?$)/, '')
}

/** A path without sessions, the index file's name, and the marks of the AMP and printed editions. */
export function pathOf(pathname: string): string {
  let path = pathname
    .replace(SESSION_SEGMENT, '')
    .replace(COOKIELESS, '')
    .replace(/\/{2,}/g, '/')
  for (let next = shortened(path); next !== path; next = shortened(path)) path = next
  return path === '' ? '/' : path
}

const SWITCH = /^(?:|0|1|true|false|yes|no|on|off|y|t)$/i
const SWITCHES =
  /^(?:amp|m|mobile|is_?mobile|nomobile|desktop|print|printable|printpage|print_?view|printer_?friendly|isprint|printmode)$/i
const CHOOSERS = /^(?:output|output_?type|view|format|mode|layout|display|device|template|mobileaction|action)$/i
const EDITION = /^(?:amp|amp-type|mobile|desktop|print|printable|printer|print-?view|printer-?friendly)$/i
/** Elsewhere these say more: documentation has a version for telephones. */
const AMP_CHOOSERS = /^(?:type|version|variant)$/i

/** Whether a parameter only asks for another edition of the page. */
export function asksEdition({ name, value }: Parameter): boolean {
  if (SWITCHES.test(name)) return SWITCH.test(value)
  if (AMP_CHOOSERS.test(name)) return /^amp$/i.test(value)
  return CHOOSERS.test(name) && (EDITION.test(value) || /^(?:toggle_)?view_(?:mobile|desktop)$/i.test(value))
}

const SESSIONS =
  /^(?:phpsessid|jsessionid|aspsessionid.*|asp\.net_sessionid|session_?id|sess_?id|oscsid|zenid|cfid|cftoken|cfsessionid)$/i
const HASH = /^(?=.*\d)(?:[\da-f]{32}|[\da-f]{40}|[a-z\d]{26})$/i

/** A query without what only tells whose visit this is. */
export function withoutSession(query: readonly Parameter[]): readonly Parameter[] {
  const kept = query.filter(({ name }) => !SESSIONS.test(name))
  // A bare `s` or `sid` is a session only where its value is a hash, and where another one says what is read.
  const rest = kept.filter(({ name, value }) => !/^(?:s|sid)$/i.test(name) || !HASH.test(value))
  return rest.length > 0 ? rest : kept
}
