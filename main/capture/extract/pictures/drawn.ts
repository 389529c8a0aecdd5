/** Pictures that are no `img`: painted behind an empty element, or drawn in the page itself. */
import { isText, rename, tagOf } from '../dom.ts'
import { isPictureAddress } from './candidates.ts'
import { attribute, isPlaceholder } from './lazy.ts'

const HOLDERS = new Set(['div', 'span', 'figure', 'a', 'section', 'p', 'i', 'li'])
const PAINTED = [
  'data-bg',
  'data-background-image',
  'data-background',
  'data-bg-src',
  'data-bg-url',
  'data-lazy-background',
]
const ADDRESS = /background(?:-image)?\s*:[^;]*?url\(\s*(?:"([^"]+)"|'([^']+)'|&quot;(.+?)&quot;|([^)'"\s]+))\s*\)/i
const NAMED = /(?:^|[\s_-])(?:image|img|photo|picture|figure|media|gallery|cover|hero|poster|slide)/i
const NO_PICTURE = /avatar|icon|logo|sprite|emoji|pattern|texture|overlay|gradient|share|social|author|advert|banner/i
/** A picture is at least so wide and high where its size is told; CSS pixels. */
const SMALLEST = 100

function isEmpty(element: Element): boolean {
  for (const child of element.childNodes) if (!isText(child) || child.data.trim() !== '') return false
  return true
}

function length(style: string, side: 'width' | 'height'): number | null {
  const found = new RegExp(`(?:^|;)\\s*(?:min-)?${side}\\s*:\\s*(\\d+)px`, 'i').exec(style)?.[1]
  return found === undefined ? null : Number(found)
}

/** An image in the place of an empty element whose background is the picture; null where it is but decoration. */
export function paintedPicture(element: Element): Element | null {
  if (!HOLDERS.has(tagOf(element)) || !isEmpty(element)) return null
  const style = element.getAttribute('style') ?? ''
  const [, ...quoted] = ADDRESS.exec(style) ?? []
  const lazy = attribute(element, PAINTED)?.replace(/^url\(\s*["']?|["']?\s*\)$/g, '')
  const address = lazy ?? quoted.find((each) => each !== undefined)
  if (!address || isPlaceholder(address) || (lazy !== undefined && !isPictureAddress(address))) return null
  const name = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
  if (NO_PICTURE.test(name) || /background-repeat\s*:\s*repeat(?!-)/i.test(style)) return null
  const [width, height] = [length(style, 'width'), length(style, 'height')]
  if ((width ?? SMALLEST) < SMALLEST || (height ?? SMALLEST) < SMALLEST) return null
  const said = element.getAttribute('role') === 'img' || element.hasAttribute('aria-label')
  const held = said || NAMED.test(name) || height !== null || /padding-(?:top|bottom)\s*:\s*\d+(?:\.\d+)?%/i.test(style)
  if (!held && !element.closest('figure, [role="img"]')) return null
  const label = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? ''
  const image = element.ownerDocument.createElement('img')
  image.setAttribute('src', address)
  image.setAttribute('alt', label)
  // The figure or the link itself stays: its caption or address is about the picture.
  if (tagOf(element) === 'figure' || tagOf(element) === 'a' || tagOf(element) === 'li') element.replaceChildren(image)
  else element.replaceWith(image)
  element.removeAttribute('style')
  return image
}

const SHAPES = /<(?:path|rect|circle|ellipse|line|poly(?:line|gon)|text|image)\b/gi
const MOST_MARKUP = 500_000

/** A drawing in the page itself as an image: one that stands in a figure, or says that it is one and is no icon. */
export function drawnPicture(svg: Element): Element | null {
  const figure = svg.closest('figure')
  if (!figure && svg.getAttribute('role') !== 'img') return null
  if (svg.getAttribute('aria-hidden') === 'true' || svg.closest('button, a')) return null
  const [, , boxWidth = 0, boxHeight = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  const side = (name: 'width' | 'height', box: number) =>
    Number(/^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(svg.getAttribute(name) ?? '')?.[1] ?? box)
  const [width, height] = [side('width', boxWidth), side('height', boxHeight)]
  if (width < SMALLEST || height < SMALLEST) return null
  const markup = svg.outerHTML
  // Without colours of its own it is drawn by the page's style sheet, which is not kept.
  if (markup.length > MOST_MARKUP || (markup.match(SHAPES)?.length ?? 0) < 2 || !/\b(?:fill|stroke)\b/i.test(markup))
    return null
  const words = svg.getAttribute('aria-label') ?? svg.querySelector('title')?.textContent?.trim() ?? ''
  const named = /\sxmlns\s*=/.test(markup.slice(0, 2000))
    ? markup
    : markup.replace(/^<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"')
  const image = rename(svg, 'img')
  image.replaceChildren()
  for (const name of image.getAttributeNames()) image.removeAttribute(name)
  image.setAttribute('src', `data:image/svg+xml,${encodeURIComponent(named)}`)
  image.setAttribute('alt', words)
  image.setAttribute('width', String(Math.round(width)))
  image.setAttribute('height', String(Math.round(height)))
  return image
}
