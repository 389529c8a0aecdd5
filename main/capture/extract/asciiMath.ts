import { hasClass, isText, tagOf } from './dom.ts'

/** The combined configurations of MathJax 2 with `AM` in their names, the component of MathJax 3, ASCIIMathML itself. */
const LOADED = /[?&]config=[\w-]*\bAM_|\bAM_(?:CHTML|SVG|HTMLorMML)|\/(?:mml-)?asciimath|input\/asciimath|ASCIIMathML/i
const FORMULA = /`([^`\n]{1,1000})`/g
/** As for TeX: https://docs.mathjax.org/en/latest/input/asciimath.html */
const SKIPPED = /^(?:code|kbd|samp|tt|pre|textarea|script|style|math|svg|noscript|template|title|head)$/
const IGNORED = /(?:^|\s)(?:asciimath2jax_ignore|mathjax_ignore)(?:\s|$)/

/** Whether a page's scripts set what stands between backticks as formulas. */
export function usesAsciiMath(document: Document): boolean {
  for (const script of document.getElementsByTagName('script')) {
    if (LOADED.test(script.getAttribute('src') ?? '')) return true
    const text = script.hasAttribute('src') ? '' : (script.textContent ?? '')
    if (text.includes('asciimath') && /MathJax/.test(text) && !/json/.test(script.getAttribute('type') ?? ''))
      return true
  }
  return false
}

/** AsciiMath as what it is, a source: it is not TeX, and taken for TeX it would say something else. */
function sourceElement(document: Document, source: string): Element {
  const code = document.createElement('code')
  code.textContent = source.trim()
  return code
}

/** Sets what stands between backticks directly in an element as code. */
export function takeAsciiMath(element: Element): void {
  if (SKIPPED.test(tagOf(element)) || hasClass(element, IGNORED)) return
  for (const node of [...element.childNodes]) {
    if (!isText(node) || !node.data.includes('`')) continue
    const pieces = node.data.split(FORMULA)
    if (pieces.length < 3) continue
    node.replaceWith(...pieces.map((piece, at) => (at % 2 === 1 ? sourceElement(element.ownerDocument, piece) : piece)))
  }
}

/** What MathJax 2 keeps of a formula in AsciiMath, in the place of its script; null for any other script. */
export function asciiMathSource(script: Element): Element | null {
  if (!/^math\/asciimath\b/i.test(script.getAttribute('type') ?? '')) return null
  const source = script.textContent?.trim() ?? ''
  return source === '' ? null : sourceElement(script.ownerDocument, source)
}
