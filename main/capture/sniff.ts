import { PostilError } from '../core/result.ts'
import { bomEncoding } from './charset/declared.ts'
import { zeroPattern } from './charset/guess.ts'

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
  ['application/x-7z-compressed', '7z\xbc\xaf'],
  ['application/vnd.rar', 'Rar!\x1a'],
  ['application/ogg', 'OggS'],
  ['audio/flac', 'fLaC'],
  ['video/webm', '\x1aE\xdf\xa3'],
  ['image/tiff', 'II*\0'],
  ['image/tiff', 'MM\0*'],
  ['image/x-icon', '\0\0\x01\0'],
  ['font/woff2', 'wOF2'],
]

/** Without its parameters; the first of several, and whatever stands for a semicolon. */
export function bareType(contentType: string): string {
  return /^[^;,\s]*/.exec(contentType.trim().toLowerCase())?.[0] ?? ''
}

/** Text that is for programs. */
const CODE = /^text\/(?:css|csv|javascript|ecmascript|calendar|vcard|tab-separated-values)$/

function isReadable(type: string): boolean {
  if ([HTML_TYPES, TEXT_TYPES, FILE_TYPES, VAGUE_TYPES].some((types) => types.has(type))) return true
  return type.startsWith('text/') && !CODE.test(type)
}

/**
 * Refuses what cannot be a page by its first bytes, else by its type: servers call pages anything, and anything a page.
 * So a film is not downloaded to find out. Throws `typeUnsupported`.
 */
export function assertReadable(contentType: string, start: Uint8Array): void {
  const type = bareType(contentType)
  const binary = binaryType(start)
  if (binary !== null && binary !== 'application/zip') throw new PostilError('typeUnsupported', { type: binary })
  if (!isReadable(type) && !looksLikeHtml(headOf(start))) throw new PostilError('typeUnsupported', { type })
}

/** The first signs of a text, near enough to tell markup; its encoding is a question of its own. */
function headOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, 4096)
  const wide = bomEncoding(start) ?? zeroPattern(start)
  return new TextDecoder(wide ?? 'windows-1252').decode(start).replace(/^ï»¿/, '')
}

function binaryType(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  for (const [type, signature] of signatures) if (start.startsWith(signature)) return type
  if (start.startsWith('RIFF')) return riff[start.slice(8, 12)] ?? 'application/x-riff'
  if (start.slice(4, 8) === 'ftyp') return start.slice(8, 11) === 'avi' ? 'image/avif' : 'video/mp4'
  return null
}
const riff: Readonly<Record<string, string>> = { WEBP: 'image/webp', WAVE: 'audio/wav', 'AVI ': 'video/x-msvideo' }

const MARKUP =
  /^<(?:!doctype\s+html|html|head|body|title|meta|script|article|main|div|p|h[1-6]|table|section|center|font|a|b|br|ul|ol|style)[\s>/]/i
/** What only a page begins with; notes in plain text may begin with a paragraph of HTML. */
const PAGE = /^<(?:!doctype\s+html|html|head|body|title|meta|link)[\s>/]/i

function looksLikeHtml(head: string, beginning = MARKUP): boolean {
  return beginning.test(head.replace(/^(?:\s+|<!--[\s\S]*?-->|<\?xml[^>]*>)+/, ''))
}

/** Whether bytes are a page or plain text: by what they are said to be, and by what they are. Throws `typeUnsupported`. */
export function pageKind(bytes: Uint8Array, contentType: string, name = ''): PageKind {
  const type = bareType(contentType)
  assertReadable(contentType, bytes)
  const binary = binaryType(bytes)
  if (binary) throw new PostilError('typeUnsupported', { type: binary })
  const head = headOf(bytes)
  if (head.includes('\0')) throw new PostilError('typeUnsupported', { type: type || 'application/octet-stream' })
  const isText = TEXT_TYPES.has(type) || /\.(?:txt|text|md|markdown)$/i.test(name)
  if (looksLikeHtml(head, isText ? PAGE : MARKUP)) return 'html'
  if (isText) return 'text'
  if (HTML_TYPES.has(type) || /\.(?:x?html?|xht)$/i.test(name)) return 'html'
  if (/^\s*<\?xml|^\s*<(?:rss|feed|svg)\b/i.test(head))
    throw new PostilError('typeUnsupported', { type: type || 'text/xml' })
  if (/^\s*[[{]/.test(head) && /\.json$/i.test(name))
    throw new PostilError('typeUnsupported', { type: 'application/json' })
  return /<\/?(?:p|div|h[1-6]|article|body|span|a|br)\b[^>]*>/i.test(head) ? 'html' : 'text'
}
