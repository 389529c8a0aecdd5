import { hasClass, plainText, rename, tagOf } from './dom.ts'
import { pixelAttribute } from './pictures.ts'
import type { Stash } from './stash.ts'

/**
 * What is framed in articles is a player, a map, a chart, or it is an advertisement, a counter, a button. The words of
 * addresses, names and titles tell, and the sizes that the advertising trade agreed on (IAB).
 */
const NO_CONTENT =
  /doubleclick|googlesyndication|adservice|ad-?server|amazon-adsystem|taboola|outbrain|googletagmanager|captcha|(?:^|[/._-])ads?(?:[/._?=-]|$)|adsby|advert|sponsor|banner|(?:^|[/._-])(?:pixel|beacon|track(?:er|ing)?|analytics|consent|cookie|like|share|follow|tweet_button|comments?|disqus|newsletter|subscribe|signup|login|addthis|sharethis|chat)(?:[/._?=-]|$)/i
const TITLE_OF_NONE = /\badvert|\bad content|\bpublicité|\banzeige|captcha|\bsign ?up|newsletter|\bcomments?\b/i
const AD_SIZES = new Set(
  '300x250 336x280 728x90 160x600 120x600 300x600 320x50 320x100 970x90 970x250 468x60 234x60 250x250 200x200 125x125'.split(
    ' ',
  ),
)
const CONTENT =
  /embed|player|video|audio|podcast|watch|track|episode|playlist|map|chart|graph|viz|interactive|slide|document|viewer|gallery|timeline|quiz|story|music|film|clip|stream|media/i

export function frameAddress(element: Element): string | null {
  for (const name of [
    'src',
    'data-src',
    'data-lazy-src',
    'data-original-src',
    'data-litespeed-src',
    'data-iframe-src',
  ]) {
    const value = element.getAttribute(name)?.trim()
    if (value && !/^(?:about:|javascript:|data:)/i.test(value)) return value
  }
  const data = element.getAttribute('data')?.trim()
  if (data) return data
  for (const param of element.querySelectorAll('param')) {
    if (/^(?:movie|src|url|filename)$/i.test(param.getAttribute('name') ?? '')) return param.getAttribute('value')
  }
  return element.querySelector('embed')?.getAttribute('src') ?? null
}

function isShown(element: Element): boolean {
  const width = pixelAttribute(element, 'width')
  const height = pixelAttribute(element, 'height')
  if ((width !== null && width <= 10) || (height !== null && height <= 10)) return false
  if (/^0(?:px)?$/.test(element.getAttribute('width') ?? '') || /^0(?:px)?$/.test(element.getAttribute('height') ?? ''))
    return false
  return !/display:\s*none|visibility:\s*hidden|(?:width|height):\s*[01](?:px)?\s*(?:;|$)/i.test(
    element.getAttribute('style') ?? '',
  )
}

