import { isMathTree, type MathTree, mathAttributes, mathTags } from '../../core/document/math.ts'
import type { NodeJSON } from '../../core/document/types.ts'
import { hasClass, isElement, isText, tagOf } from './dom.ts'
import { parseHTML } from './linkedom.ts'
import { splitTex } from './tex.ts'
import { texToMathml } from './texMath.ts'

const MAX_DEPTH = 60

function children(element: Element, depth: number): (MathTree | string)[] {
  const found: (MathTree | string)[] = []
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (isText(node)) {
      const text = node.data.replace(/[ \t\n\r\f]+/g, ' ')
      if (text.trim() !== '') found.push(text.trim())
    } else if (isElement(node)) {
      const tree = mathTree(node, depth + 1)
      if (tree) found.push(tree)
    }
  }
  return found
}

/** MathML's own name of an element, whatever prefix a page writes. */
function mathTag(element: Element): string {
  return tagOf(element).replace(/^(?:m|mml|math):/, '')
}

/**
 * MathML as a tree of MathML Core, or null where nothing of it may stay. Annotations, links, actions and foreign markup are
 * dropped; elements that MathML 4 gave up become rows.
 */
function mathTree(element: Element, depth = 0): MathTree | null {
  const tag = mathTag(element)
  if (depth > MAX_DEPTH || tag.startsWith('annotation') || tag === 'script' || tag === 'style') return null
  if (tag === 'semantics') {
    const first = element.firstElementChild
    return first ? mathTree(first, depth) : null
  }
  if (tag === 'maction') {
    const shown = element.firstElementChild
    return shown ? mathTree(shown, depth) : null
  }
  if (tag === 'mfenced') return fenced(element, depth)
  if (!mathTags.has(tag)) return null
  const attributes: Record<string, string> = {}
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name)
    const key = name.toLowerCase()
    if (mathAttributes.has(key) && key !== 'alttext' && value !== null && /^[^(:;]{0,60}$/.test(value))
      attributes[key] = value
  }
  return [tag, attributes, ...children(element, depth)]
}

function fenced(element: Element, depth: number): MathTree {
  const operator = (text: string): MathTree => ['mo', { fence: 'true' }, text]
  const separators = (element.getAttribute('separators') ?? ',').replace(/\s/g, '')
  const inner: (MathTree | string)[] = []
  for (const [index, child] of children(element, depth).entries()) {
    if (index > 0 && separators) inner.push(['mo', {}, separators[Math.min(index, separators.length) - 1] ?? ','])
    inner.push(child)
  }
  return [
    'mrow',
    {},
    operator(element.getAttribute('open') ?? '('),
    ...inner,
    operator(element.getAttribute('close') ?? ')'),
  ]
}

/** A formula found in a page, as a node. */
export interface FoundMath {
  readonly node: NodeJSON
  readonly inline: boolean
}

export function mathNode(math: Element | null, tex: string | null, display: boolean): FoundMath | null {
  const mathml = math ? mathTree(math) : null
  const source = tex?.replaceAll('\u2028', '\n').trim() || null
  const drawn = mathml && mathml.length > 2 ? mathml : source ? texToMathml(source, display) : null
  const tree = isMathTree(drawn) ? drawn : null
  if (!source && !tree) return null
  return {
    node: { type: display ? 'mathBlock' : 'mathInline', attrs: { mathml: tree, tex: source } },
    inline: !display,
  }
}

function texOf(math: Element | null): string | null {
  if (!math) return null
  for (const annotation of math.querySelectorAll('annotation')) {
    if (/tex/i.test(annotation.getAttribute('encoding') ?? '')) return annotation.textContent
  }
  return math.getAttribute('alttext')
}

/** TeX as Wikipedia wraps it. */
function unwrapStyle(tex: string | null): string | null {
  return tex === null ? null : (/^\{\\(?:display|text)style\s*([\s\S]*)\}$/.exec(tex.trim())?.[1] ?? tex)
}

/**
 * A formula's element: MathML itself, or what KaTeX, MathJax 3 and MediaWiki build around it (they hide the MathML from
 * sight, which would make Readability drop it). Null for anything else.
 */
