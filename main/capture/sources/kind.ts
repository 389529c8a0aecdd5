import { PostilError } from '../../core/result.ts'
import { detectEncoding } from '../charset.ts'
import { pageKind } from '../sniff.ts'
import { archiveExtent } from './zip.ts'

export type SourceKind = 'html' | 'xhtml' | 'zipped' | 'mhtml' | 'epub' | 'markdown' | 'text'

const HEAD = 4096
const EPUB_TYPE = 'application/epub+zip'
const MHTML_TYPES = /^(?:multipart\/related|message\/rfc822|application\/x-mimearchive)$/
const MARKDOWN_TYPES = /^text\/(?:x-)?markdown$/
const XHTML_TYPES = /^application\/(?:xhtml\+xml|vnd\.wap\.xhtml\+xml)$/
const MARKDOWN_NAME = /\.(?:md|markdown|mdown|mkd|mdx)$/i

/** Lines of a message's head, one of which says that it is MIME. */
const MESSAGE = /^(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(?:MIME-Version:|Content-Type:[ \t]*multipart\/)/i

function holds(bytes: Uint8Array, text: string, within = bytes.byteLength): boolean {
  const end = Math.min(bytes.byteLength, within)
  return Buffer.from(bytes.buffer, bytes.byteOffset, end).includes(text, 0, 'latin1')
}

/**
 * What a file is: by its content, then by its type, then by its name. Throws `typeUnsupported` for what Postil doesn't
 * read, `epubInvalid` and `mhtmlInvalid` for what is said to be one and is not.
 */
export function sourceKind(bytes: Uint8Array, contentType: string, name: string): SourceKind {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString('latin1')
  const called = {
    epub: type === EPUB_TYPE || /\.epub$/i.test(name),
    mhtml: MHTML_TYPES.test(type) || /\.mht(?:ml)?$/i.test(name),
  }
  if (head.startsWith('PK\x03\x04')) {
    if (head.includes(`mimetype${EPUB_TYPE}`) || called.epub || holds(bytes, 'META-INF/container.xml')) return 'epub'
    if (holds(bytes, 'index.html')) return 'zipped'
  }
  if (MESSAGE.test(head.replace(/^\s+/, ''))) return 'mhtml'
  const page = looksLikePage(head)
  if (page && archiveExtent(bytes) !== null && holds(bytes, 'index.html')) return 'zipped'
  if (called.epub && !page) throw new PostilError('epubInvalid', { path: name, reason: 'it is no ZIP archive' })
  if (called.mhtml && !page) throw new PostilError('mhtmlInvalid', { path: name, reason: 'it does not begin like one' })
  // Markdown may begin with markup: a page's own first lines, never.
  if ((MARKDOWN_TYPES.test(type) || MARKDOWN_NAME.test(name)) && !page && isText(bytes, type)) return 'markdown'
  const kind = pageKind(bytes, called.epub || called.mhtml ? '' : contentType, name)
  if (kind === 'text') return 'text'
  const xml =
    XHTML_TYPES.test(type) || /\.xht(?:ml)?$/i.test(name) || (type === '' && /^(?:\xef\xbb\xbf)?\s*<\?xml\b/.test(head))
  return xml ? 'xhtml' : 'html'
}

function looksLikePage(head: string): boolean {
  const start = head.replace(/^(?:\xef\xbb\xbf)?(?:\s+|<!--[\s\S]*?-->|<\?xml[^>]*>)+/, '')
  return /^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(start)
}

/** Throws `typeUnsupported` where there is something else than words. */
function isText(bytes: Uint8Array, type: string): boolean {
  const sample = bytes.subarray(0, HEAD)
  const text = new TextDecoder(detectEncoding(sample, null)).decode(sample)
  if (text.includes('\0')) throw new PostilError('typeUnsupported', { type: type || 'application/octet-stream' })
  return true
}