/** Whether what a frame shows belongs to the article. */
export function isContentFrame(frame: Element): boolean {
  const address = frameAddress(frame)
  if (!address || !isShown(frame)) return false
  const title = frame.getAttribute('title') ?? frame.getAttribute('aria-label') ?? ''
  const names = `${frame.getAttribute('id') ?? ''} ${frame.getAttribute('name') ?? ''} ${frame.getAttribute('class') ?? ''}`
  const place = address.replace(/^(?:https?:)?\/\//i, '').replace(/[?#].*$/, '')
  if (NO_CONTENT.test(place) || NO_CONTENT.test(names.replaceAll(' ', '/')) || TITLE_OF_NONE.test(title)) return false
  if (frame.closest('ins')) return false
  const plays =
    frame.hasAttribute('allowfullscreen') || /fullscreen|encrypted-media/.test(frame.getAttribute('allow') ?? '')
  if (plays || title.trim() !== '' || frame.closest('figure') || CONTENT.test(place)) return true
  const size = `${pixelAttribute(frame, 'width')}x${pixelAttribute(frame, 'height')}`
  return !AD_SIZES.has(size) && (pixelAttribute(frame, 'height') ?? 0) >= 100
}

/** A drawing set with `object`. */
export function isPictureObject(element: Element): boolean {
  if (tagOf(element) !== 'object') return false
  const address = (element.getAttribute('data') ?? '').replace(/[?#].*$/, '')
  return /^image\//i.test(element.getAttribute('type') ?? '') || /\.(?:svg|png|jpe?g|gif|webp|avif)$/i.test(address)
}

/** Elements of AMP and of light players that stand for a video until it is asked for. */
const FACADES: Readonly<Record<string, readonly [attribute: string, address: (id: string) => string]>> = {
  'lite-youtube': ['videoid', (id) => `https://www.youtube.com/embed/${id}`],
  'youtube-video': ['videoid', (id) => `https://www.youtube.com/embed/${id}`],
  'amp-youtube': ['data-videoid', (id) => `https://www.youtube.com/embed/${id}`],
  'lite-vimeo': ['videoid', (id) => `https://player.vimeo.com/video/${id}`],
  'amp-vimeo': ['data-videoid', (id) => `https://player.vimeo.com/video/${id}`],
  'amp-soundcloud': [
    'data-trackid',
    (id) => `https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F${id}`,
  ],
  'amp-dailymotion': ['data-videoid', (id) => `https://www.dailymotion.com/embed/video/${id}`],
}

/** An `amp-accordion` as what it stands for: each section opens under its heading. */
export function openAccordion(accordion: Element): void {
  for (const section of [...accordion.children]) {
    const [heading] = section.children
    if (tagOf(section) !== 'section' || !heading) continue
    rename(heading, 'summary')
    const details = rename(section, 'details')
    if (details.hasAttribute('expanded')) details.setAttribute('open', '')
  }
}

/** The plain element that such an element stands for; null for any other. */
export function plainPlayer(element: Element): Element | null {
  const tag = tagOf(element)
  const facade = FACADES[tag]
  const made = (name: string) => {
    const other = element.ownerDocument.createElement(name)
    for (const attribute of element.getAttributeNames())
      other.setAttribute(attribute, element.getAttribute(attribute) ?? '')
    const title =
      element.getAttribute('title') ?? element.getAttribute('playlabel') ?? element.getAttribute('aria-label')
    if (title) other.setAttribute('title', title)
    return other
  }
  if (facade) {
    const id = element.getAttribute(facade[0])
    if (!id || !/^[\w-]{1,30}$/.test(id)) return null
    const frame = made('iframe')
    frame.setAttribute('src', facade[1](id))
    frame.setAttribute('allowfullscreen', '')
    return frame
  }
  if (tag !== 'amp-iframe' && tag !== 'amp-video' && tag !== 'amp-audio') return null
  const other = made(tag.slice(4))
  for (const child of [...element.children]) if (/^(?:source|track)$/.test(tagOf(child))) other.append(child)
  return other
}

/**
 * Keeps a frame or player from Readability, which drops those of hosts that it does not know. Wrappers that hold nothing
 * else go with it, so that their names do not decide.
 */
export function holdPlayer(document: Document, element: Element, stash: Stash): void {
  let whole = element
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (!/^(?:div|p|span|center|section)$/.test(tagOf(up)) || !holdsOnly(up, whole)) break
    if (hasClass(up, /(?:^|[\s_-])(?:ads?|advert\w*|sponsor\w*|comments?)(?:$|[\s_-])/i)) break
    whole = up
  }
  const parent = whole.parentElement
  const tag = parent && /^(?:p|span|a|b|strong|em|i|h[1-6]|figcaption)$/.test(tagOf(parent)) ? 'span' : 'p'
  whole.replaceWith(stash.hold(document, tag, { kind: 'player', element }, '\uFFFC'))
}

function holdsOnly(wrapper: Element, part: Element): boolean {
  for (const child of wrapper.children) {
    if (child !== part && !/^(?:script|style|noscript|br|meta|link|span)$/.test(tagOf(child))) return false
    if (child !== part && plainText(child) !== '' && !/^(?:script|style|noscript)$/.test(tagOf(child))) return false
  }
  for (const node of wrapper.childNodes) if (node.nodeType === 3 && (node.textContent ?? '').trim() !== '') return false
  return true
}
