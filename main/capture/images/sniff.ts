import { createHash } from 'node:crypto'
import { imageSize } from 'image-size'

type PictureType = 'png' | 'jpg' | 'gif' | 'webp' | 'avif' | 'svg' | 'bmp' | 'ico'

/**
 * What may stand before a drawing's root. Taken away rather than matched with the root after it: which comment ends where
 * could be tried in any number of ways.
 */
const BEFORE_ROOT = /^(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^<>[]*(?:\[[^\]]*\][^<>[]*)?>)+/i

/** What a picture is by its first bytes; null for what is none of the kinds that a library keeps. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096))
  const start = head.toString('latin1', 0, 32)
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpg'
  if (/^GIF8[79]a/.test(start)) return 'gif'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp'
  if (start.slice(4, 8) === 'ftyp') return /avi[fs]/.test(head.toString('latin1', 8, 48)) ? 'avif' : null
  if (start.startsWith('BM') && head.length > 26 && head.readUInt32LE(6) === 0) return 'bmp'
  if (start.startsWith('\x00\x00\x01\x00')) return 'ico'
  const text = head.toString('utf8').replace(/^\uFEFF/, '')
  return /^<svg[\s>]/i.test(text.replace(BEFORE_ROOT, '')) ? 'svg' : null
}

export function mediaName(bytes: Uint8Array, type: PictureType): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.${type}`
}

/** Whether an AVIF's container turns its picture by a quarter: the `irot` property, ISO/IEC 23008-12, 6.5.10. */
function isTurned(bytes: Uint8Array): boolean {
  if (pictureType(bytes) !== 'avif') return false
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096))
  const at = head.indexOf('\0\0\0\x09irot', 0, 'latin1')
  return at >= 0 && ((head[at + 8] ?? 0) & 1) === 1
}

/** Size in CSS pixels, turned as the camera's orientation says; null where the file does not tell. */
export function measure(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  try {
    const { width, height, orientation } = imageSize(bytes)
    if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6)) return null
    const turned = (orientation !== undefined && orientation >= 5) || isTurned(bytes)
    return { width: Math.round(turned ? height : width) || 1, height: Math.round(turned ? width : height) || 1 }
  } catch {
    return null
  }
}

/** The bytes of a `data:` address; null where it is malformed. https://fetch.spec.whatwg.org/#data-url-processor */
export function decodeDataUrl(url: string): Uint8Array | null {
  const comma = url.indexOf(',')
  if (!/^data:/i.test(url) || comma < 0) return null
  const body = url.slice(comma + 1)
  try {
    if (/;\s*base64\s*$/i.test(url.slice(5, comma))) return Buffer.from(decodeURIComponent(body), 'base64')
    return Buffer.from(decodeURIComponent(body), 'utf8')
  } catch {
    return null
  }
}
