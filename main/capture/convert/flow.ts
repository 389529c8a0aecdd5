import type { NodeJSON } from '../../core/document/types.ts'
import { type Marks, sameMarks } from './marks.ts'

type Mutable = { -readonly [K in keyof NodeJSON]: NodeJSON[K] }

/** HTML's own white space; no-break and narrow spaces and soft hyphens are characters like any other. */
const SPACES = /[ \t\n\r\f]+/g
const CJK = '[\\u3000-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff01-\\uff60]'
const CJK_BREAK = new RegExp(`(?<=${CJK})[ \\t]*[\\n\\r][ \\t\\n\\r]*(?=${CJK})`, 'g')
// U+FFFC stands for pictures and formulas in a document's text; control characters stand for nothing.
const FORBIDDEN = /(?![\t\n\f\r])[\p{Cc}\ufffc\ufffe\uffff]/gu
const BLANK = /^[\s\u200b\u2060\ufeff]*$/

export function cleanText(raw: string): string {
  const text = raw.replace(FORBIDDEN, '')
  return text.isWellFormed() ? text : text.toWellFormed()
}

/**
 * Collects what is read into blocks: loose text becomes paragraphs, white space collapses as CSS's `normal` would have it.
 * An inline flow (of a heading, a caption, a summary) knows no blocks: their boundaries become spaces.
 */
export class Flow {
  readonly blocks: NodeJSON[] = []
  readonly inlineOnly: boolean
  dir: string | null = null
  lang: string | null = null
  private run: Mutable[] = []
  private spaced = true
  private brokeOnce = false

  constructor(inlineOnly = false) {
    this.inlineOnly = inlineOnly
  }

  text(raw: string, marks: Marks): void {
    let text = cleanText(raw).replace(CJK_BREAK, '').replace(SPACES, ' ')
    if (this.spaced && text.startsWith(' ')) text = text.slice(1)
    if (text === '') return
    this.spaced = text.endsWith(' ')
    this.brokeOnce = false
    const last = this.run.at(-1)
    if (last?.type === 'text' && sameMarks(last.marks ?? [], marks)) last.text = (last.text ?? '') + text
    else this.run.push(marks.length > 0 ? { type: 'text', marks, text } : { type: 'text', text })
  }

  atom(node: NodeJSON, marks: Marks = []): void {
    this.run.push(marks.length > 0 ? { ...node, marks } : { ...node })
    this.spaced = false
    this.brokeOnce = false
  }

  /** One break ends a line; two end a paragraph. */
  lineBreak(): void {
    if (this.run.length === 0) return
    this.dropBlankLine()
    if (this.brokeOnce) {
      if (!this.inlineOnly) this.boundary()
      return
    }
    this.trimEnd()
    if (this.run.length === 0) return
    this.run.push({ type: 'hardBreak' })
    this.spaced = true
    this.brokeOnce = true
  }

  /** A line of nothing but no-break spaces is an empty line, as old pages write it. */
  private dropBlankLine(): void {
    const last = this.run.at(-1)
    if (last?.type !== 'text' || !BLANK.test(last.text ?? '') || this.run.at(-2)?.type !== 'hardBreak') return
    this.run.pop()
    this.brokeOnce = true
  }

  /** The edge of a block element. */
  boundary(): void {
    if (this.inlineOnly) {
      if (this.run.length > 0 && !this.spaced) this.text(' ', [])
      return
    }
    const content = this.inline()
    if (content.length === 0) return
    for (const piece of pieces(content)) {
      if (piece.every(({ type }) => type === 'inlineImage')) {
        for (const node of piece) this.blocks.push(this.directed(blockImage(node)))
      } else this.blocks.push(this.directed({ type: 'paragraph', content: piece }))
    }
  }

  block(node: NodeJSON): void {
    this.boundary()
    this.blocks.push(node)
  }

  /** The run so far, its edges trimmed; empty where it shows nothing. */
  inline(): NodeJSON[] {
    this.trimEnd()
    while (this.run.at(-1)?.type === 'hardBreak') {
      this.run.pop()
      this.trimEnd()
    }
    const { run } = this
    this.run = []
    this.spaced = true
    this.brokeOnce = false
    return run.every((node) => node.type === 'hardBreak' || (node.type === 'text' && BLANK.test(node.text ?? '')))
      ? []
      : run
  }

  /** Gives a block the direction and language of the wrappers around it. */
  directed(node: NodeJSON): NodeJSON {
    if (this.dir === null && this.lang === null) return node
    const attrs: Record<string, unknown> = { ...node.attrs }
    if (this.dir !== null) attrs.dir ??= this.dir
    if (this.lang !== null) attrs.lang ??= this.lang
    return { ...node, attrs }
  }

  private trimEnd(): void {
    const last = this.run.at(-1)
    if (last?.type !== 'text' || !last.text?.endsWith(' ')) return
    last.text = last.text.replace(/ +$/, '')
    if (last.text === '') this.run.pop()
    this.spaced = true
  }
}

/** Where a link around a picture leads to the picture itself, larger, the picture is enough. */
const PICTURE_FILE = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)(?:[?#]|$)/i

/** A picture that stands alone, as a block: the link around it becomes its own. */
export function blockImage({ attrs, marks }: NodeJSON): NodeJSON {
  const href = marks?.find(({ type }) => type === 'link')?.attrs?.href
  const leads = typeof href === 'string' && !PICTURE_FILE.test(href) && !href.startsWith('#')
  return { type: 'image', attrs: leads ? { ...attrs, href } : { ...attrs } }
}

/** Lines of a paragraph that hold nothing but pictures stand by themselves. */
function pieces(content: readonly NodeJSON[]): NodeJSON[][] {
  const lines: NodeJSON[][] = [[]]
  for (const node of content) {
    if (node.type === 'hardBreak') lines.push([])
    else lines.at(-1)?.push(node)
  }
  const isPicture = (node: NodeJSON) =>
    node.type === 'inlineImage' || (node.type === 'text' && node.marks === undefined && BLANK.test(node.text ?? ''))
  const found: { picture: boolean; content: NodeJSON[] }[] = []
  for (const line of lines) {
    const picture = line.some(({ type }) => type === 'inlineImage') && line.every(isPicture)
    const last = found.at(-1)
    if (picture) found.push({ picture, content: line.filter(({ type }) => type === 'inlineImage') })
    else if (last && !last.picture) last.content.push({ type: 'hardBreak' }, ...line)
    else if (line.length > 0) found.push({ picture, content: line })
  }
  return found.map((piece) => piece.content)
}