export function readMath(element: Element): FoundMath | null {
  const tag = mathTag(element)
  if (tag === 'math') {
    return mathNode(
      element,
      texOf(element),
      element.getAttribute('display') === 'block' || element.getAttribute('mode') === 'display',
    )
  }
  if (tag === 'mjx-container') {
    const math = element.querySelector('math')
    const source =
      element.querySelector('[data-latex]')?.getAttribute('data-latex') ?? element.getAttribute('data-latex')
    const display = element.getAttribute('display') === 'true' || math?.getAttribute('display') === 'block'
    return mathNode(math, texOf(math) ?? element.getAttribute('data-tex') ?? source, display)
  }
  if (tag === 'amp-mathml') {
    const [formula] = splitTex(element.getAttribute('data-formula') ?? '', 'dollars') ?? []
    return typeof formula === 'object' ? mathNode(null, formula.tex, formula.display) : null
  }
  if (tag !== 'span' && tag !== 'div') return null
  const kept = element.getAttribute('data-mathml')
  if (kept && hasClass(element, /(?:^|\s)MathJax/)) {
    // MathJax 2 keeps the MathML of what it drew; in saved pages the scripts with the source are gone.
    const math = element.querySelector('math') ?? parseHTML(`<body>${kept}</body>`).document.querySelector('math')
    return mathNode(math, texOf(math), math?.getAttribute('display') === 'block')
  }
  if (hasClass(element, /(?:^|\s)katex(?:-display)?(?:\s|$)/)) {
    const math = element.querySelector('math')
    return mathNode(math, texOf(math), hasClass(element, /katex-display/))
  }
  if (hasClass(element, /(?:^|\s)mwe-math-element/)) {
    const math = element.querySelector('math')
    const picture = element.querySelector('img')
    const display =
      math?.getAttribute('display') === 'block' || element.querySelector('.mwe-math-fallback-image-display') !== null
    return mathNode(math, unwrapStyle(texOf(math) ?? picture?.getAttribute('alt') ?? null), display)
  }
  return null
}

/** MathJax 2 keeps the source in `script[type="math/tex"]`; `drawn` is what it drew before that script. AsciiMath is drawn or nothing. */
export function readMathScript(script: Element, drawn: Element | null): FoundMath | null {
  const type = script.getAttribute('type') ?? ''
  const display = /mode\s*=\s*display/i.test(type)
  if (/^math\/tex/i.test(type)) return mathNode(drawn?.querySelector('math') ?? null, script.textContent, display)
  if (/^math\/asciimath/i.test(type)) return mathNode(drawn?.querySelector('math') ?? null, null, false)
  if (/^math\/mml/i.test(type)) {
    const math = parseHTML(`<body>${script.textContent}</body>`).document.querySelector('math')
    return mathNode(math, texOf(math), math?.getAttribute('display') === 'block')
  }
  return null
}

const MATH_IMAGE = /(?:^|[\s_-])(?:latex|tex|mathjax|formula|equation|math|mwe-math-fallback-image-\w+)(?:$|[\s_-])/i
const MATH_ADDRESS = /\/(?:latex|mathtex|mimetex|tex2png|math\/render)\b|latex\.(?:php|codecogs)|chart\?cht=tx/i

/** A formula drawn as a picture whose `alt` is its TeX, as WordPress, MediaWiki and many a service make them. */
export function readMathImage(image: Element): FoundMath | null {
  const alt = image.getAttribute('alt')?.trim() ?? ''
  if (alt === '' || alt.length > 2000) return null
  if (!hasClass(image, MATH_IMAGE) && !MATH_ADDRESS.test(image.getAttribute('src') ?? '')) return null
  const tex = unwrapStyle(alt.replace(/^\$+|\$+$/g, '').replace(/^\\[([]([\s\S]*)\\[)\]]$/, '$1')) ?? ''
  if (!/\\[a-zA-Z]+|[\^_={}+<>]|^\s*[a-zA-Z]\s*$/.test(tex)) return null
  const display = hasClass(image, /display|block/i) || /^\$\$|^\\\[|^\{?\\displaystyle/.test(alt)
  return mathNode(null, tex, display && !image.closest('li, td'))
}
