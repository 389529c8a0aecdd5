import { DOMParser } from 'linkedom'

/** More than a drawing needs; what is larger would hold everything else up while it is looked through. */
export const MAX_SVG_BYTES = 2 * 1024 * 1024

/** What draws. Anything else in an SVG (scripts, foreign markup, links, animation of addresses) is not kept. */
const ELEMENTS = new Set(
  'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath marker linearGradient radialGradient stop pattern clipPath mask image filter switch view style feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate animateTransform animateMotion mpath'
    .toLowerCase()
    .split(' '),
)
const LOCAL_REFERENCE = /^\s*(?:#|data:image\/(?:png|jpe?g|gif|webp|avif);)/i
const OUTSIDE =
  /@import|expression\s*\(|javascript:|url\(\s*["']?\s*(?!["']?\s*(?:#|data:image\/(?:png|jpe?g|gif|webp);))/i

/** Everything that is drawn at all is shown by an `img`, where browsers neither run nor load anything; this is the second lock. */
function clean(element: Element, depth: number): boolean {
  if (depth > 200) return false
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
    // Some programs write it as an entity of the document type.
    root.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
    if (root.hasAttribute('xmlns:xlink')) root.setAttribute('xmlns:xlink', 'http://www.w3.org/1999/xlink')
    return new TextEncoder().encode(root.toString())
  } catch {
    return null
  }
}
