import { hasClass, isElement, isText, tagOf } from './dom.ts'

/**
 * The environments of display mathematics that MathJax and KaTeX's auto-render look for outside of all delimiters.
 * https://docs.mathjax.org/en/latest/input/tex/delimiters.html
 */
const ENVIRONMENTS = 'equation|align|alignat|gather|multline|eqnarray|flalign|displaymath|math|CD'
/** Bounded, so that a page of nothing but opening delimiters takes no longer than its length. */
const FORMULA = new RegExp(
  [
    String.raw`\$\$([\s\S]{1,2000}?)\$\$`,
    String.raw`\\\[([\s\S]{1,2000}?)\\\]`,
    String.raw`\\\(([\s\S]{1,1000}?)\\\)`,
    String.raw`(\\begin\{((?:${ENVIRONMENTS})\*?)\}[\s\S]{1,4000}?\\end\{\5\})`,
    String.raw`(?<![\\$\w])\$(?!\s)([^$]{1,400}?)(?<![\\\s])\$(?![\w$])`,
  ].join('|'),
  'g',
)
const ANY = /\$|\\[([]|\\begin\{/
/** In single dollars: what no price and no shell variable holds. */
const TELLING = /\\[a-zA-Z]{2,}|[\^_{}]|^\s*[a-zA-Z]\s*$|^[\s\d+\-*/=<>()|,.a-zA-Z']*[=<>+][\s\d+\-*/=<>()|,.a-zA-Z']*$/
const SKIPPED = /^(?:code|kbd|samp|tt|pre|textarea|script|style|math|svg)$/
const IGNORED = /(?:^|\s)(?:tex2jax_ignore|mathjax_ignore|nolatex)(?:\s|$)/
/** What static site generators and question sites call an element of TeX. */
const CONTAINER =
  /(?:^|\s)(?:math|arithmatex|math-tex|math-container|tex2jax_process|mathjax_process|MathJax_Preview-source)(?:\s|$)/

export interface Formula {
  readonly tex: string
  readonly display: boolean
}

/** How a page's scripts set TeX: with `$…$` too, only with the unmistakable delimiters, or not at all. */
export type TexUse = 'none' | 'marked' | 'dollars'

export function texUse(document: Document): TexUse {
  let use: TexUse = 'none'
  for (const script of document.getElementsByTagName('script')) {
    const src = script.getAttribute('src') ?? ''
    if (/math-?jax|katex/i.test(src)) {
      if (use === 'none') use = 'marked'
      continue
    }
    if (src !== '' || /json/.test(script.getAttribute('type') ?? '')) continue
    const text = script.textContent ?? ''
    if (!/MathJax|renderMathInElement|katex\.render/.test(text)) continue
    if (use === 'none') use = 'marked'
    if (/['"]\$['"]/.test(text)) use = 'dollars'
  }
  return use
}

/** The pieces of a text: words, and formulas without their delimiters. Null where there is no formula. */
export function splitTex(text: string, use: TexUse): (string | Formula)[] | null {
  if (!ANY.test(text)) return null
  const pieces: (string | Formula)[] = []
  let end = 0
  for (const found of text.matchAll(FORMULA)) {
    const [whole, dollars, brackets, parentheses, environment, , single] = found
    const tex = dollars ?? brackets ?? parentheses ?? environment ?? single ?? ''
    if (tex.trim() === '' || (single !== undefined && !(use === 'dollars' || TELLING.test(single)))) continue
    if (found.index > end) pieces.push(text.slice(end, found.index))
    pieces.push({ tex: tex.trim(), display: parentheses === undefined && single === undefined })
    end = found.index + whole.length
  }
  if (pieces.length === 0) return null
  if (end < text.length) pieces.push(text.slice(end))
  return pieces
}

/** Whether an element's own text is to be looked through for TeX. */
export function maySetTex(element: Element, use: TexUse): boolean {
  if (SKIPPED.test(tagOf(element)) || hasClass(element, IGNORED)) return false
  return use !== 'none' || hasClass(element, CONTAINER)
}

/** Puts `hold`'s placeholders where formulas stand directly in an element; a formula may run over line breaks. */
export function takeTex(element: Element, use: TexUse, hold: (formula: Formula) => Element | null): void {
  let run: ChildNode[] = []
  let text = ''
  const settle = () => {
    const pieces = run.length > 0 ? splitTex(text, use) : null
    const [first] = run
    if (pieces && first) {
      const made: (string | Element)[] = []
      for (const piece of pieces) {
        if (typeof piece === 'string') made.push(...withBreaks(piece, element.ownerDocument))
        else made.push(hold(piece) ?? piece.tex)
      }
      first.before(...made)
      for (const node of run) node.remove()
    }
    run = []
    text = ''
  }
  for (const node of [...element.childNodes]) {
    if (isText(node)) {
      run.push(node)
      text += node.data
    } else if (isElement(node) && tagOf(node) === 'br' && text !== '') {
      run.push(node)
      text += '\u2028'
    } else settle()
  }
  settle()
}

/** U+2028 stood for the breaks. */
function withBreaks(text: string, document: Document): (string | Element)[] {
  return text.split('\u2028').flatMap((line, index) => (index === 0 ? [line] : [document.createElement('br'), line]))
}
