import { DOMParser } from 'linkedom'

/** More than a drawing needs; what is larger would hold everything else up while it is looked through. */
export const MAX_SVG_BYTES = 2 * 1024 * 1024

/** What draws. Anything else in an SVG (scripts, foreign markup, links, animation of addresses) is not kept. */
const ELEMENTS = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker linearGradient radialGradient stop pattern clipPath mask image filter switch view style feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate animateTransform animateMotion mpath'
    .toLowerCase()
    .split(' '),
)
/** Elements that are drawn at most, those that are drawn again included; a large map has some ten thousand. */
const MAX_DRAWN = 500_000
const MAX_DEPTH = 200
const LOCAL_REFERENCE = /^\s*(?:#|data:image\/(?:png|jpe?g|gif|webp|avif);)/i
const OUTSIDE =
  /@import|expression\s*\(|javascript:|url\(\s*["']?\s*(?!["']?\s*(?:#|data:image\/(?:png|jpe?g|gif|webp);))/i

/** Everything that is drawn at all is shown by an `img`, where browsers neither run nor load anything; this is the second lock. */
function clean(element: Element, depth: number): boolean {
  if (depth > MAX_DEPTH) return false
  const name = element.localName.toLowerCase().replace(/^svg:/, '')
  if (!ELEMENTS.has(name)) return false
  if (name === 'style' && OUTSIDE.test(element.textContent ?? '')) return false
  if (name.startsWith('animate') && /href/i.test(element.getAttribute('attributeName') ?? '')) return false
  for (const attribute of element.getAttributeNames()) {
    const value = element.getAttribute(attribute) ?? ''
    const key = attribute.toLowerCase()
    const foreign = key.startsWith('on') || key === 'xml:base'
    const outward = /(?:^|:)(?:href|src)$/.test(key) ? !LOCAL_REFERENCE.test(value) : OUTSIDE.test(value)
    if (foreign || outward) element.removeAttribute(attribute)
  }
  for (const child of [...element.children]) if (!clean(child, depth + 1)) child.remove()
  return true
}

/**
 * How many elements a drawing draws, with what is drawn again by `use`, or as a pattern, mask, path or marker of another:
 * uses of uses multiply, so that a thousand bytes can keep whoever draws them busy for years. Stops counting soon after
 * `MAX_DRAWN`; one that leads back to itself is drawn by nobody.
 */
function drawn(root: Element): number {
  const places = new Map<string, Element>()
  for (const element of root.querySelectorAll('[id]')) {
    const id = element.getAttribute('id')
    if (id && !places.has(id)) places.set(id, element)
  }
  const known = new Map<Element, number>()
  const count = (element: Element, depth: number): number => {
    const before = known.get(element)
    if (before !== undefined) return before
    known.set(element, 0)
    let sum = 1
    // Deeper than any drawing, and than `clean` lets elements stand: as if without end.
    if (depth > MAX_DEPTH) sum = Number.POSITIVE_INFINITY
    for (const id of references(element)) {
      const target = sum > MAX_DRAWN ? undefined : places.get(id)
      if (target) sum += count(target, depth + 1)
    }
    for (const child of element.children) {
      if (sum > MAX_DRAWN) break
      sum += count(child, depth + 1)
    }
    known.set(element, sum)
    return sum
  }
  return count(root, 0)
}

/** The ids of what an element draws again; gradients and filters draw nothing. */
function references(element: Element): string[] {
  return element.getAttributeNames().flatMap((name) => {
    const value = element.getAttribute(name) ?? ''
    if (/(?:^|:)href$/.test(name)) {
      const isUse = /^(?:svg:)?use$/i.test(element.localName)
      return isUse && value.trim().startsWith('#') ? [unescaped(value.trim().slice(1))] : []
    }
    if (!/^(?:fill|stroke|mask|clip-path|marker(?:-\w+)?|style)$/.test(name)) return []
    return [...value.matchAll(/url\(\s*["']?\s*#([^"')]+)/gi)].map(([, id = '']) => unescaped(id.trim()))
  })
}

function unescaped(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** linkedom's types know XML documents less well than linkedom does. */
function isElementNode(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && 'nodeType' in value && value.nodeType === 1
}

/** An SVG file that can do nothing but be seen; null where it is not one or nothing of it is left. */
export function inertSvg(bytes: Uint8Array): Uint8Array | null {
  // Entities could hide anything, and bombs are made of them: a document type goes as a whole. No two parts of a pattern
  // may take the same characters, since small drawings are looked through in the main thread.
  const source = new TextDecoder()
    .decode(bytes)
    .replace(/^\uFEFF/, '')
    .replace(/<!DOCTYPE[^<>[]*(?:\[[^\]]*\][^<>[]*)?>/gi, '')
    .replace(/<\?(?!xml\s)[^>]*(?:>|$)/g, '')
  try {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml')
    const root: unknown = parsed.documentElement
    if (!isElementNode(root) || root.localName.toLowerCase() !== 'svg' || !clean(root, 0)) return null
    if (drawn(root) > MAX_DRAWN) return null
    // Some programs write it as an entity of the document type.
    root.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    if (root.hasAttribute('xmlns:xlink')) root.setAttribute('xmlns:xlink', 'http://www.w3.org/1999/xlink')
    return new TextEncoder().encode(root.toString())
  } catch {
    return null
  }
}
