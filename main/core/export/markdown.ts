import { stringify } from 'yaml'
import type { ExportedFile } from '../contract.ts'
import { documentText, type HeadingPlace } from '../document/text.ts'
import type { ResolvedHighlight } from '../model/highlight.ts'
import { documentMarkdown } from './documentMarkdown.ts'
import { escapeLine, escapeMarkdown, quoteLines } from './escape.ts'
import { fileName } from './fileName.ts'
import { sliceDocument } from './slice.ts'
import type { Exporter, ExportItem } from './types.ts'

/** Only what is known, in an order that people read. */
function frontMatter({ article, highlights }: ExportItem): string {
  const fields = {
    title: article.title,
    author: article.byline,
    url: article.canonicalUrl ?? article.url,
    site: article.site,
    published: article.publishedAt,
    modified: article.modifiedAt ?? null,
    saved: article.createdAt,
    language: article.lang,
    tags: article.tags.length > 0 ? article.tags : null,
    highlights: highlights.length,
    id: article.id,
  }
  const lines = Object.entries(fields).map(([name, value]) => {
    if (value === null) return ''
    // Many tools still read YAML 1.1, where `no` is a truth value; dates, on the other hand, should be dates there.
    const date = name === 'published' || name === 'modified' || name === 'saved'
    return stringify({ [name]: value }, { lineWidth: 0, ...(date ? {} : { compat: 'yaml-1.1' }) })
  })
  return `---\n${lines.join('')}---`
}

/** A tag as Obsidian and its like write it in a text: no spaces or signs, and not digits alone. */
export function hashtag(tag: string): string {
  const word = tag
    .trim()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}_/-]+/gu, '')
  return /^[\d/-]*$/.test(word) ? `#_${word}` : `#${word}`
}

/** A fence that a note left open would swallow everything after it. */
function closed(note: string): string {
  let open: string | null = null
  for (const line of note.split('\n')) {
    const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line)
    if (fence?.[1] === undefined) continue
    if (open === null) open = fence[1]
    else if (fence[1].startsWith(open) && fence[2]?.trim() === '') open = null
  }
  return open === null ? note : `${note}\n${open}`
}

function plainQuote(text: string): string {
  const paragraphs = text.split(/[\r\n\u2028\u2029]+/).filter((line) => line.trim() !== '')
  return paragraphs.map((line) => escapeLine(escapeMarkdown(line.replaceAll('\uFFFC', '')))).join('\n\n')
}

function highlightMarkdown(highlight: ResolvedHighlight, quotation: string): string {
  const tags = highlight.tags.map(hashtag).join(' ')
  const facts = [highlight.color, tags, highlight.createdAt.slice(0, 10)].filter(Boolean).join(' · ')
  const note = highlight.note.trim() === '' ? [] : [closed(highlight.note.replace(/^\s*\n|\s+$/g, ''))]
  return [quoteLines(quotation), ...note, facts].join('\n\n')
}

/** The headings of `path` that were not said yet; a heading within its parent is one level deeper. */
function newHeadings(path: readonly HeadingPlace[], said: readonly HeadingPlace[]): string[] {
  let same = 0
  while (same < path.length && path[same]?.start === said[same]?.start) same++
  return path.slice(same).map(({ text }, index) => {
    const line = escapeMarkdown(text.replace(/[\s\uFFFC]+/g, ' ').trim())
    return `${'#'.repeat(Math.min(6, same + index + 2))} ${line}`
  })
}

const titleLike = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * One article's highlights as Markdown, in reading order: YAML front matter, then under the article's own headings each
 * quotation as a block quote, its note as it was written, and a line with its colour, tags and day. A highlight whose
 * words have changed shows the words that were highlighted; those without a place come last, under a heading that says so.
 */
export function exportMarkdown(item: ExportItem): string {
  const { article, document, highlights } = item
  const text = documentText(document)
  const parts = [frontMatter(item), `# ${escapeMarkdown(article.title.replace(/\s+/g, ' ').trim())}`]
  let said: readonly HeadingPlace[] = []
  const unplaced: string[] = []
  for (const highlight of highlights) {
    const { anchor } = highlight
    if (!('start' in anchor)) {
      unplaced.push(highlightMarkdown(highlight, plainQuote(highlight.selectors.quote.exact)))
      continue
    }
    const path = text.headingsBefore(anchor.start).filter((place) => titleLike(place.text) !== titleLike(article.title))
    parts.push(...newHeadings(path, said))
    said = path
    const slice = anchor.status === 'changed' ? null : sliceDocument(document, text, anchor.start, anchor.end)
    const quotation = slice === null ? '' : documentMarkdown(slice, { plain: true })
    parts.push(highlightMarkdown(highlight, quotation.trim() || plainQuote(highlight.selectors.quote.exact)))
  }
  if (unplaced.length > 0) parts.push('## No longer found in the text', ...unplaced)
  return `${parts.join('\n\n')}\n`
}

/** A file for each article. */
export const exportMarkdownFiles: Exporter = () => {
  const taken = new Set<string>()
  const files: ExportedFile[] = []
  return {
    add: (item) => void files.push({ name: fileName(item.article, taken, 'md'), text: exportMarkdown(item) }),
    files: () => files,
  }
}
