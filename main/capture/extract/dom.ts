import { withHeadingsClosed } from './endTags.ts'
import { parseHTML } from './linkedom.ts'

/** Levels of nesting that are kept as they are; browsers stop at 512. What lies deeper becomes paragraphs. */
const MAX_DEPTH = 200
/** As deep as documents keep blocks, see convert/context.ts. */
const MAX_LISTS = 40

/** Attributes in capitals, as pages were once written. */
const SHOUTED = /\s(?:HREF|SRC|CLASS|ID|ALT|NAME|CONTENT|HTTP-EQUIV|REL|DIR|LANG|TYPE|COLSPAN|ALIGN|Href|Src)\s*=/

const COMMENT = 8
const METADATA = new Set(['title', 'meta', 'link', 'style', 'script', 'noscript', 'base', 'template'])
const BLOCK_BOUNDARY =
  /^(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th|tr|ul|center)$/

/** Readability makes elements with upper-case names; pages make them in either. */
export function tagOf(node: Element): string {
  return node.localName.toLowerCase()
}

export function isElement(node: Node): node is Element {
  return node.nodeType === 1
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4
}

/** The node after this one and everything in it, in document order, within `root`. */
export function following(node: Node, root: Node): Node | null {
  let current: Node | null = node
  while (current && current !== root) {
    if (current.nextSibling) return current.nextSibling
    current = current.parentNode
  }
  return null
}

/**
 * Visits every element below `root` in document order. A visitor may change or replace its element and what came before,
 * never what comes after; it answers whether to go into the element. Comments are dropped on the way: frameworks write them
 * between any two words, where Readability would part paragraphs.
 */
export function walk(root: Element, visit: (element: Element) => boolean): void {
  let node: Node | null = root.firstChild
  while (node) {
    const after = following(node, root)
    if (node.nodeType === COMMENT) node.parentNode?.removeChild(node)
    const enter: boolean = isElement(node) && visit(node)
    node = enter && node.firstChild ? node.firstChild : after
  }
}

export function hasClass(element: Element, pattern: RegExp): boolean {
  return pattern.test(element.getAttribute('class') ?? '')
}

/** Text with white space collapsed, of an element or nothing. */
export function plainText(node: Node | null | undefined): string {
  return (node?.textContent ?? '').replace(/[ \t\n\r\f]+/g, ' ').trim()
}

/** The lines of an element's text, as its blocks and breaks part them; empty ones left out. */
export function textLines(element: Element): string[] {
  let text = ''
  const visit = (node: Node): void => {
    if (isText(node)) text += node.data.replace(/\s+/g, ' ')
    if (!isElement(node)) return
    const edge = BLOCK_BOUNDARY.test(tagOf(node)) ? '\n' : ''
    text += edge
    for (const child of node.childNodes) visit(child)
    text += edge
  }
  visit(element)
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/**
 * Parses a page into a document that always has html, head and body in their places. linkedom builds exactly what is
 * written, where browsers would put the missing parts in.
 */
export function parsePage(page: string): Document {
  const html = withHeadingsClosed(page)
  const wrapped = () => `<html>${html.replace(/<!doctype[^>]*>/i, '')}</html>`
  let source = /<html[\s>]/i.test(html) ? html : wrapped()
  let { document } = parseHTML(source)
  if (!document.querySelector('html')) {
    // The only `<html>` stands in a comment, or behind a tag that is never closed.
    source = wrapped()
    document = parseHTML(source).document
  }
  const root = document.querySelector('html') ?? document.documentElement
  if (root !== document.documentElement) document.documentElement.replaceWith(root)
  const head = document.head
  let body = root.querySelector('body')
  if (!body) {
    body = document.createElement('body')
    root.append(body)
  }
  if (body.parentNode !== root) root.append(body)
  gather(head, root, body)
  gatherOutside(document, root, body)
  if (SHOUTED.test(source)) lowerAttributes(root)
  flatten(body)
  return document
}

/** Moves what stands outside body, or is content that stands in head, into body, in order. */
function gather(head: Element, root: Element, body: Element): void {
  const strays: Node[] = []
  let inContent = false
  for (const node of [...head.childNodes]) {
    if (isElement(node) && !METADATA.has(tagOf(node))) inContent = true
    if (isText(node) && node.data.trim() !== '') inContent = true
    if (inContent) strays.push(node)
  }
  const after: Node[] = []
  let passed = false
  for (const node of [...root.childNodes]) {
    if (node === body) passed = true
    else if (node !== head) (passed ? after : strays).push(node)
  }
  for (const node of strays.reverse()) body.insertBefore(node, body.firstChild)
  for (const node of after) body.append(node)
}

/** Moves what stands before or behind `html` into body, where browsers draw it. */
function gatherOutside(document: Document, root: Element, body: Element): void {
  const before: Node[] = []
  let passed = false
  for (const node of [...document.childNodes]) {
    if (node === root) passed = true
    else if (isElement(node) || (isText(node) && node.data.trim() !== '')) {
      if (passed) body.append(node)
      else before.push(node)
    }
  }
  for (const node of before.reverse()) body.insertBefore(node, body.firstChild)
}

/** Attribute names are case-insensitive in HTML, but linkedom's are not. */
function lowerAttributes(root: Element): void {
  walk(root, (element) => {
    for (const name of element.getAttributeNames()) {
      const lower = name.toLowerCase()
      if (lower === name) continue
      if (!element.hasAttribute(lower)) element.setAttribute(lower, element.getAttribute(name) ?? '')
      element.removeAttribute(name)
    }
    return true
  })
}

/**
 * Rewrites what is nested deeper than `MAX_DEPTH` as paragraphs, so that nothing that recurses can run out of stack, and
 * what lies in more than `MAX_LISTS` lists: Readability reads each of them once for each that is around it.
 */
function flatten(body: Element): void {
  let depth = 0
  let lists = 0
  const isList = (node: Node) => isElement(node) && /^[uo]l$/i.test(node.localName)
  let node: Node | null = body.firstChild
  while (node) {
    if (isElement(node) && (depth >= MAX_DEPTH || lists >= MAX_LISTS) && node.firstElementChild) {
      flattenInside(node)
    } else if (node.firstChild) {
      depth++
      if (isList(node)) lists++
      node = node.firstChild
      continue
    }
    while (node && !node.nextSibling) {
      node = node.parentNode
      depth--
      if (node === body) return
      if (node && isList(node)) lists--
    }
    node = node?.nextSibling ?? null
  }
}

function flattenInside(element: Element): void {
  const { ownerDocument } = element
  const lines: string[] = ['']
  let node: Node | null = element.firstChild
  while (node) {
    const skipped = isElement(node) && /^(?:script|style|template|noscript)$/.test(tagOf(node))
    if (isElement(node) && BLOCK_BOUNDARY.test(tagOf(node))) lines.push('')
    if (isText(node)) lines[lines.length - 1] += node.data
    node = (skipped ? null : node.firstChild) ?? following(node, element)
  }
  element.replaceChildren(
    ...lines
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const paragraph = ownerDocument.createElement('p')
        paragraph.textContent = line
        return paragraph
      }),
  )
}

/** Another element in the place of this one, with its attributes and content. */
export function rename(element: Element, tag: string): Element {
  const other = element.ownerDocument.createElement(tag)
  for (const name of element.getAttributeNames()) other.setAttribute(name, element.getAttribute(name) ?? '')
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}
