/**
 * How each node and mark is drawn, as data: the window's Tiptap extensions and the HTML export both read these tables.
 * Attributes are looked at again here: an address that is not safe is not drawn, whoever put it into the record.
 */
import { anchorId, safeHref, safeWebUrl } from './links.ts'
import type { MarkType } from './marks.ts'
import { isMathTree, type MathTree } from './math.ts'
import type { NodeType } from './nodes.ts'

export type Attrs = Readonly<Record<string, unknown>>
export type SpecAttributes = Readonly<Record<string, string | null>>
/** A DOM output spec: `[tag, attributes, ...children]`; 0 is the place of the content. `ns tag` names a namespace. */
export type Spec = readonly [tag: string, attributes: SpecAttributes, ...children: (Spec | string | 0)[]]

export interface RenderOptions {
  /** Where a picture is shown from: its file in the library, its address, or null for nowhere. Both are checked before. */
  readonly pictureUrl: (media: string | null, source: string | null) => string | null
}
export const windowOptions: RenderOptions = { pictureUrl: (media) => (media === null ? null : `/media/${media}`) }

export const MATHML = 'http://www.w3.org/1998/Math/MathML'
const MEDIA = /^[0-9a-f]{64}\.[a-z]{3,4}$/

const string = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const number = (value: unknown): string | null => (typeof value === 'number' ? String(value) : null)
const flow = (attrs: Attrs) => ({ dir: string(attrs.dir), lang: string(attrs.lang) })
const plain =
  (tag: string) =>
  (attrs: Attrs): Spec => [tag, flow(attrs), 0]
const span = (value: unknown, usual: number) => (value === usual ? null : number(value))

function pictureUrl(attrs: Attrs, options: RenderOptions): string | null {
  const media = typeof attrs.media === 'string' && MEDIA.test(attrs.media) ? attrs.media : null
  return options.pictureUrl(media, safeWebUrl(attrs.source))
}

/** A picture by itself; a link around it stays around it. */
function blockPicture(attrs: Attrs, options: RenderOptions): Spec {
  const drawn = picture(attrs, options, 'div')
  const href = safeHref(attrs.href)
  if (href === null) return drawn
  return ['a', href.startsWith('#') ? { href: `#${anchorId(href.slice(1))}` } : { href, ...outside }, drawn]
}

function picture(attrs: Attrs, options: RenderOptions, missing: 'div' | 'span'): Spec {
  const alt = typeof attrs.alt === 'string' ? attrs.alt : ''
  const src = pictureUrl(attrs, options)
  if (src === null) {
    const name: SpecAttributes = alt === '' ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': alt }
    // One that came in a file has no address to show it by elsewhere, but is kept.
    const state = typeof attrs.media === 'string' ? 'kept-picture' : 'missing-picture'
    return [missing, { class: state, ...name, title: string(attrs.title) }, alt]
  }
  const size = { width: number(attrs.width), height: number(attrs.height) }
  return ['img', { src, alt, title: string(attrs.title), ...size, loading: 'lazy', decoding: 'async' }]
}

function mathSpec(tree: MathTree, display: 'block' | 'inline' | null): Spec {
  const [tag, attributes, ...children] = tree
  const own = display === null ? attributes : { ...attributes, display }
  return [
    `${MATHML} ${tag}`,
    own,
    ...children.map((child) => (typeof child === 'string' ? child : mathSpec(child, null))),
  ]
}

function formula(attrs: Attrs, display: 'block' | 'inline'): Spec {
  const shown: Spec = isMathTree(attrs.mathml)
    ? mathSpec(attrs.mathml, display)
    : ['code', { class: 'tex' }, string(attrs.tex) ?? '']
  return [display === 'block' ? 'div' : 'span', { class: `math math-${display}`, ...flow(attrs) }, shown]
}

const outside = { target: '_blank', rel: 'noopener noreferrer nofollow' }

function embed(attrs: Attrs, options: RenderOptions): Spec {
  const url = safeWebUrl(attrs.url)
  const label = string(attrs.title) ?? url?.replace(/^https?:\/\/(www\.)?/i, '') ?? ''
  const poster = pictureUrl(attrs, options)
  const parts: Spec[] = []
  if (poster !== null) parts.push(['img', { src: poster, alt: '', loading: 'lazy', decoding: 'async' }])
  parts.push(url === null ? ['span', {}, label] : ['a', { href: url, ...outside }, label])
  return ['figure', { class: 'embed', 'data-kind': string(attrs.kind), ...flow(attrs) }, ...parts]
}

function cell(tag: 'td' | 'th', attrs: Attrs): Spec {
  const align = attrs.align === 'left' || attrs.align === 'center' || attrs.align === 'right' ? attrs.align : null
  const spans = { colspan: span(attrs.colspan, 1), rowspan: span(attrs.rowspan, 1) }
  const scope = tag === 'th' ? string(attrs.scope) : null
  return [tag, { ...flow(attrs), ...spans, scope, 'data-align': align }, 0]
}

