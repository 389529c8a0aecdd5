import { marked } from 'marked'

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00A0' }

/** HTML as a reader sees it: its text without tags. */
export function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(#?\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
}
/** Markdown as a reader sees it, by a parser that is not ours. */
export const readMarkdown = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true })
/** White space between blocks is the parser's affair. */
export const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()
