import { asciiMathSource, takeAsciiMath, usesAsciiMath } from './asciiMath.ts'
import { codeBlock, codeLanguage, codeTableText, codeText, isCodeTable, isLooseCode, isProse } from './code.ts'
import { hasClass, isElement, isText, plainText, rename, tagOf, walk } from './dom.ts'
import { isFigure, isGallery, joinCaption, nameFigure } from './figures.ts'
import { type Anchor, type HashLink, takeFootnotes } from './footnotes.ts'
import { holdPlayer, isContentFrame, isPictureObject, openAccordion, plainPlayer } from './frames.ts'
import { type FoundMath, mathNode, readMath, readMathImage, readMathScript } from './math.ts'
import { drawnPicture, paintedPicture } from './pictures/drawn.ts'
import { settleImage, takeNoscript } from './pictures.ts'
import { nameByRole } from './roles.ts'
import { Sidenotes } from './sidenotes.ts'
import { ALIGN_ATTRIBUTE, STYLE_ATTRIBUTE, Stash } from './stash.ts'
import { maySetTex, takeTex, texUse } from './tex.ts'

/** Styles that carry meaning where people paste from word processors. */
const TELLING_STYLE =
  /font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through|vertical-align:\s*(?:super|sub)/i
const PRESERVED = /white-space:\s*(?:pre|pre-wrap|pre-line|break-spaces)\b/i
const SPANS = new Set(['span', 'div', 'font', 'p', 'small', 'aside'])
/** Elements whose names are asked for, and what of names may mean anything here: asking costs more than all else. */
const TELLING_TAGS = new Set(['div', 'span', 'p', 'font', 'small', 'em', 'aside', 'dl', 'table', 'section'])
const TELLING_NAMES = /caption|figure|thumb|image|img|photo|picture|media|cutline|gallery|katex|math|tex|note/i
const DRAWN = /(?:^|\s)(?:katex|mwe-math|MathJax)/
const FIGURES = new Set(['div', 'dl', 'table', 'p', 'span', 'section'])
const CAPTIONS = new Set(['div', 'p', 'span', 'small', 'em'])
const FACADES = [
  ...['lite-youtube', 'youtube-video', 'lite-vimeo', 'amp-youtube', 'amp-vimeo', 'amp-dailymotion', 'amp-iframe'],
  ...['amp-video', 'amp-audio', 'amp-soundcloud'],
]
const PLACE = '\uFFFC'

/**
 * One walk over the page, before Readability sees it: what it would drop or mangle (formulas, programs with their
 * comments, footnotes, players, lazy pictures, alignments) is put aside and leaves a placeholder; what only names or
 * roles tell (figures, lists, tables) gets the elements that HTML has for it.
 */
