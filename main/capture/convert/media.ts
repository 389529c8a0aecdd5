import { tagOf } from '../extract/dom.ts'
import { pixelAttribute } from '../extract/pictures.ts'
import { parseWebUrl } from '../url.ts'
import type { Conversion, Handler } from './context.ts'
import { cleanText } from './flow.ts'

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

/** What plays or runs somewhere else: a card with a link, never the thing itself. */
export const frame: Handler = (element, flow, _scope, conversion) => {
  const url = webUrl(
    element.getAttribute('src') ?? element.getAttribute('data-src') ?? element.getAttribute('data'),
    conversion.base,
  )
  flow.boundary()
  if (!url || flow.inlineOnly) return
  const { host, pathname } = new URL(url)
  const title = words(element.getAttribute('title')) || null
  for (const [pattern, watch, poster] of HOSTS) {
    const id = pattern.exec(host + pathname)?.[1]
    if (!id) continue
    flow.block({ type: 'embed', attrs: { kind: 'video', title, url: watch(id), media: poster?.(id) ?? null } })
    return
  }
  flow.block({ type: 'embed', attrs: { kind: 'iframe', title: title ?? host, url, media: null } })
}

function mediaSource(element: Element, conversion: Conversion): string | null {
  const own = webUrl(element.getAttribute('src'), conversion.base)
  if (own) return own
  for (const child of element.children) {
    if (tagOf(child) !== 'source') continue
    const url = webUrl(child.getAttribute('src'), conversion.base)
    if (url) return url
  }
  return null
}

export function player(kind: 'video' | 'audio'): Handler {
  return (element, flow, _scope, conversion) => {
    flow.boundary()
    const url = mediaSource(element, conversion)
    const poster = webUrl(element.getAttribute('poster'), conversion.base)
    if ((!url && !poster) || flow.inlineOnly) return
    const title = words(element.getAttribute('title') ?? element.getAttribute('aria-label')) || null
    flow.block({ type: 'embed', attrs: { kind, title, url, media: poster } })
  }
}
