import type { NodeJSON } from '../../core/document/types.ts'
import { codeBlock, codeLanguage, codeText, isProse } from '../extract/code.ts'
import { hasClass, isElement, isText, plainText, tagOf } from '../extract/dom.ts'
import { type Conversion, type Handler, MAX_NESTING, type Scope } from './context.ts'
import { blockImage, Flow } from './flow.ts'

const PERMALINK =
  /(?:^|[\s_-])(?:anchor|header-?link|heading-?link|permalink|hash-?link|anchorjs-link|direct-link|mw-editsection)(?:$|[\s_-])/i

/** `dir` and `lang` of an element, as far as they are well formed. */
export function direction(element: Element): { dir: string | null; lang: string | null } {
  const dir = element.getAttribute('dir')?.trim().toLowerCase()
  const lang = element.getAttribute('lang')?.trim() || element.getAttribute('xml:lang')?.trim()
  return {
    dir: dir === 'ltr' || dir === 'rtl' ? dir : null,
    lang: lang && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(lang) ? lang : null,
  }
}

/** A block's node with the element's own direction and language, or else those of the wrappers around it. */
export function blockNode(element: Element, flow: Flow, node: NodeJSON): NodeJSON {
  const own = direction(element)
  const attrs: Record<string, unknown> = { ...node.attrs }
  if (own.dir ?? flow.dir) attrs.dir = own.dir ?? flow.dir
  if (own.lang ?? flow.lang) attrs.lang = own.lang ?? flow.lang
  return Object.keys(attrs).length > 0 ? { ...node, attrs } : node
}

export function inner(scope: Scope): Scope {
  return { ...scope, depth: scope.depth + 1 }
}

/** The blocks inside an element, as a list that may be empty. Marks around a block hold inside it. */
export function blocksOf(element: Element, scope: Scope, conversion: Conversion): NodeJSON[] {
  const flow = new Flow()
  conversion.children(element, flow, inner(scope))
  flow.boundary()
  return flow.blocks
}

/** The inline content of an element; blocks in it give up their borders. */
export function inlineOf(element: Element, scope: Scope, conversion: Conversion): NodeJSON[] {
  const flow = new Flow(true)
  conversion.children(element, flow, scope)
  return flow.inline()
}

/** Where a block cannot stand (in a heading, or too deep), its content stands without it. */
export function asBlock(make: Handler): Handler {
  return (element, flow, scope, conversion) => {
    if (flow.inlineOnly || scope.depth >= MAX_NESTING) transparent(element, flow, scope, conversion)
    else make(element, flow, scope, conversion)
  }
}

/** An element that only groups: its content, set apart from what is around it. */
export const transparent: Handler = (element, flow, scope, conversion) => {
  flow.boundary()
  const { dir, lang } = flow
  const own = direction(element)
  flow.dir = own.dir ?? dir
  flow.lang = own.lang ?? lang
  conversion.children(element, flow, scope)
  flow.boundary()
  flow.dir = dir
  flow.lang = lang
}

/** A block that holds blocks and vanishes when it is empty. */
export function wrapper(type: string): Handler {
  return asBlock((element, flow, scope, conversion) => {
    const content = blocksOf(element, scope, conversion)
    if (content.length > 0) flow.block(blockNode(element, flow, { type, content }))
    else flow.boundary()
  })
}

function headingAnchor(element: Element): string | null {
  const section = element.parentElement
  const first = section && /^(?:section|div|article)$/.test(tagOf(section)) && section.firstElementChild === element
  const id =
    element.getAttribute('id') ||
    element.querySelector('[id]')?.getAttribute('id') ||
    element.querySelector('a[name]')?.getAttribute('name') ||
    (first ? section.getAttribute('id') : null)
  return id && /^[^\s"'<>]{1,200}$/.test(id) && !id.startsWith('readability-') ? id : null
}

export const heading: Handler = asBlock((element, flow, scope, conversion) => {
  const level = Number(tagOf(element).slice(1))
  const anchor = headingAnchor(element)
  for (const link of element.querySelectorAll('a, span, button')) {
    if (hasClass(link, PERMALINK) && plainText(link).length <= 12 && plainText(link) !== plainText(element))
      link.remove()
    else if (/^[#¶§🔗]$/u.test(plainText(link)) && (link.getAttribute('href') ?? '').includes('#')) link.remove()
  }
  const content = inlineOf(element, scope, conversion)
  if (content.length === 0) return flow.boundary()
  if (content.every(({ type }) => type === 'inlineImage')) {
    for (const node of content) flow.block(blockImage(node))
    return
  }
  if (anchor) conversion.anchors.add(anchor)
  flow.block(blockNode(element, flow, { type: 'heading', attrs: { level, anchor }, content }))
})

/** Programs that Readability's stash did not take: those inside notes, and pages that are converted whole. */
export const preformatted: Handler = asBlock((element, flow, scope, conversion) => {
  if (isProse(element)) {
    transparent(element, flow, scope, conversion)
    return
  }
  const text = codeText(element)
  if (text.trim() === '') flow.boundary()
  else flow.block(blockNode(element, flow, codeBlock(text, codeLanguage(element))))
})

export const rule: Handler = asBlock((_element, flow) => {
  flow.boundary()
  if (flow.blocks.at(-1)?.type !== 'horizontalRule') flow.block({ type: 'horizontalRule' })
})

export const details: Handler = asBlock((element, flow, scope, conversion) => {
  let summary: NodeJSON | null = null
  const body = new Flow()
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (!summary && isElement(node) && tagOf(node) === 'summary') {
      summary = { type: 'summary', content: inlineOf(node, scope, conversion) }
    } else conversion.convert(node, body, inner(scope))
  }
  body.boundary()
  if (!summary?.content?.length && body.blocks.length === 0) return flow.boundary()
  const content = [summary ?? { type: 'summary', content: [] }, ...body.blocks]
  flow.block(blockNode(element, flow, { type: 'details', attrs: { open: element.hasAttribute('open') }, content }))
})

/** The captions in a figure, also those inside a wrapper, taken out of it. */
function takeCaptions(element: Element): Element[] {
  const captions: Element[] = []
  const search = (parent: Element, levels: number) => {
    for (const child of [...parent.children]) {
      if (tagOf(child) === 'figcaption') captions.push(child)
      else if (levels > 0 && /^(?:div|span|a)$/.test(tagOf(child))) search(child, levels - 1)
    }
  }
  search(element, 2)
  for (const caption of captions) caption.remove()
  return captions
}

export const figure: Handler = asBlock((element, flow, scope, conversion) => {
  const captions = takeCaptions(element)
  const content = blocksOf(element, scope, conversion)
  const caption = new Flow(true)
  for (const part of captions) {
    caption.boundary()
    conversion.children(part, caption, scope)
  }
  const words = caption.inline()
  const [first] = captions
  const figcaption = first ? blockNode(first, caption, { type: 'figcaption', content: words }) : null
  const media = content.some(({ type }) => type === 'image' || type === 'embed')
  if (content.length === 0) {
    flow.boundary()
    if (words.length > 0) flow.block(blockNode(element, flow, { type: 'paragraph', content: words }))
  } else if (words.length === 0 && !media) {
    flow.boundary()
    for (const block of content) flow.block(block)
  } else {
    flow.block(
      blockNode(element, flow, {
        type: 'figure',
        content: words.length > 0 && figcaption ? [...content, figcaption] : content,
      }),
    )
  }
})

/** Whether there is anything but white space directly in an element. */
export function hasOwnText(element: Element): boolean {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (isText(node) && node.data.trim() !== '') return true
  }
  return false
}
