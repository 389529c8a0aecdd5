import { PostilError } from '../core/result.ts'
import { detectEncoding } from './charset.ts'

type PageKind = 'html' | 'text'

const HTML_TYPES = new Set(['text/html', 'application/xhtml+xml', 'application/vnd.wap.xhtml+xml'])
const TEXT_TYPES = new Set(['text/plain', 'text/markdown', 'text/x-markdown'])
/** Files that hold a page with its pictures, or a book. */
const FILE_TYPES = new Set(['application/epub+zip', 'multipart/related', 'message/rfc822', 'application/x-mimearchive'])
/** Types that servers send for anything. */
const VAGUE_TYPES = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/xml',
  'text/xml',
  'unknown/unknown',
  '*/*',
])

const signatures: readonly (readonly [type: string, start: string])[] = [
  ['application/pdf', '%PDF-'],
  ['image/png', '\x89PNG'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF8'],
  ['application/zip', 'PK\x03\x04'],
  ['application/gzip', '\x1f\x8b'],
  ['audio/mpeg', 'ID3'],
  ['application/x-executable', '\x7fELF'],
  ['application/rtf', '{\\rtf'],
]

function bareType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

/** Refuses, from the header alone, what cannot be a page; so that a film is not downloaded to find out. */
export function assertTypeReadable(contentType: string): void {
  const type = bareType(contentType)
  if (![HTML_TYPES, TEXT_TYPES, FILE_TYPES, VAGUE_TYPES].some((types) => types.has(type))) {
    throw new PostilError('typeUnsupported', { type })
  }
}

function binaryType(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  for (const [type, signature] of signatures) if (start.startsWith(signature)) return type
  if (start.startsWith('RIFF')) return 'image/webp'
  if (start.slice(4, 8) === 'ftyp') return 'video/mp4'
  return null
}

function looksLikeHtml(head: string): boolean {
  const start = head.replace(/^(?:\s+|<!--[\s\S]*?-->|<\?xml[^>]*>)+/, '')
  return /^<(?:!doctype\s+html|html|head|body|title|meta|script|article|main|div|p|h[1-6]|table|section|center|font|a|b|br|ul|ol|style)[\s>/]/i.test(
    start,
  )
}

/** Whether bytes are a page or plain text: by what they are said to be, and by what they are. Throws `typeUnsupported`. */
export function pageKind(bytes: Uint8Array, contentType: string, name = ''): PageKind {
  const type = bareType(contentType)
  assertTypeReadable(contentType)
  const binary = binaryType(bytes)
  if (binary) throw new PostilError('typeUnsupported', { type: binary })
  const head = new TextDecoder(detectEncoding(bytes.subarray(0, 2048), null)).decode(bytes.subarray(0, 2048))
  if (head.includes('\0')) throw new PostilError('typeUnsupported', { type: type || 'application/octet-stream' })
  if (looksLikeHtml(head)) return 'html'
  if (TEXT_TYPES.has(type) || /\.(?:txt|text|md|markdown)$/i.test(name)) return 'text'
  if (HTML_TYPES.has(type) || /\.(?:x?html?|xht)$/i.test(name)) return 'html'
  if (/^\s*<\?xml|^\s*<(?:rss|feed|svg)\b/i.test(head))
    throw new PostilError('typeUnsupported', { type: type || 'text/xml' })
  if (/^\s*[[{]/.test(head) && /\.json$/i.test(name))
    throw new PostilError('typeUnsupported', { type: 'application/json' })
  return /<\/?(?:p|div|h[1-6]|article|body|span|a|br)\b[^>]*>/i.test(head) ? 'html' : 'text'
}
