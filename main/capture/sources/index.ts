import { charsetOf, decode } from '../charset.ts'
import { epubPage } from './epub/index.ts'
import { type SourceKind, sourceKind } from './kind.ts'
import { markdownPage } from './markdown/index.ts'
import { looksLikeMarkdown } from './markdown/signs.ts'
import { mhtmlPage } from './mhtml/index.ts'
import { htmlPage, pastedPage } from './pages/index.ts'
import type { SourcePage } from './types.ts'
import { xhtmlToHtml } from './xhtml.ts'
import { zippedPage } from './zipped.ts'

export interface Given {
  /** A file or a page as it came, or markup that needs no decoding. */
  readonly page: Uint8Array | string
  /** As the server sent it; empty where there was none. */
  readonly contentType: string
  /** The file's; empty where it has none. */
  readonly name: string
  readonly url: string | null
}

/** Plain words are no page: they are kept line by line. */
export interface SourceText {
  readonly text: string
}

/** With what it was taken for; markup that somebody has is a page, or a piece of one. */
export interface ReadSource {
  readonly kind: SourceKind | 'page' | 'piece'
  readonly source: SourcePage | SourceText
}

/**
 * What was given as one page of HTML, whatever it is, or as plain text. Throws what each kind throws, and
 * `typeUnsupported`.
 */
export async function readSource(given: Given): Promise<ReadSource> {
  const { page, contentType } = given
  if (typeof page === 'string') {
    const source = pastedPage(page)
    return { kind: source.whole ? 'piece' : 'page', source }
  }
  const name = given.name || fileNameOf(given.url)
  const kind = sourceKind(page, contentType, name)
  const source = await readKind(kind, page, contentType, name)
  return { kind: kind === 'text' && 'html' in source ? 'markdown' : kind, source }
}

async function readKind(
  kind: SourceKind,
  page: Uint8Array,
  contentType: string,
  name: string,
): Promise<SourcePage | SourceText> {
  const text = () => decode(page, charsetOf(contentType))
  switch (kind) {
    case 'epub':
      return epubPage(page, name)
    case 'mhtml':
      return mhtmlPage(page, name)
    case 'zipped':
      return zippedPage(page, name)
    case 'markdown':
      return markdownPage(text(), name)
    case 'text': {
      const words = text()
      // A file that is called a text is one; what nobody named may be either.
      return /\.te?xt$/i.test(name) ? { text: words } : readWords(words, name).source
    }
    case 'xhtml': {
      const source = text()
      return htmlPage(xhtmlToHtml(source) ?? source)
    }
    case 'html':
      return htmlPage(text())
    default:
      return kind satisfies never
  }
}

/** Words that came without a name, pasted or from standard input: Markdown where they are clearly that. */
export function readWords(text: string, name = ''): ReadSource {
  if (!looksLikeMarkdown(text)) return { kind: 'text', source: { text } }
  return { kind: 'markdown', source: markdownPage(text, name) }
}

function fileNameOf(url: string | null): string {
  const path = url === null ? '' : (URL.parse(url)?.pathname ?? '')
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
  } catch {
    return ''
  }
}
