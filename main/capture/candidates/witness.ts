import { tagOf } from '../extract/dom.ts'

const MAX_DEPTH = 6
const MIN_TEXT = 200

/** The longest `articleBody` in a value of JSON-LD. https://schema.org/articleBody */
function bodyIn(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return ''
  let longest = ''
  for (const [name, inner] of Object.entries(value)) {
    const text = name === 'articleBody' && typeof inner === 'string' ? inner : bodyIn(inner, depth + 1)
    if (text.length > longest.length) longest = text
  }
  return longest
}

/**
 * The article's text as the page tells search engines: no structure, but a witness of what belongs. Null where there is
 * none worth asking. To be read before the page is taken apart.
 */
export function readWitness(page: Document): string | null {
  let longest = ''
  for (const script of page.querySelectorAll('script[type]')) {
    if (tagOf(script) !== 'script' || !/ld\+json/i.test(script.getAttribute('type') ?? '')) continue
    const source = script.textContent ?? ''
    if (!source.includes('articleBody')) continue
    try {
      const text = bodyIn(JSON.parse(source.replace(/[\n\r\t]+/g, ' ')))
      if (text.length > longest.length) longest = text
    } catch {
      // Damaged data says nothing.
    }
  }
  const text = longest
    .replace(/<\/?(?:p|div|br|h\d|li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, '\u00A0')
    .trim()
  return text.length >= MIN_TEXT ? text : null
}
