import { plainText, tagOf } from '../extract/dom.ts'
import { frameAddress } from '../extract/frames.ts'
import { othersOf } from '../extract/pictures/others.ts'
import { pixelAttribute } from '../extract/pictures.ts'
import { parseWebUrl } from '../url.ts'
import type { Conversion, Handler, Scope } from './context.ts'
import { cleanText, type Flow } from './flow.ts'
import { withMark } from './marks.ts'

function words(value: string | null | undefined): string {
  return cleanText(value ?? '')
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim()
    .slice(0, 4000)
}

/** A web address against the page's base, or null. */
function webUrl(url: string | null | undefined, base: string | null): string | null {
  if (!url) return null
  return parseWebUrl(url, base ?? undefined)?.href ?? null
}

/**
 * A picture, in line; alone in its paragraph it becomes a block. Until pictures are fetched, `source` may be a `data:`
 * address too.
 */
export const image: Handler = (element, flow, scope, conversion) => {
  const src = element.getAttribute('src')?.trim() ?? ''
  const source = /^data:image\//i.test(src) ? src : webUrl(src, conversion.base)
  const alt = words(element.getAttribute('alt'))
  if (!source && alt === '') return
  const width = pixelAttribute(element, 'width')
  const height = pixelAttribute(element, 'height')
  if (width !== null && height !== null && width <= 2 && height <= 2) return
  const others = source ? othersOf(element).flatMap((url) => webUrl(url, conversion.base) ?? []) : []
  if (source && others.length > 0) conversion.stash.otherPictures.set(source, others)
  const title = words(element.getAttribute('title')) || null
  const links = scope.marks.filter(({ type }) => type === 'link')
  flow.atom({ type: 'inlineImage', attrs: { media: null, source, alt, title, width, height } }, links)
}

const HOSTS: readonly (readonly [pattern: RegExp, watch: (id: string) => string, poster?: (id: string) => string])[] = [
  [
    /^(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{6,20})/,
    (id) => `https://www.youtube.com/watch?v=${id}`,
    (id) => `https://i.ytimg.com/vi/${id}/hqdefault.jpg`,
  ],
  [/^player\.vimeo\.com\/video\/(\d+)/, (id) => `https://vimeo.com/${id}`],
  [
    /^(?:www\.)?dailymotion\.com\/embed\/video\/(\w+)/,
    (id) => `https://www.dailymotion.com/video/${id}`,
    (id) => `https://www.dailymotion.com/thumbnail/video/${id}`,
  ],
]

/** A card; where no block can stand, its title with the link. */
function card(
  attrs: { kind: string; title: string | null; url: string | null; media: string | null },
  flow: Flow,
  scope: Scope,
): void {
  const { title, url } = attrs
  if (!flow.inlineOnly) {
    flow.block(flow.directed({ type: 'embed', attrs }))
    return
  }
  const text = title ?? url
  if (!text) return
  flow.boundary()
  flow.text(text, url ? withMark(scope.marks, { type: 'link', attrs: { href: url, title: null } }) : scope.marks)
  flow.boundary()
}

/** What plays or runs somewhere else: a card with a link, never the thing itself. Without an address, what is in it. */
export const frame: Handler = (element, flow, scope, conversion) => {
  const url = webUrl(frameAddress(element), conversion.base)
  if (!url) {
    if (tagOf(element) === 'object') conversion.children(element, flow, scope)
    return
  }
  const { host, pathname } = new URL(url)
  const title =
    words(element.getAttribute('title') ?? element.getAttribute('aria-label')) || words(plainText(element)) || null
  for (const [pattern, watch, poster] of HOSTS) {
    const id = pattern.exec(host + pathname)?.[1]
    if (id) return card({ kind: 'video', title, url: watch(id), media: poster?.(id) ?? null }, flow, scope)
  }
  const media = webUrl(element.getAttribute('data-poster') ?? element.getAttribute('poster'), conversion.base)
  card({ kind: 'iframe', title: title ?? host.replace(/^www\./, ''), url, media }, flow, scope)
}

function mediaSource(element: Element, conversion: Conversion): string | null {
  const own = webUrl(element.getAttribute('src') ?? element.getAttribute('data-src'), conversion.base)
  if (own) return own
  for (const child of element.children) {
    if (tagOf(child) !== 'source') continue
    const url = webUrl(child.getAttribute('src') ?? child.getAttribute('data-src'), conversion.base)
    if (url) return url
  }
  return null
}

export function player(kind: 'video' | 'audio'): Handler {
  return (element, flow, scope, conversion) => {
    const url = mediaSource(element, conversion)
    const media = webUrl(element.getAttribute('poster') ?? element.getAttribute('data-poster'), conversion.base)
    if (!url && !media) return conversion.children(element, flow, scope)
    const title = words(element.getAttribute('title') ?? element.getAttribute('aria-label')) || null
    card({ kind, title, url, media }, flow, scope)
  }
}
