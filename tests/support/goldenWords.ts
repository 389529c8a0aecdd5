import { decode } from '../../main/capture/charset.ts'
import { isElement, isText, parsePage, tagOf } from '../../main/capture/extract/dom.ts'
import { xhtmlToHtml } from '../../main/capture/sources/xhtml.ts'
import type { DocumentJSON, NodeJSON } from '../../main/core/document/types.ts'

/** How often each word stands somewhere. */
export type Words = ReadonlyMap<string, number>

/** Drawn or played rather than read; formulas are compared by the expected documents. */
const UNREAD = /^(?:head|title|script|style|noscript|template|svg|math|iframe|video|audio|object|rp)$/
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|rb|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|img)$/

/** A word is a run of letters and digits; where words are written without spaces, every character by itself. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\P{L}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|\p{N}+/gu

export function wordsOf(lines: readonly string[]): Words {
  const words = new Map<string, number>()
  for (const line of lines) {
    // Combining marks and soft hyphens are inside of words, not between them.
    for (const [word] of line.replace(/[\p{M}\u00AD\u200C\u200D]/gu, '').matchAll(WORD)) {
      words.set(word, (words.get(word) ?? 0) + 1)
    }
  }
  return words
}

/** The lines of a marked page's body that are not marked as furniture. Readings of ruby stand by themselves. */
export function articleLines(page: Uint8Array): string[] {
  const lines = ['']
  const readings: string[] = []
  const visit = (node: Node): void => {
    if (isText(node)) lines.push(`${lines.pop() ?? ''}${node.data}`)
    if (!isElement(node)) return
    const tag = tagOf(node)
    if (UNREAD.test(tag) || node.hasAttribute('data-furniture')) return
    if (tag === 'rt') {
      readings.push(node.textContent ?? '')
      return
    }
    const block = !INLINE.test(tag) || node.hasAttribute('role')
    if (block) lines.push('')
    for (const child of node.childNodes) visit(child)
    if (block) lines.push('')
  }
  const text = decode(page, null)
  const html = text.startsWith('<?xml') ? xhtmlToHtml(text) : null
  visit(parsePage(html ?? text).body)
  return [...lines, ...readings]
}

/** The lines of a document, labels of notes left out: the window numbers them. */
export function documentLines(document: DocumentJSON): string[] {
  const lines = ['']
  const readings: string[] = []
  const visit = (node: NodeJSON): void => {
    if (node.type === 'text') {
      lines.push(`${lines.pop() ?? ''}${node.text ?? ''}`)
      const reading = node.marks?.find(({ type }) => type === 'ruby')?.attrs?.text
      if (typeof reading === 'string') readings.push(reading)
    } else if (!/^(?:inlineImage|footnoteReference|mathInline)$/.test(node.type)) lines.push('')
    for (const child of node.content ?? []) visit(child)
  }
  visit(document)
  return [...lines, ...readings]
}

export interface Agreement {
  /** Words of the one that the other has too, each as often as in both. */
  readonly shared: number
  readonly wanted: number
  readonly got: number
  /** Wanted and not there; there and not wanted. */
  readonly missing: readonly string[]
  readonly surplus: readonly string[]
}

export function compareWords(wanted: Words, got: Words): Agreement {
  const less = (one: Words, other: Words) =>
    [...one].filter(([word, count]) => count > (other.get(word) ?? 0)).map(([word]) => word)
  const sum = (words: Words) => [...words.values()].reduce((all, count) => all + count, 0)
  let shared = 0
  for (const [word, count] of wanted) shared += Math.min(count, got.get(word) ?? 0)
  return { shared, wanted: sum(wanted), got: sum(got), missing: less(wanted, got), surplus: less(got, wanted) }
}
