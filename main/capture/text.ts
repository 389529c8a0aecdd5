import type { DocumentJSON, NodeJSON } from '../core/document/types.ts'
import { countWords, readingMinutes } from '../core/document/words.ts'
import { PostilError } from '../core/result.ts'
import { cleanText } from './convert/flow.ts'
import type { ExtractedArticle } from './extract/index.ts'
import { clip } from './metadata/index.ts'
import { settleDirection, settleLanguage } from './metadata/language.ts'
import { canonicalUrl, siteHost } from './url.ts'

const MAX_TITLE = 120

interface TextSource {
  readonly text: string
  readonly title?: string | undefined
  readonly url?: string | undefined
  readonly lang?: string | null
  /** The text is a file, whose first line may be its title: it is not repeated. */
  readonly file?: boolean
}

function paragraph(lines: readonly string[]): NodeJSON {
  const content: NodeJSON[] = []
  for (const [index, line] of lines.entries()) {
    if (index > 0) content.push({ type: 'hardBreak' })
    if (line !== '') content.push({ type: 'text', text: line })
  }
  return { type: 'paragraph', content }
}

/** Whether a paragraph is one line that only says the title; a sentence is the text's own. */
function isTitle(lines: readonly string[] | undefined, title: string): boolean {
  const [line = '', ...more] = lines ?? []
  return more.length === 0 && line.trim() === title && !/[.,;:…。、]$/u.test(title)
}

/** Facts between dashes, which Markdown files may begin with and no title is in. */
const MATTER = /^---\n(?:[^\n]+\n)+?---\n/

/** Plain text as an article: blank lines part paragraphs, line ends inside them stay, every other character as it is. */
export function articleFromText({ text, title, url, lang, file = false }: TextSource): ExtractedArticle {
  const clean = cleanText(text.replace(/^\uFEFF/, '').replace(/\r\n?|[\u2028\u2029]/g, '\n'))
  const paragraphs = clean
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((block) => block.split('\n').map((line) => line.trimEnd()))
    .map((lines) => lines.slice(lines.findIndex((line) => line !== '')))
    .map((lines) => lines.filter((line, index) => line !== '' || index < lines.length - 1))
    .filter((lines) => lines.some((line) => line.trim() !== ''))
  if (paragraphs.length === 0) throw new PostilError('pageEmpty')
  const language = settleLanguage([lang], clean)
  const words = countWords(clean, language)
  const lines = clean.replace(MATTER, '').split('\n')
  const first = lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? clean
  const body = paragraphs.map((lines) => lines.join(' ')).find((block) => block.length >= 40) ?? clean
  const called = title?.trim() || clip(first.replace(/^#{1,6}\s+/, ''), MAX_TITLE)
  const kept = file && isTitle(paragraphs[0], called) && paragraphs.length > 1 ? paragraphs.slice(1) : paragraphs
  const document: DocumentJSON = { type: 'doc', content: kept.map(paragraph) }
  return {
    url: url ?? null,
    canonicalUrl: url ? canonicalUrl(url) : null,
    title: called,
    byline: null,
    site: url ? siteHost(url) : null,
    publishedAt: null,
    modifiedAt: null,
    lang: language,
    dir: settleDirection([], clean),
    excerpt: clip(body),
    leadImageUrl: null,
    faviconUrl: null,
    words,
    minutes: readingMinutes(words, language),
    document,
  }
}
