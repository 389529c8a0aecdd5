/** The title as it stands in the text again: the window shows it above. */
import { documentText } from '../../core/document/text.ts'
import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { countWords } from '../../core/document/words.ts'

/** How far from the top the title may stand, below what a site sets over every article. */
const MASTHEAD = 8

function textOf(content: readonly NodeJSON[]): string {
  return documentText({ type: 'doc', content })
    .text.replace(/[ \t\n\r\f]+/g, ' ')
    .trim()
}

/** The first heading of a document, where it stands before all text. */
export function headingTitle(document: DocumentJSON): string {
  const heading = document.content.slice(0, 3).find(({ type }) => type === 'heading')
  return heading ? textOf([heading]) : ''
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Words that stand over the title: a section's name, `Sign in`. Pictures and sentences are the article's own. */
function isMasthead(node: NodeJSON): boolean {
  if (!/^(?:paragraph|heading|bulletList|horizontalRule)$/.test(node.type)) return false
  return countWords(documentText({ type: 'doc', content: [node] }).text, null) <= 12
}

/** A document without a heading that only repeats the title, and what stands over it. */
export function withoutTitle(document: DocumentJSON, title: string): DocumentJSON {
  const index = document.content
    .slice(0, MASTHEAD)
    .findIndex((node) => node.type === 'heading' && letters(textOf([node])) === letters(title))
  if (index < 0) return document
  const before = document.content.slice(0, index)
  const after = document.content.slice(index + 1)
  const content = before.every(isMasthead) ? after : [...before, ...after]
  return content.length > 0 ? { type: 'doc', content } : document
}

/** A first line that is all in bold, and the document without it. */
function boldLine({ content: [first, ...after] }: DocumentJSON): { line: string; rest: DocumentJSON } | null {
  if (first?.type !== 'paragraph') return null
  const inline = first.content ?? []
  const end = inline.findIndex(({ type }) => type === 'hardBreak')
  const own = end < 0 ? inline : inline.slice(0, end)
  const bold = own.every(({ type, marks }) => type === 'text' && marks?.some((mark) => mark.type === 'bold'))
  if (own.length === 0 || !bold) return null
  const left = end < 0 ? [] : [{ ...first, content: inline.slice(end + 1) }]
  const content = [...left, ...after]
  const line = textOf([{ type: 'paragraph', content: own }])
  return content.length > 0 ? { line, rest: { type: 'doc', content } } : null
}

const PARTS = /\s+(?:[|–—·•»›«‹:~/-]|::|--)\s+/

/**
 * The title, and the document without it. Pages that know no headings set it in bold above the text; where that says the
 * first or last part of a stated title, the other part names the site.
 */
export function takeTitle(document: DocumentJSON, title: string): { title: string; rest: DocumentJSON } {
  const rest = withoutTitle(document, title)
  const bold = rest === document ? boldLine(document) : null
  if (!bold) return { title, rest }
  const parts = title.split(PARTS)
  const own = [title, parts[0], parts.at(-1)].find((part) => part && letters(part) === letters(bold.line))
  return own && letters(own) !== '' ? { title: own, rest: bold.rest } : { title, rest }
}
