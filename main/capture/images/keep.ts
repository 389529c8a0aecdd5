import type { CapturedMedia } from '../types.ts'
import type { StoredPicture } from './place.ts'
import { measure, mediaName, pictureType } from './sniff.ts'
import { inertSvg, MAX_SVG_BYTES } from './svg.ts'

/** A file as a picture that may be kept: sniffed, made inert, named by what it then is. Null where it is no picture. */
export function keepPicture(bytes: Uint8Array): (CapturedMedia & StoredPicture) | null {
  const type = pictureType(bytes)
  if (!type || (type === 'svg' && bytes.byteLength > MAX_SVG_BYTES)) return null
  const kept = type === 'svg' ? inertSvg(bytes) : bytes
  if (!kept) return null
  const size = measure(kept)
  return { name: mediaName(kept, type), bytes: kept, width: size?.width ?? null, height: size?.height ?? null }
}