export function rescue(document: Document, pageUrl: string | null): Stash {
  const stash = new Stash()
  const anchors = new Map<string, Anchor>()
  const links: Written[] = []
  const sidenotes = new Sidenotes(document, stash)
  const tex = texUse(document)
  const ascii = usesAsciiMath(document)
  let order = 0
  /** What MathJax 2 drew for the script that comes next. */
  let drawn: Element | null = null

  const holdMath = (element: Element, found: FoundMath | null): boolean => {
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
  const formula = (element: Element) => !holdMath(element, readMath(element))
  const player = (element: Element): boolean => {
    if (isPictureObject(element)) {
      const image = rename(element, 'img')
      image.setAttribute('src', image.getAttribute('data') ?? '')
      if (!image.hasAttribute('alt')) image.setAttribute('alt', plainText(image))
      image.replaceChildren()
      settleImage(image)
      return false
    }
    if (
      /^(?:video|audio)$/.test(tagOf(element))
        ? element.hasAttribute('src') || element.querySelector('source')
        : isContentFrame(element)
    ) {
      holdPlayer(document, element, stash)
      return false
    }
    if (tagOf(element) === 'object') return goInto(rename(element, 'div'))
    return /^(?:iframe|embed)$/.test(tagOf(element)) ? remove(element) : true
  }
  const facade = (element: Element): boolean => {
    const plain = plainPlayer(element)
    if (!plain) return true
    element.replaceWith(plain)
    return player(plain)
  }
  const described = (element: Element): boolean => {
    const target = element.getAttribute('aria-describedby')?.trim()
    if (target && !element.querySelector('a') && plainText(element) !== '')
      links.push({ link: element, base: '', target, order })
    return true
  }

  const ampImage = (element: Element): boolean => {
    settleImage(rename(element, 'img'))
    return false
  }

  const visitors: Readonly<Record<string, (element: Element) => boolean>> = {
    style: remove,
    template: remove,
    noscript: (element) => !takeNoscript(element),
    img: (element) => {
      settleImage(element)
      if (element.hasAttribute('alt')) holdMath(element, readMathImage(element))
      return false
    },
    'amp-img': ampImage,
    'amp-anim': ampImage,
    'amp-accordion': (element) => {
      openAccordion(element)
      return true
    },
    svg: (element) => {
      if (!drawnPicture(element)) element.remove()
      return false
    },
    math: formula,
    'mml:math': formula,
    'm:math': formula,
    'mjx-container': formula,
    'amp-mathml': formula,
    script: (element) => {
      const found = readMathScript(element, drawn)
      drawn = null
      const source = holdMath(element, found) ? null : asciiMathSource(element)
      if (source) element.replaceWith(source)
      return false
    },
    pre: (element) => isProse(element) || !holdCode(element),
    listing: (element) => !holdCode(element),
    xmp: (element) => !holdCode(element),
    code: (element) => !(isLooseCode(element) && holdCode(element)),
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
    // An empty line, as old pages write it: Readability would set the space before the next paragraph.
    br: (element) => {
      const line = element.previousSibling
      const before = line?.previousSibling
      if (
        line &&
        isText(line) &&
        line.data.includes('\u00a0') &&
        line.data.trim() === '' &&
        before &&
        isElement(before) &&
        tagOf(before) === 'br'
      )
        line.remove()
      return false
    },
    label: (element) => !sidenotes.seeToggle(element),
    sup: described,
    // An accordion's question: https://www.w3.org/WAI/ARIA/apg/patterns/accordion/
    button: (element) => {
      const heading = element.parentElement
      if (!heading || !/^(?:h[2-6]|dt)$/.test(tagOf(heading)) || plainText(heading) !== plainText(element))
        return described(element)
      element.replaceWith(...element.childNodes)
      return false
    },
    iframe: player,
    video: player,
    audio: player,
    object: player,
    embed: player,
    ...Object.fromEntries(FACADES.map((name) => [name, facade])),
    a: (element) => {
      const href = element.getAttribute('href') ?? ''
      const hash = href.indexOf('#')
      if (hash >= 0) {
        const target = decodeFragment(href.slice(hash + 1))
        links.push({ link: element, base: href.slice(0, hash), target, order })
      }
      return true
    },
  }

  const setTex = (element: Element) => {
    if (!maySetTex(element, tex)) return
    takeTex(element, tex, ({ tex: source, display }) => {
      const found = mathNode(null, source, display)
      return found && stash.hold(document, 'span', { kind: 'node', ...found }, PLACE)
    })
  }
  /** Goes into an element that has taken the place of the one visited. */
  const goInto = (element: Element): boolean => {
    walk(element, visit)
    return false
  }
  const visit = (element: Element): boolean => {
    order++
    const id = element.getAttribute('id') ?? (tagOf(element) === 'a' ? element.getAttribute('name') : null)
    if (id && !anchors.has(id)) anchors.set(id, { element, order })
    const tag = tagOf(element)
    if (tag === 'div' || tag === 'section') {
      if (isGallery(element)) {
        goInto(element)
        element.replaceWith(...element.childNodes)
        return false
      }
      handDown(element)
    }
    const names = TELLING_TAGS.has(tag) ? (element.getAttribute('class') ?? '') : ''
    const telling = names !== '' && TELLING_NAMES.test(names)
    if (tex !== 'none' || telling) setTex(element)
    if (ascii) takeAsciiMath(element)
    const role = element.getAttribute('role')
    if (role !== null) {
      if (/noteref/.test(role) && tag !== 'a') described(element)
      if (/^(?:div|span|p)$/.test(tag)) {
        const named = nameByRole(element)
        if (named) return isFigure(named) ? goInto(nameFigure(named)) : goInto(named)
      }
    }
    if (!element.firstElementChild) {
      const painted = paintedPicture(element)
      if (painted) {
        settleImage(painted)
        return false
      }
    }
    const visitor = visitors[tag]
    if (telling && FIGURES.has(tag) && isFigure(element)) return goInto(nameFigure(element))
    if ((telling && CAPTIONS.has(tag)) || tag === 'figcaption') {
      const figure = joinCaption(element)
      if (figure) return goInto(figure.lastElementChild ?? figure)
    }
    if (visitor) return visitor(element)
    if (SPANS.has(tag)) {
      if (telling) sidenotes.seeNote(element)
      if (telling && DRAWN.test(names)) {
        if (holdMath(element, readMath(element))) return false
        if (/(?:^|\s)MathJax/.test(names) && nextScriptIsMath(element)) {
          if (element.querySelector('math')) drawn = element
          element.remove()
          return false
        }
        // Nothing but what is drawn: it is hidden from readers of the screen, and would be from Readability.
        for (const part of element.querySelectorAll('[aria-hidden]')) part.removeAttribute('aria-hidden')
      }
      const style = element.getAttribute('style')
      if (style) keepStyle(element, tag, style)
    }
    return true
  }
  walk(document.body, visit)
  sidenotes.take()
  if (links.length > 0) takeFootnotes(document, ownLinks(links, anchors, pageUrl, stash), anchors, stash)
  return stash
}

interface Written extends HashLink {
  /** What stands before `#`, as written. */
  readonly base: string
}

/**
 * The links that lead into the page itself. A saved page often writes them with the address that it once had: an address
 * most of whose fragments are places in this page is the page's own.
 */
function ownLinks(
  links: readonly Written[],
  anchors: ReadonlyMap<string, Anchor>,
  pageUrl: string | null,
  stash: Stash,
): HashLink[] {
  const plainUrl = pageUrl?.replace(/#.*$/, '') ?? null
  const fragments = new Map<string, { there: number; all: number }>()
  for (const { base, target } of links) {
    if (base === '' || target === '') continue
    const count = fragments.get(base) ?? { there: 0, all: 0 }
    count.all++
    if (anchors.has(target)) count.there++
    fragments.set(base, count)
  }
  for (const [base, { there, all }] of fragments) {
    if (base === plainUrl || (there >= 2 && there >= all * 0.8)) stash.addresses.add(base)
  }
  return links.filter(({ base, target }) => target !== '' && (base === '' || stash.addresses.has(base)))
}

/** Readability replaces wrappers of a single element by that element: their direction and language go down to it. */
function handDown(element: Element): void {
  if (!element.hasAttribute('dir') && !element.hasAttribute('lang')) return
  if (element.childElementCount !== 1) return
  const child = element.firstElementChild
  if (!child || !/^(?:p|div|section)$/.test(tagOf(child))) return
  for (const name of ['dir', 'lang']) {
    const value = element.getAttribute(name)
    if (value && !child.hasAttribute(name)) child.setAttribute(name, value)
  }
}

/** Styles that mean something: marks of word processors on spans, and white space that a browser would show. */
function keepStyle(element: Element, tag: string, style: string): void {
  if (tag !== 'div' && tag !== 'p' && TELLING_STYLE.test(style)) element.setAttribute(STYLE_ATTRIBUTE, style)
  if (!PRESERVED.test(style)) return
  for (const node of [...element.childNodes]) {
    if (!isText(node) || !node.data.trim().includes('\n')) continue
    const lines = node.data.replace(/^\n|\n$/g, '').split('\n')
    const { ownerDocument } = element
    node.replaceWith(
      ...lines.flatMap((line, index) => (index === 0 ? [line] : [ownerDocument.createElement('br'), line])),
    )
  }
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
    if (tagOf(next) === 'script') return /^math\/(?:tex|mml|asciimath)/i.test(next.getAttribute('type') ?? '')
    if (!hasClass(next, /(?:^|\s)MathJax/)) return false
  }
  return false
}

export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
