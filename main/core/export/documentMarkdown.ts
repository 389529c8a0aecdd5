import { safeHref, safeWebUrl } from '../document/links.ts'
import type { MarkType } from '../document/marks.ts'
import { isMathTree, mathText } from '../document/math.ts'
import { isNodeType, isTextblock, type NodeType, nodeSpec } from '../document/nodes.ts'
import { walk } from '../document/parse.ts'
import type { DocumentJSON, MarkJSON, NodeJSON } from '../document/types.ts'
import { escapeHtml, escapeLine, escapeMarkdown, markdownTitle, markdownUrl, quoteLines } from './escape.ts'
import { type InlineWriter, writeInline } from './inline.ts'
import { tableMarkdown } from './tableMarkdown.ts'

export interface MarkdownOptions {
  /** Text without its marks and note references as plain signs: for a quotation. */
  readonly plain?: boolean
}

export interface MarkdownContext extends MarkdownOptions {
  /** Key of a footnote by its id; a note that isn't there has none. */
  readonly notes: ReadonlyMap<string, string>
  /** Inside a table cell or heading, where a line cannot end. */
  readonly oneLine?: boolean
}

type Attrs = Readonly<Record<string, unknown>>
const string = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
const attrsOf = (node: { readonly attrs?: Attrs }): Attrs => node.attrs ?? {}
const indent = (text: string, by: string) => text.replace(/\n(?=[^\n])/g, `\n${by}`)

function image(attrs: Attrs): string {
  const source = safeWebUrl(attrs.source)
  const alt = escapeMarkdown(string(attrs.alt) ?? '').replace(/\s+/g, ' ')
  if (source === null) return alt
  return `![${alt}](${markdownUrl(source)}${markdownTitle(string(attrs.title))})`
}

function formula(attrs: Attrs, fence: '$' | '$$'): string {
  // Where a reader knows no math, `a<b` would begin an HTML element; to TeX a space there is nothing.
  const tex = string(attrs.tex)
    ?.trim()
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .replace(/\n\s*\n/g, '\n')
  if (tex) return fence === '$' ? `$${tex.replace(/\s*\n\s*/g, ' ')}$` : `$$\n${tex}\n$$`
  return isMathTree(attrs.mathml) ? escapeMarkdown(mathText(attrs.mathml)) : ''
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return `${fence}${pad}${text.replace(/\n/g, ' ')}${pad}${fence}`
}

const PUNCTUATION = /[\p{P}\p{S}\uFFFC]/u
const blank = (sign: string) => sign === '' || /\s/.test(sign)

/**
 * Emphasis by signs where CommonMark would see it as such (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run),
 * else by an HTML element: « **mot**» in French would show its asterisks.
 */
