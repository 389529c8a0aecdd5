import { codeBlock, codeLanguage, codeText, isCodeTable, isProse } from './code.ts'
import { hasClass, plainText, rename, tagOf, walk } from './dom.ts'
import { type Anchor, type HashLink, takeFootnotes } from './footnotes.ts'
import { readMath, readMathScript } from './math.ts'
import { settleImage, takeNoscript } from './pictures.ts'
import { ALIGN_ATTRIBUTE, STYLE_ATTRIBUTE, Stash } from './stash.ts'

/** Styles that carry meaning where people paste from word processors. */
const TELLING_STYLE =
  /font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through|vertical-align:\s*(?:super|sub)/i
const FIGURE = /(?:^|\s)(?:wp-caption|thumbinner|image-caption-wrapper)(?:\s|$)/
const FIGURE_CAPTION = /(?:^|\s)(?:wp-caption-text|thumbcaption|caption-text)(?:\s|$)/
const PLACE = '\uFFFC'

/**
 * One walk over the page, before Readability sees it: what it would drop or mangle (formulas, programs with their
 * comments, footnotes, lazy pictures, alignments) is put aside and leaves a placeholder.
 */
export function rescue(document: Document, pageUrl: string | null): Stash {
  const stash = new Stash()
  const anchors = new Map<string, Anchor>()
  const links: HashLink[] = []
  const plainUrl = pageUrl?.replace(/#.*$/, '') ?? null
  let order = 0
  /** What MathJax 2 drew for the script that comes next. */
  let drawn: Element | null = null

  const holdMath = (element: Element, found: ReturnType<typeof readMath>): boolean => {
    if (!found) return false
    element.replaceWith(stash.hold(document, 'span', { kind: 'node', ...found }, PLACE))
    return true
  }
  const holdCode = (element: Element): boolean => {
    const text = tagOf(element) === 'table' ? codeTableText(element) : codeText(element)
    if (text.trim() === '') return false
    const node = codeBlock(text, codeLanguage(element))
    element.replaceWith(stash.hold(document, 'pre', { kind: 'node', node, inline: false }, text))
    return true
  }

  const visitors: Readonly<Record<string, (element: Element) => boolean>> = {
    style: remove,
    template: remove,
    noscript: (element) => !takeNoscript(element),
    img: (element) => {
      settleImage(element)
      return false
    },
    svg: remove,
    math: (element) => !holdMath(element, readMath(element)),
    'mjx-container': (element) => !holdMath(element, readMath(element)),
    script: (element) => {
      const found = readMathScript(element, drawn)
      drawn = null
      holdMath(element, found)
      return false
    },
    pre: (element) => isProse(element) || !holdCode(element),
    listing: (element) => !holdCode(element),
    xmp: (element) => !holdCode(element),
    table: (element) => !(isCodeTable(element) && holdCode(element)),
    // Groups in a definition list look like any small div to Readability, and a quotation's source like a page's footer.
    dl: (element) => {
      for (const child of [...element.children]) if (tagOf(child) === 'div') child.replaceWith(...child.childNodes)
      return true
    },
    blockquote: (element) => {
      for (const child of [...element.children]) if (tagOf(child) === 'footer') rename(child, 'p')
      return true
    },
    td: (cell) => {
      if (!isMenu(cell)) return keepAlignment(cell)
      return remove(cell)
    },
    th: keepAlignment,
    input: (element) => {
      if (element.getAttribute('type') === 'checkbox' && element.closest('li')) {
        element.replaceWith(document.createTextNode(element.hasAttribute('checked') ? '☑ ' : '☐ '))
      }
      return false
    },
    a: (element) => {
      const href = element.getAttribute('href') ?? ''
      const hash = href.indexOf('#')
      if (hash >= 0 && (hash === 0 || href.slice(0, hash) === plainUrl)) {
        links.push({ link: element, target: decodeFragment(href.slice(hash + 1)), order })
      }
      return true
    },
  }

  const visit = (element: Element): boolean => {
    order++
    const id = element.getAttribute('id') ?? (tagOf(element) === 'a' ? element.getAttribute('name') : null)
    if (id && !anchors.has(id)) anchors.set(id, { element, order })
    const tag = tagOf(element)
    const visitor = visitors[tag]
    if (visitor) return visitor(element)
    if (tag === 'div' && isFigure(element)) {
      nameFigure(element, visit)
      return false
    }
    if (tag === 'span' || tag === 'div' || tag === 'font') {
      if (hasClass(element, /(?:^|\s)(?:katex|mwe-math|MathJax)/)) {
        if (holdMath(element, readMath(element))) return false
        if (hasClass(element, /(?:^|\s)MathJax/) && nextScriptIsMath(element)) {
          if (element.querySelector('math')) drawn = element
          element.remove()
          return false
        }
      }
      const style = element.getAttribute('style')
      if (style && tag !== 'div' && TELLING_STYLE.test(style)) element.setAttribute(STYLE_ATTRIBUTE, style)
    }
    return true
  }
  walk(document.body, visit)
  if (links.length > 0) takeFootnotes(document, links, anchors, stash)
  return stash
}

/** WordPress and MediaWiki set captioned pictures in named divs, whose names Readability does not keep. */
function isFigure(element: Element): boolean {
  return hasClass(element, FIGURE) && element.querySelector('img, video') !== null
}

function nameFigure(element: Element, visit: (element: Element) => boolean): void {
  for (const part of element.querySelectorAll('div, p, span'))
    if (hasClass(part, FIGURE_CAPTION)) rename(part, 'figcaption')
  walk(rename(element, 'figure'), visit)
}

function remove(element: Element): boolean {
  element.remove()
  return false
}

/** The menu beside the text of a page that is laid out in a table: a cell of nothing but links, and another of prose. */
function isMenu(cell: Element): boolean {
  if (!cell.querySelector('a')) return false
  const text = plainText(cell)
  if (text.length === 0 || text.length > 400) return false
  let linked = 0
  for (const link of cell.querySelectorAll('a')) linked += plainText(link).length
  if (linked < text.length * 0.8) return false
  const others = [...(cell.parentElement?.children ?? [])]
  return others.some((other) => other !== cell && (other.textContent?.length ?? 0) > 800)
}

function keepAlignment(cell: Element): boolean {
  const style = /text-align:\s*(left|center|right)/i.exec(cell.getAttribute('style') ?? '')?.[1]
  const align = (style ?? cell.getAttribute('align') ?? '').toLowerCase()
  if (/^(?:left|center|right)$/.test(align)) cell.setAttribute(ALIGN_ATTRIBUTE, align)
  return true
}

function nextScriptIsMath(element: Element): boolean {
  let next = element.nextElementSibling
  for (let i = 0; next && i < 3; i++, next = next.nextElementSibling) {
    if (tagOf(next) === 'script') return /^math\/tex/i.test(next.getAttribute('type') ?? '')
    if (!hasClass(next, /(?:^|\s)MathJax/)) return false
  }
  return false
}

/** Line numbers stand in cells of their own; a table has either one cell with the program or a row per line. */
function codeTableText(table: Element): string {
  const rows: string[] = []
  for (const row of table.querySelectorAll('tr')) {
    const cells = [...row.children].filter((cell) => !hasClass(cell, /gutter|line-?no|line-?num|blob-num|hljs-ln-n/i))
    const text = cells.map((cell) => codeText(cell)).join('')
    if (cells.length > 0) rows.push(text)
  }
  return rows.join('\n')
}

export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
