/**
 * Every node of a document, once: the Tiptap extensions, the check of stored records, the text with its positions and
 * each exporter are derived from this table or held complete by its keys.
 */
import type { AttributeSpecs } from './attributes.ts'
import * as a from './attributes.ts'

/** What may stand in a node, in order: at most one `first`, then `of` at least `min` times, then at most one `last`. */
export interface ContentRule {
  readonly of: 'block' | 'inline' | 'text' | readonly string[]
  readonly min: 0 | 1
  readonly first?: string
  readonly firstRequired?: true
  readonly last?: string
}

export interface NodeSpec {
  /** `part`: only where a parent's content names it. */
  readonly group: 'block' | 'inline' | 'part'
  /** Absent for atoms, which count one position. */
  readonly content?: ContentRule
  readonly attrs: AttributeSpecs
  /** Text kept verbatim and without marks. */
  readonly code?: true
}

const inline: ContentRule = { of: 'inline', min: 0 }
const blocks: ContentRule = { of: 'block', min: 1 }
const flow: AttributeSpecs = { dir: a.direction, lang: a.language }
const picture: AttributeSpecs = {
  media: a.media,
  source: a.optionalWebUrl,
  alt: a.text,
  title: a.optionalText,
  width: a.pixels,
  height: a.pixels,
}
const formula: AttributeSpecs = { mathml: a.math, tex: a.optionalText }
const cell: AttributeSpecs = {
  ...flow,
  colspan: a.integer(1, 1, 1000),
  rowspan: a.integer(1, 0, 65534),
  align: a.optionalOneOf(['left', 'center', 'right']),
}

export const nodeSpecs = {
  doc: { group: 'part', content: blocks, attrs: {} },
  paragraph: { group: 'block', content: inline, attrs: flow },
  heading: {
    group: 'block',
    content: inline,
    attrs: { ...flow, level: a.integer(2, 1, 6), anchor: a.optionalAnchor },
  },
  blockquote: { group: 'block', content: blocks, attrs: flow },
  bulletList: { group: 'block', content: { of: ['listItem'], min: 1 }, attrs: flow },
  orderedList: {
    group: 'block',
    content: { of: ['listItem'], min: 1 },
    attrs: {
      ...flow,
      start: a.integer(1, -1e9, 1e9),
      style: a.optionalOneOf(['1', 'a', 'A', 'i', 'I']),
      reversed: a.flag,
    },
  },
  listItem: { group: 'part', content: blocks, attrs: flow },
  definitionList: {
    group: 'block',
    content: { of: ['definitionTerm', 'definitionDescription'], min: 1 },
    attrs: flow,
  },
  definitionTerm: { group: 'part', content: inline, attrs: flow },
  definitionDescription: { group: 'part', content: blocks, attrs: flow },
  codeBlock: {
    group: 'block',
    content: { of: 'text', min: 0 },
    attrs: { ...flow, language: a.codeLanguage },
    code: true,
  },
  table: { group: 'block', content: { first: 'tableCaption', of: ['tableRow'], min: 1 }, attrs: flow },
  tableCaption: { group: 'part', content: inline, attrs: flow },
  tableRow: { group: 'part', content: { of: ['tableCell', 'tableHeader'], min: 0 }, attrs: flow },
  tableCell: { group: 'part', content: blocks, attrs: cell },
  tableHeader: {
    group: 'part',
    content: blocks,
    attrs: { ...cell, scope: a.optionalOneOf(['row', 'col', 'rowgroup', 'colgroup']) },
  },
  figure: { group: 'block', content: { of: 'block', min: 1, last: 'figcaption' }, attrs: flow },
  figcaption: { group: 'part', content: inline, attrs: flow },
  image: { group: 'block', attrs: { ...flow, ...picture, href: a.optionalHref } },
  embed: {
    group: 'block',
    attrs: {
      ...flow,
      kind: a.oneOf(['video', 'audio', 'iframe'], 'iframe'),
      title: a.optionalText,
      url: a.optionalWebUrl,
      media: a.media,
      /** Where its picture is, as long as `media` lacks it. */
      source: a.optionalWebUrl,
    },
  },
  mathBlock: { group: 'block', attrs: { ...flow, ...formula } },
  details: {
    group: 'block',
    content: { first: 'summary', firstRequired: true, of: 'block', min: 0 },
    attrs: { ...flow, open: a.flag },
  },
  summary: { group: 'part', content: inline, attrs: flow },
  horizontalRule: { group: 'block', attrs: flow },
  footnotes: { group: 'block', content: { of: ['footnote'], min: 1 }, attrs: flow },
  footnote: { group: 'part', content: blocks, attrs: { ...flow, id: a.anchor, label: a.text } },
  text: { group: 'inline', attrs: {} },
  hardBreak: { group: 'inline', attrs: {} },
  inlineImage: { group: 'inline', attrs: picture },
  mathInline: { group: 'inline', attrs: formula },
  footnoteReference: { group: 'inline', attrs: { target: a.anchor, id: a.optionalAnchor, label: a.text } },
} as const satisfies Record<string, NodeSpec>

export type NodeType = keyof typeof nodeSpecs
export const nodeTypes = Object.keys(nodeSpecs) as readonly NodeType[]

export function isNodeType(type: string): type is NodeType {
  return Object.hasOwn(nodeSpecs, type)
}
export function nodeSpec(type: NodeType): NodeSpec {
  return nodeSpecs[type]
}

/** Node that holds text and inline nodes directly. */
export function isTextblock(spec: NodeSpec): boolean {
  return spec.content?.of === 'inline' || spec.content?.of === 'text'
}

/** A block with text of its own in `documentText`: a textblock, or an atom that stands for itself. */
export function bearsText(type: NodeType): boolean {
  const spec = nodeSpec(type)
  return spec.content === undefined ? spec.group === 'block' && leafText(type, undefined) !== '' : isTextblock(spec)
}

/** What stands for an atom in `documentText`: U+FFFC for things seen, a break for a break, a reference's own label. */
export function leafText(type: NodeType, attrs: Readonly<Record<string, unknown>> | undefined): string {
  switch (type) {
    case 'image':
    case 'inlineImage':
    case 'embed':
    case 'mathBlock':
    case 'mathInline':
      return '\uFFFC'
    case 'hardBreak':
      return '\n'
    case 'footnoteReference':
      return typeof attrs?.label === 'string' ? attrs.label : ''
    default:
      return ''
  }
}