function anchorOf(value: unknown): string | null {
  return typeof value === 'string' && /^\S+$/.test(value) ? anchorId(value) : null
}

/** Where the back link of a note leads: the first reference to it in the document. */
function backAnchor(note: unknown): string | null {
  return anchorOf(typeof note === 'string' ? `ref-${note}` : null)
}

function footnoteReference(attrs: Attrs): Spec {
  const target = anchorOf(attrs.target)
  const href = target === null ? null : `#${target}`
  const link: Spec = ['a', { id: anchorOf(attrs.id), href, role: 'doc-noteref' }, string(attrs.label) ?? '*']
  return ['sup', { class: 'footnote-reference', id: backAnchor(attrs.target) }, link]
}

function footnote(attrs: Attrs): Spec {
  const label = string(attrs.label) ?? ''
  const back = backAnchor(attrs.id)
  const value = /^\d{1,6}$/.test(label) ? label : null
  return [
    'li',
    { ...flow(attrs), id: anchorOf(attrs.id), class: 'footnote', value, 'data-label': label },
    ['div', { class: 'footnote-body' }, 0],
    ['a', { href: `#${back}`, class: 'footnote-back', role: 'doc-backlink', 'aria-label': `↩ ${label}` }, '↩\uFE0E'],
  ]
}

function level(value: unknown): number {
  return typeof value === 'number' && value >= 1 && value <= 6 ? Math.trunc(value) : 2
}

export const nodeRenderers = {
  paragraph: plain('p'),
  heading: (attrs) => [`h${level(attrs.level)}`, { ...flow(attrs), id: anchorOf(attrs.anchor) }, 0],
  blockquote: plain('blockquote'),
  bulletList: plain('ul'),
  orderedList: (attrs) => {
    const reversed = attrs.reversed === true ? '' : null
    // A reversed list counts down from its length unless it says otherwise: only a start other than 1 is said.
    return ['ol', { ...flow(attrs), start: span(attrs.start, 1), type: string(attrs.style), reversed }, 0]
  },
  listItem: plain('li'),
  definitionList: plain('dl'),
  definitionTerm: plain('dt'),
  definitionDescription: plain('dd'),
  codeBlock: (attrs) => {
    const language = string(attrs.language)
    const inner = { class: language === null ? null : `language-${language}` }
    return ['pre', { ...flow(attrs), 'data-language': language }, ['code', inner, 0]]
  },
  table: (attrs) => ['div', { class: 'table-scroll' }, ['table', flow(attrs), 0]],
  tableCaption: plain('caption'),
  tableRow: plain('tr'),
  tableCell: (attrs) => cell('td', attrs),
  tableHeader: (attrs) => cell('th', attrs),
  figure: plain('figure'),
  figcaption: plain('figcaption'),
  image: blockPicture,
  embed,
  mathBlock: (attrs) => formula(attrs, 'block'),
  details: (attrs) => ['details', { ...flow(attrs), open: attrs.open === true ? '' : null }, 0],
  summary: plain('summary'),
  horizontalRule: (attrs) => ['hr', flow(attrs)],
  footnotes: (attrs) => ['section', { ...flow(attrs), class: 'footnotes', role: 'doc-endnotes' }, ['ol', {}, 0]],
  footnote,
  hardBreak: () => ['br', {}],
  inlineImage: (attrs, options) => picture(attrs, options, 'span'),
  mathInline: (attrs) => formula(attrs, 'inline'),
  footnoteReference,
} as const satisfies Record<Exclude<NodeType, 'doc' | 'text'>, (attrs: Attrs, options: RenderOptions) => Spec>

const bare = (tag: string) => (): Spec => [tag, {}, 0]

export const markRenderers = {
  language: (attrs) => ['span', flow(attrs), 0],
  link: (attrs) => {
    const href = safeHref(attrs.href)
    const title = string(attrs.title)
    if (href === null) return ['span', { class: 'dead-link', title }, 0]
    if (href.startsWith('#')) return ['a', { href: `#${anchorId(href.slice(1))}`, title }, 0]
    return ['a', { href, title, ...outside }, 0]
  },
  ins: bare('ins'),
  del: bare('del'),
  abbr: (attrs) => ['abbr', { title: string(attrs.title) }, 0],
  cite: bare('cite'),
  bold: bare('strong'),
  italic: bare('em'),
  underline: bare('u'),
  strike: bare('s'),
  mark: () => ['mark', { class: 'authors-mark' }, 0],
  small: bare('small'),
  subscript: bare('sub'),
  superscript: bare('sup'),
  kbd: bare('kbd'),
  code: bare('code'),
  ruby: (attrs) => ['ruby', {}, ['span', { class: 'ruby-base' }, 0], ['rt', {}, string(attrs.text) ?? '']],
} as const satisfies Record<MarkType, (attrs: Attrs) => Spec>
