import { parseWebUrl } from '../url.ts'

/** A `link` that names a sign of the site. https://html.spec.whatwg.org/multipage/links.html#rel-icon */
export interface StatedIcon {
  readonly rel: string
  readonly href: string
  readonly sizes: string | null
  readonly type: string | null
}

const ICON = /(?:^|\s)(?:icon|apple-touch-icon(?:-precomposed)?|mask-icon|fluid-icon)(?:\s|$)/i
/** The window shows signs at up to 32 CSS pixels: twice that is sharp on every screen, more is only weight. */
const WANTED = 64
/** A `data:` address longer than this is a picture, no sign. */
const MAX_DATA = 300_000

export function isIcon(rel: string): boolean {
  return ICON.test(rel)
}

/** The icon's width in pixels: as stated (`16x16 32x32` has both), else what its kind usually has. */
function widths({ rel, href, sizes, type }: StatedIcon): number[] {
  if (/\bany\b/i.test(sizes ?? '') || /svg/i.test(type ?? '') || /\.svg(?:[?#]|$)/i.test(href)) return [WANTED]
  const stated = [...(sizes ?? '').matchAll(/(\d{1,4})x\d{1,4}/gi)].map(([, width]) => Number(width))
  if (stated.length > 0) return stated
  const named = /(\d{2,3})x\1(?!\d)/.exec(href)?.[1]
  if (named) return [Number(named)]
  return [/apple-touch/i.test(rel) ? 180 : /\.ico(?:[?#]|$)/i.test(href) ? 32 : 31]
}

/** How far a width is from what is wanted; too small is worse than too big. */
function distance(width: number): number {
  return width >= WANTED ? (width - WANTED) / 4 : (WANTED - width) * 3
}

/** A mask is one colour without its ground, a touch icon has margins: both only where there is nothing else as good. */
function burden(rel: string): number {
  return /mask-icon/i.test(rel) ? 500 : /fluid/i.test(rel) ? 300 : 0
}

/**
 * The address of the best of the stated icons: the smallest that is sharp, else the largest; the last of equals, as
 * browsers do. Absolute http or https, or `data:`; null where none is stated that can be had.
 */
export function bestIcon(icons: readonly StatedIcon[], base: string | null): string | null {
  let best: { readonly href: string; readonly cost: number } | null = null
  for (const icon of icons) {
    const raw = icon.href.trim()
    const data = /^data:image\//i.test(raw) && raw.length <= MAX_DATA
    const href = data ? raw : (parseWebUrl(raw, base ?? undefined)?.href ?? null)
    if (!href) continue
    const cost = Math.min(...widths(icon).map(distance)) + burden(icon.rel)
    if (best === null || cost <= best.cost) best = { href, cost }
  }
  return best?.href ?? null
}

/** Where browsers look for a site's sign when its pages state none. */
export function defaultIcon(url: string): string | null {
  return parseWebUrl('/favicon.ico', url)?.href ?? null
}
