import { plainText, tagOf } from './dom.ts'
import { best, isPictureAddress } from './pictures/candidates.ts'
import { dropLazy, hiddenAddress, isPlaceholder, lazyAddress, pictureSet } from './pictures/lazy.ts'
import { noteOthers } from './pictures/others.ts'
import { anySource, sourceCandidates } from './pictures/sources.ts'

export { parseSrcset } from './pictures/candidates.ts'

/** Sizes up to this are those of dots that count visitors; pixels. */
const DOT = 2

/** The address of the best picture that an image offers: its sets, its `picture`'s, what a script would load, its `src`. */
export function pictureSource(img: Element): string | null {
  const src = img.getAttribute('src')?.trim() ?? ''
  const inside = src.startsWith('data:')
  const fromPicture = sourceCandidates(img)
  const own = pictureSet(img).filter(({ url }) => !isPlaceholder(url))
  // Another crop for a large window, where it says how wide it is no less than the image's own.
  const real = fromPicture.length > 0 ? [...fromPicture, ...own] : own
  const sized = real.some(({ width }) => width > 100 || real.length > 1)
  if (sized) return best(real)
  const lazy = lazyAddress(img)
  if (lazy !== null && !isPlaceholder(lazy)) return lazy
  const fromSet = best(real)
  if (!isPlaceholder(src) && !inside) return fullSize(img, src) ?? (fromPicture.length > 0 ? (fromSet ?? src) : src)
  // What lies in the page itself is a preview wherever there is anything else.
  const other = fromSet ?? hiddenAddress(img) ?? best(anySource(img))
  return other ?? (src.startsWith('data:image/') ? src : null)
}

/** A name's parts that tell a size: `photo-300x200.jpg`, `photo_thumb.jpg`, `thumb_photo.jpg`. */
const SIZE_IN_NAME =
  /(?:[-_.](?:\d{2,4}x\d{2,4}|thumb(?:nail)?|small|medium|scaled|min|tn|sm))+(?=\.\w+$)|^(?:thumb(?:nail)?|tn|small|mini)[-_]/i

/** The picture that a small one leads to, where it is the same by its name. */
function fullSize(img: Element, src: string): string | null {
  const link = img.parentElement
  const href = link && tagOf(link) === 'a' ? (link.getAttribute('href')?.trim() ?? '') : ''
  if (!isPictureAddress(href)) return null
  const nameOf = (address: string) => /([^/?#]+)(?:[?#]|$)/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? ''
  const [small, large] = [nameOf(src), nameOf(href)]
  if (!SIZE_IN_NAME.test(small)) return null
  return small.replace(SIZE_IN_NAME, '') === large.replace(SIZE_IN_NAME, '') ? href : null
}

export function pixelAttribute(element: Element, name: 'width' | 'height'): number | null {
  const value = element.getAttribute(name) ?? element.getAttribute(`data-${name}`)
  const number = value && /^\s*\d+(?:px)?\s*$/.test(value) ? Number.parseInt(value, 10) : 0
  return number > 0 ? number : null
}

/** Whether a picture is a dot that counts visitors: a size that nobody sees, and nothing that a script would load. */
function isDot(img: Element): boolean {
  const width = pixelAttribute(img, 'width')
  const height = pixelAttribute(img, 'height')
  if (width !== null && height !== null) return width <= DOT && height <= DOT
  const style = img.getAttribute('style')
  return style !== null && /(?:^|[;\s])width:\s*[01]px/i.test(style) && /(?:^|[;\s])height:\s*[01]px/i.test(style)
}

/** Settles on one `src` per image, so that whatever comes later reads it plainly. */
export function settleImage(img: Element): void {
  const source = pictureSource(img)
  if (isDot(img)) {
    if (source === null || source === img.getAttribute('src')?.trim()) {
      img.remove()
      return
    }
    for (const name of ['width', 'height', 'style']) img.removeAttribute(name)
  }
  if (source) noteOthers(img, source)
  img.removeAttribute('srcset')
  if (source) {
    img.setAttribute('src', source)
    dropLazy(img)
  } else img.removeAttribute('src')
}

/** Many pages repeat a lazy picture in noscript. Answers whether the noscript was taken for its picture. */
export function takeNoscript(noscript: Element): boolean {
  const images = noscript.querySelectorAll('img')
  const [image] = images
  if (!image || images.length > 1 || plainText(noscript) !== '') return false
  settleImage(image)
  const source = image.parentNode ? image.getAttribute('src') : null
  if (!source) return false
  const drawn = besides(noscript.previousElementSibling)
  const waiting = besides(noscript.nextElementSibling)
  if (drawn) {
    const current = drawn.getAttribute('src')
    if (!current || current.startsWith('data:')) {
      drawn.setAttribute('src', source)
      const alt = image.getAttribute('alt')
      if (alt && !drawn.getAttribute('alt')) drawn.setAttribute('alt', alt)
    }
    noscript.remove()
  } else if (waiting && isSame(waiting, source)) {
    // The walk comes to it yet.
    if (showsNothing(waiting)) waiting.setAttribute('src', source)
    noscript.remove()
  } else {
    noscript.replaceWith(image)
  }
  return true
}

/** The image that an element beside a noscript is, or is there for. */
function besides(element: Element | null): Element | null {
  if (!element) return null
  if (tagOf(element) === 'img') return element
  const images = element.querySelectorAll('img')
  return images.length === 1 && plainText(element) === '' ? (images[0] ?? null) : null
}

function showsNothing(img: Element): boolean {
  return pictureSource(img)?.startsWith('data:') !== false
}

/** Whether an image that is still to come shows the same, or nothing by itself. */
function isSame(img: Element, source: string): boolean {
  const nameOf = (address: string) => address.replace(/[?#].*$/, '').replace(/^.*\//, '')
  return showsNothing(img) || nameOf(pictureSource(img) ?? '') === nameOf(source)
}