function emphasis(signs: string, tag: string, inner: string, before: string, after: string): string {
  const [, lead = '', core = '', trail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(inner) ?? []
  if (core === '') return inner
  const opens = lead !== '' || blank(before) || PUNCTUATION.test(before) || !PUNCTUATION.test(core.slice(0, 1))
  const closes = trail !== '' || blank(after) || PUNCTUATION.test(after) || !PUNCTUATION.test(core.slice(-1))
  // Beside another sign of the same kind the two runs would be read as one.
  const sign = signs.slice(0, 1)
  const nested = signs === '**' && /^\*[^*]+\*$/.test(core)
  const apart = nested || (!core.startsWith(sign) && !core.endsWith(sign))
  const safe = opens && closes && apart && !/^[*~]$/.test(before) && !/^[*~]$/.test(after)
  return safe ? `${lead}${signs}${core}${signs}${trail}` : `${lead}<${tag}>${core}</${tag}>${trail}`
}

type Wrap = (inner: string, attrs: Attrs, before: string, after: string) => string
const element =
  (tag: string): Wrap =>
  (inner) =>
    `<${tag}>${inner}</${tag}>`
const signs =
  (sign: string, tag: string): Wrap =>
  (inner, _attrs, before, after) =>
    emphasis(sign, tag, inner, before, after)

const marks = {
  language: (inner) => inner,
  link: (inner, attrs) => {
    const href = safeHref(attrs.href)
    if (href === null || href.startsWith('#') || inner.trim() === '') return inner
    return `[${inner}](${markdownUrl(href)}${markdownTitle(string(attrs.title))})`
  },
  ins: element('ins'),
  del: signs('~~', 'del'),
  abbr: (inner, attrs) => {
    const title = string(attrs.title)
    return title === null ? inner : `<abbr title="${escapeHtml(title)}">${inner}</abbr>`
  },
  cite: element('cite'),
  bold: signs('**', 'strong'),
  italic: signs('*', 'em'),
  underline: element('u'),
  strike: signs('~~', 's'),
  mark: element('mark'),
  small: element('small'),
  subscript: element('sub'),
  superscript: element('sup'),
  kbd: element('kbd'),
  code: (inner) => codeSpan(inner),
  ruby: (inner, attrs) => `<ruby>${inner}<rt>${escapeHtml(string(attrs.text) ?? '')}</rt></ruby>`,
} as const satisfies Record<MarkType, Wrap>

function inlineWriter(context: MarkdownContext): InlineWriter {
  return {
    leaf: (node, code) => {
      if (node.type === 'text') {
        const text = (node.text ?? '').replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ')
        return code && context.plain !== true ? text : escapeMarkdown(text)
      }
      return isNodeType(node.type) ? writers[node.type](node, context) : ''
    },
    // A reading has no Markdown; within a code span nothing has.
    wrap: (type: MarkType, mark: MarkJSON, inner: string, before: string, after: string) =>
      marks[type](inner, attrsOf(mark), before, after),
  }
}

export function inlineMarkdown(nodes: readonly NodeJSON[] = [], context: MarkdownContext): string {
  // Nothing else can be said inside a code span, so code comes first among the marks of its text.
  const cleaned = nodes.map((node): NodeJSON => {
    if (context.plain === true) return { ...node, marks: [] }
    const code = node.type === 'text' && node.marks?.some(({ type }) => type === 'code')
    return code ? { ...node, marks: (node.marks ?? []).filter(({ type }) => type !== 'ruby') } : node
  })
  return writeInline(cleaned, inlineWriter(context)).trim()
}

function paragraph(node: NodeJSON, context: MarkdownContext): string {
  return inlineMarkdown(node.content, context)
    .replace(/(\\\n\s*)+$/, '')
    .split('\n')
    .map(escapeLine)
    .join('\n')
}

function oneLine(node: NodeJSON, context: MarkdownContext): string {
  return inlineMarkdown(node.content, { ...context, oneLine: true })
}

function list(node: NodeJSON, context: MarkdownContext): string {
  const items = node.content ?? []
  const start = typeof node.attrs?.start === 'number' ? node.attrs.start : 1
  const tight = items.every(({ content = [] }) =>
    content.every(({ type }, index) => (type === 'paragraph' ? index === 0 : /List$/.test(type))),
  )
  const lines = items.map((item, index) => {
    // Markdown knows no numbers below nought.
    const marker = node.type === 'orderedList' ? `${Math.max(0, start + index)}. ` : '- '
    const text = blocksMarkdown(item.content, context, tight ? '\n' : '\n\n')
    return `${marker}${indent(text, ' '.repeat(marker.length))}`
  })
  return lines.join(tight ? '\n' : '\n\n')
}

function heading(node: NodeJSON, context: MarkdownContext): string {
  const text = oneLine(node, context)
  if (text === '') return ''
  if (context.plain === true) return `**${text}**`
  const level = typeof node.attrs?.level === 'number' ? node.attrs.level : 2
  // Closing signs at the end of a heading would be taken away.
  return `${'#'.repeat(level)} ${text.replace(/(^|\s)(#+)$/, '$1\\$2')}`
}

function codeBlock(node: NodeJSON): string {
  const text = (node.content ?? [])
    .map((child) => child.text ?? '')
    .join('')
    .replace(/\r\n?/g, '\n')
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${string(node.attrs?.language) ?? ''}\n${text.replace(/\n$/, '')}\n${fence}`
}

const container = (node: NodeJSON, context: MarkdownContext) => blocksMarkdown(node.content, context)
/** Written by their parents. */
const byParent = () => ''

const writers = {
  doc: container,
  paragraph,
  heading,
  blockquote: (node, context) => quoteLines(container(node, context)),
  bulletList: list,
  orderedList: list,
  listItem: container,
  // The syntax of PHP Markdown Extra and Pandoc; elsewhere it reads as plain lines.
  definitionList: container,
  definitionTerm: oneLine,
  definitionDescription: (node, context) => `:   ${indent(container(node, context), '    ')}`,
  codeBlock,
  table: (node, context) =>
    tableMarkdown(node, { cell: (cell) => cellMarkdown(cell, context), line: (part) => oneLine(part, context) }),
  tableCaption: paragraph,
  tableRow: byParent,
  tableCell: byParent,
  tableHeader: byParent,
  figure: container,
  figcaption: paragraph,
  image: (node) => {
    const href = safeHref(node.attrs?.href)
    const drawn = image(attrsOf(node))
    return href === null || href.startsWith('#') ? drawn : `[${drawn}](${markdownUrl(href)})`
  },
  embed: (node) => {
    const url = safeWebUrl(node.attrs?.url)
    const title = escapeMarkdown(string(node.attrs?.title) ?? url ?? '')
    return url === null ? title : `[${title}](${markdownUrl(url)})`
  },
  mathBlock: (node) => formula(attrsOf(node), '$$'),
  details: (node, context) => {
    const [summary, ...rest] = node.content ?? []
    if (context.plain === true) return blocksMarkdown(node.content, context)
    // A block of HTML, in which Markdown's escapes mean nothing.
    const title = (summary?.content ?? []).map((child) => child.text ?? ' ').join('')
    return `<details>\n<summary>${escapeHtml(title.replace(/\s+/g, ' ').trim())}</summary>\n\n${blocksMarkdown(rest, context)}\n\n</details>`
  },
  summary: oneLine,
  horizontalRule: () => '---',
  footnotes: container,
  footnote: (node, context) => {
    const key = context.notes.get(String(node.attrs?.id))
    const text = container(node, context)
    return context.plain === true || key === undefined ? text : `[^${key}]: ${indent(text, '    ')}`
  },
  text: byParent,
  hardBreak: (_node, context) => (context.oneLine === true ? ' ' : '\\\n'),
  inlineImage: (node) => image(attrsOf(node)),
  mathInline: (node) => formula(attrsOf(node), '$'),
  footnoteReference: (node, context) => {
    const key = context.notes.get(String(node.attrs?.target))
    const label = string(node.attrs?.label) ?? ''
    if (context.plain === true) return escapeMarkdown(label)
    return key === undefined ? `<sup>${escapeMarkdown(label)}</sup>` : `[^${key}]`
  },
} as const satisfies Record<NodeType, (node: NodeJSON, context: MarkdownContext) => string>

function blocksMarkdown(nodes: readonly NodeJSON[] = [], context: MarkdownContext, gap = '\n\n'): string {
  let written = ''
  let previous = ''
  for (const node of nodes) {
    const text = isNodeType(node.type) ? writers[node.type](node, context) : ''
    if (text === '') continue
    // Two lists in a row would be read as one; a description belongs to the line before it.
    const split = node.type === previous && /^(bullet|ordered)List$/.test(previous) ? `<!-- -->${gap}` : ''
    const own = previous === 'definitionTerm' && node.type === 'definitionDescription' ? '\n' : gap
    written += written === '' ? text : `${own}${split}${text}`
    previous = node.type
  }
  return written
}

/** A cell on one line: its blocks parted by `<br>`. */
function cellMarkdown(cell: NodeJSON, context: MarkdownContext): string {
  const parts = (cell.content ?? []).map((block) => {
    if (!isNodeType(block.type)) return ''
    if (block.type === 'codeBlock') return codeSpan((block.content ?? []).map((child) => child.text ?? '').join(''))
    const spec = nodeSpec(block.type)
    if (isTextblock(spec)) return inlineMarkdown(block.content, { ...context, oneLine: true })
    return spec.content === undefined ? writers[block.type](block, context) : cellMarkdown(block, context)
  })
  return parts.filter(Boolean).join('<br>').replace(/\n+/g, '<br>')
}

function noteKeys(document: DocumentJSON): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  for (const { node } of walk(document)) {
    if (node.type !== 'footnote') continue
    const label = String(node.attrs?.label ?? '').replace(/[^\p{L}\p{N}_-]+/gu, '')
    const base = label || String(node.attrs?.id ?? '').replace(/[^\p{L}\p{N}_-]+/gu, '-') || 'note'
    let key = base
    for (let count = 2; taken.has(key); count++) key = `${base}-${count}`
    taken.add(key)
    keys.set(String(node.attrs?.id), key)
  }
  return keys
}

/**
 * A whole document as Markdown: CommonMark with GFM tables, `[^1]` footnotes and `$…$` math; inline HTML only for what
 * Markdown has no sign for. Pictures refer to their original addresses.
 */
export function documentMarkdown(document: DocumentJSON, options: MarkdownOptions = {}): string {
  const text = blocksMarkdown(document.content, { ...options, notes: noteKeys(document) })
  return text === '' ? '' : `${text}\n`
}
