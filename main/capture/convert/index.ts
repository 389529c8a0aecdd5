import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { isElement, isText, tagOf } from '../extract/dom.ts'
import { readMath } from '../extract/math.ts'
import { STASH_ATTRIBUTE, type Stash } from '../extract/stash.ts'
import { details, figure, heading, preformatted, rule, transparent, wrapper } from './blocks.ts'
import type { Conversion, Handler, Scope } from './context.ts'
import { Flow } from './flow.ts'
import { leftOverNotes, notesBlock, reference, settleLinks } from './footnotes.ts'
import { abbreviation, link, marked, quotation, span } from './inline.ts'
import { bulletList, definitionList, orderedList } from './lists.ts'
import { frame, image, player } from './media.ts'
import { ruby } from './ruby.ts'
import { table } from './tables.ts'

const nothing: Handler = () => {}
const content: Handler = (element, flow, scope, conversion) => conversion.children(element, flow, scope)
const formula: Handler = (element, flow) => {
  const found = readMath(element)
  if (!found) return
  if (found.inline || flow.inlineOnly) flow.atom({ ...found.node, type: 'mathInline' })
  else flow.block(found.node)
}

/** Every element that means something; what is not named is read for what is in it. */
const handlers: Readonly<Record<string, Handler>> = {
  ...all('script style template noscript head title meta link base iframe svg', nothing),
  ...all('input button select textarea datalist option dialog nav', nothing),
  ...all('address article aside body center dd div dt fieldset footer form header hgroup legend li', transparent),
  ...all('main menu p section search summary td th tr tbody thead tfoot caption figcaption', transparent),
  ...all('h1 h2 h3 h4 h5 h6', heading),
  ...all('strong b', marked('bold')),
  ...all('em i dfn var', marked('italic')),
  ...all('s strike', marked('strike')),
  ...all('code tt samp', marked('code')),
  ...all('ul dir', bulletList),
  ...all('pre listing xmp', preformatted),
  ...all('span font bdi bdo big time data label', span),
  ...all('abbr acronym', abbreviation),
  blockquote: wrapper('blockquote'),
  ol: orderedList,
  dl: definitionList,
  table,
  figure,
  details,
  hr: rule,
  br: (_element, flow) => flow.lineBreak(),
  a: link,
  u: marked('underline'),
  sub: marked('subscript'),
  sup: marked('superscript'),
  small: marked('small'),
  mark: marked('mark'),
  kbd: marked('kbd'),
  cite: marked('cite'),
  ins: marked('ins'),
  del: marked('del'),
  q: quotation,
  ruby,
  img: image,
  picture: content,
  math: formula,
}

/** Players and frames that were held as the article's own; any other is what is in it. */
const cards: Readonly<Record<string, Handler>> = {
  ...all('iframe object embed applet', frame),
  video: player('video'),
  audio: player('audio'),
}

function all(tags: string, handler: Handler): Record<string, Handler> {
  return Object.fromEntries(tags.split(' ').map((tag) => [tag, handler]))
}

interface ConvertOptions {
  /** What relative addresses are relative to; null where the page's own address is unknown. */
  readonly base: string | null
  readonly page: string | null
  readonly lang: string | null
  readonly stash: Stash
}

/**
 * An element's content as a document of the schema. What the schema does not name (scripts, forms, handlers, styles, odd
 * addresses) has no way through. Pictures still have their addresses in `source`, posters of embeds theirs in `media`.
 */
export function convertElement(root: Element, { base, page, lang, stash }: ConvertOptions): DocumentJSON {
  const conversion: Conversion = {
    base,
    page: page?.replace(/#.*$/, '') ?? null,
    stash,
    anchors: new Set(),
    innerLinks: false,
    referred: new Set(),
    placed: new Set(),
    children(parent, flow, scope) {
      for (let node = parent.firstChild; node; node = node.nextSibling) conversion.convert(node, flow, scope)
    },
    convert(node, flow, scope) {
      if (isText(node)) flow.text(node.data, scope.marks)
      else if (isElement(node)) {
        if (node.hasAttribute(STASH_ATTRIBUTE) && unstash(node, flow, scope, conversion)) return
        ;(handlers[tagOf(node)] ?? content)(node, flow, scope, conversion)
      }
    },
  }
  const scope: Scope = { marks: [], depth: 0, lang }
  const flow = new Flow()
  conversion.children(root, flow, scope)
  flow.boundary()
  const rest = leftOverNotes(scope, conversion)
  if (rest) flow.blocks.push(rest)
  const settle = conversion.innerLinks || conversion.referred.size > 0
  const blocks: NodeJSON[] = settle ? settleLinks(flow.blocks, conversion) : flow.blocks
  return { type: 'doc', content: blocks }
}

function unstash(element: Element, flow: Flow, scope: Scope, conversion: Conversion): boolean {
  const item = conversion.stash.of(element)
  if (!item) return false
  if (item.kind === 'reference') reference(item, flow, conversion)
  else if (item.kind === 'player') (cards[tagOf(item.element)] ?? content)(item.element, flow, scope, conversion)
  else if (item.kind === 'notes') {
    const block = flow.inlineOnly ? null : notesBlock(item.notes, scope, conversion)
    if (block) flow.block(block)
  } else if (item.inline) flow.atom(item.node, scope.marks)
  else if (!flow.inlineOnly) flow.block(item.node)
  else if (item.node.type === 'mathBlock') flow.atom({ ...item.node, type: 'mathInline' })
  else flow.text(item.node.content?.[0]?.text ?? '', scope.marks)
  return true
}
