/** Where pages keep a picture's address until a script shows it. */
import { best, type Candidate, isPictureAddress, jsonCandidates, parseSrcset } from './candidates.ts'

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
/** Names that hold an address or data with addresses, whatever a script calls them. */
const TELLING_NAME = /src|orig|lazy|image|img|url|full|large|hi-?res|photo|pic|attrs|props|options|bg|background/i
/** Of the attributes that HTML has for other things. */
const OTHER = /^(?:src|srcset|alt|title|class|id|style|width|height|sizes|loading|href|aria-.*|on.*)$/i

const PLACEHOLDER =
  /(?:^|[/_.-])(?:blank|spacer|placeholder|pixel|dot|transparent|lazy|loading|loader|grey|gray|1x1|clear|trans|empty|s)(?:[_-][\w-]{0,12}|\d*)\.(?:gif|png|svg|webp)(?:\?|$)/i

/** What a page shows until the picture is there: an empty or tiny one, or a blurred one that lies in the page itself. */
export function isPlaceholder(src: string): boolean {
  if (src === '' || src === '#' || src.startsWith('about:') || src.startsWith('blob:')) return true
  if (src.startsWith('data:')) return src.length < 400 || (/^data:image\/svg/i.test(src) && src.length < 1500)
  return PLACEHOLDER.test(src)
}

export function attribute(element: Element, names: readonly string[]): string | null {
  for (const name of names) {
    const value = element.getAttribute(name)?.trim()
    if (value && value !== 'null' && value !== 'undefined') return value
  }
  return null
}

/** The set of addresses that a script would put in the place of `srcset`, else that itself. */
export function pictureSet(element: Element): Candidate[] {
  const set = attribute(element, LAZY_SETS) ?? attribute(element, ['srcset'])
  if (set === null) return []
  return /^\s*[[{]/.test(set) ? jsonCandidates(set) : parseSrcset(set)
}

/** The address that a script would load, by one of the names that many pages use; `{width}` is filled in. */
export function lazyAddress(img: Element): string | null {
  for (const name of LAZY) {
    const value = img.getAttribute(name)?.trim()
    if (!value || /^(?:data:|null$|undefined$)/.test(value)) continue
    if (/^[[{]/.test(value)) {
      const named = best(jsonCandidates(value))
      if (named !== null) return named
    } else return fillWidth(value, img)
  }
  return null
}

/** `photo_{width}x.jpg` with the widths that `data-widths` lists. */
function fillWidth(address: string, img: Element): string {
  if (!/\{width\}|%7Bwidth%7D/i.test(address)) return address
  const widths = (img.getAttribute('data-widths')?.match(/\d+/g) ?? ['1080']).map(Number)
  const url = (width: number) => address.replace(/\{width\}|%7Bwidth%7D/gi, String(width))
  return best(widths.map((width) => ({ url: url(width), width }))) ?? url(1080)
}

/** Any address of a picture in an attribute of a telling name: for images that show nothing as they are. */
export function hiddenAddress(img: Element): string | null {
  const found: Candidate[] = []
  for (const name of img.getAttributeNames()) {
    if (OTHER.test(name) || !TELLING_NAME.test(name)) continue
    const value = img.getAttribute(name)?.trim() ?? ''
    if (/^[[{]/.test(value)) found.push(...jsonCandidates(value))
    else if (/\s\d+(?:w|\.?\d*x)\s*(?:,|$)/.test(value)) found.push(...parseSrcset(value))
    else if (isPictureAddress(value)) found.push({ url: value, width: 100 })
  }
  return best(found.filter(({ url }) => !isPlaceholder(url)))
}

/** Takes away what is of no use any more; Readability looks again at what calls itself lazy. */
export function dropLazy(img: Element): void {
  if (/lazy/i.test(img.getAttribute('class') ?? '')) img.removeAttribute('class')
  for (const name of [...LAZY, ...LAZY_SETS]) if (img.hasAttribute(name)) img.removeAttribute(name)
}
