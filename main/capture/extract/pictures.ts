import { plainText, tagOf } from './dom.ts'

/** The widest picture that is taken of several, in pixels. */
const MAX_WIDTH = 2560
const LAZY = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-original-src',
  'data-hi-res-src',
  'data-full-src',
  'data-orig-file',
  'data-actualsrc',
  'data-echo',
  'data-url',
  'data-image-src',
  'data-image',
  'nitro-lazy-src',
  'data-cfsrc',
  'data-pin-media',
  'data-delayed-url',
] as const
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'data-original-set', 'nitro-lazy-srcset', 'data-src-set'] as const
const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|spacer|placeholder|pixel|transparent|lazy|loading|loader|grey|gray|1x1|clear|trans|empty)(?:[_-][\w-]{0,12}|\d*)\.(?:gif|png|svg)(?:\?|$)/i
const UNREADABLE = /image\/(?:jxl|heic|heif|tiff|jp2)/i

interface Candidate {
  readonly url: string
  /** In pixels, or in hundredths of the plain size where only a density is given. */
  readonly width: number
}

/** https://html.spec.whatwg.org/#parse-a-srcset-attribute (addresses may hold commas, descriptors not). */
export function parseSrcset(srcset: string): Candidate[] {
  const found: Candidate[] = []
  let rest = srcset.trimStart()
  while (rest !== '') {
    rest = rest.replace(/^[\s,]+/, '')
    const token = /^\S+/.exec(rest)?.[0]
    if (token === undefined) break
    rest = rest.slice(token.length)
    const url = token.replace(/,+$/, '')
    // A comma at its end closes an address without a descriptor.
    const descriptor = url === token ? (/^[^,]*/.exec(rest)?.[0] ?? '') : ''
    rest = rest.slice(descriptor.length)
    const [, size = '1', unit = 'x'] = /([\d.]+)([wx])/.exec(descriptor) ?? []
    if (url !== '') found.push({ url, width: unit === 'w' ? Number(size) : Number(size) * 100 })
  }
  return found
}

function best(candidates: readonly Candidate[]): string | null {
  let chosen: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.url.startsWith('data:')) continue
    if (!chosen) chosen = candidate
    else if (candidate.width > MAX_WIDTH)
      chosen = chosen.width > MAX_WIDTH && candidate.width < chosen.width ? candidate : chosen
    else if (chosen.width > MAX_WIDTH || candidate.width > chosen.width) chosen = candidate
  }
  return chosen?.url ?? null
}

function isPlaceholder(src: string): boolean {
  if (src === '' || src === '#' || src.startsWith('about:') || src.startsWith('blob:')) return true
  if (src.startsWith('data:')) return src.length < 400 || (/^data:image\/svg/i.test(src) && src.length < 1500)
  return PLACEHOLDER.test(src)
}

function attribute(element: Element, names: readonly string[]): string | null {
  for (const name of names) {
    const value = element.getAttribute(name)?.trim()
    if (value && value !== 'null') return value
  }
  return null
}

/** The address of the best picture that an image offers: its sets, its `picture`'s, what a script would load, its `src`. */
export function pictureSource(img: Element): string | null {
  const candidates: Candidate[] = []
  const add = (srcset: string | null) => {
    if (srcset) candidates.push(...parseSrcset(srcset))
  }
  add(attribute(img, LAZY_SETS) ?? attribute(img, ['srcset']))
  const src = img.getAttribute('src')?.trim() ?? ''
  const parent = img.parentElement
  if (parent && tagOf(parent) === 'picture') {
    for (const source of parent.children) {
      if (tagOf(source) !== 'source' || UNREADABLE.test(source.getAttribute('type') ?? '')) continue
      // A source for some screens only is another crop; it is used where the image offers nothing.
      if (source.hasAttribute('media') && (candidates.length > 0 || !isPlaceholder(src))) continue
      add(attribute(source, LAZY_SETS) ?? attribute(source, ['srcset']))
    }
  }
  const lazy = LAZY.map((name) => img.getAttribute(name)?.trim()).find(
    (value) => value && !/^(?:[{[]|data:)/.test(value),
  )
  const real = candidates.filter(({ url }) => !isPlaceholder(url))
  const sized = real.some(({ width }) => width > 100 || real.length > 1)
  if (sized) return best(real)
  if (lazy) return lazy
  const fromSet = best(real)
  if (!isPlaceholder(src)) return src
  return fromSet ?? (src.startsWith('data:image/') ? src : null)
}

function pixels(element: Element, name: 'width' | 'height'): number | null {
  const value = element.getAttribute(name) ?? element.getAttribute(`data-${name}`)
  const number = value && /^\s*\d+(?:px)?\s*$/.test(value) ? Number.parseInt(value, 10) : 0
  return number > 0 ? number : null
}

/** Settles on one `src` per image, so that whatever comes later reads it plainly. */
export function settleImage(img: Element): void {
  const width = pixels(img, 'width')
  const height = pixels(img, 'height')
  // A picture of a dot counts visitors.
  if (width !== null && height !== null && width <= 2 && height <= 2) {
    img.remove()
    return
  }
  const source = pictureSource(img)
  img.removeAttribute('srcset')
  if (source) {
    img.setAttribute('src', source)
    // Readability looks again at what calls itself lazy.
    if (/lazy/i.test(img.getAttribute('class') ?? '')) img.removeAttribute('class')
    for (const name of [...LAZY, ...LAZY_SETS]) if (img.hasAttribute(name)) img.removeAttribute(name)
  } else img.removeAttribute('src')
}

/** Many pages repeat a lazy picture in noscript. Answers whether the noscript was taken for its picture. */
export function takeNoscript(noscript: Element): boolean {
  const images = noscript.querySelectorAll('img')
  const [image] = images
  if (!image || images.length > 1 || plainText(noscript) !== '') return false
  settleImage(image)
  const source = image.getAttribute('src')
  if (!source) return false
  const before = noscript.previousElementSibling
  const drawn = before ? (tagOf(before) === 'img' ? before : before.querySelector('img')) : null
  if (drawn) {
    const current = drawn.getAttribute('src')
    if (!current || current.startsWith('data:')) {
      drawn.setAttribute('src', source)
      const alt = image.getAttribute('alt')
      if (alt && !drawn.getAttribute('alt')) drawn.setAttribute('alt', alt)
    }
    noscript.remove()
  } else {
    noscript.replaceWith(image)
  }
  return true
}

export { pixels as pixelAttribute }
