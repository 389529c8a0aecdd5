import type { CapturedMedia } from '../types.ts'
import type { StoredPicture } from './place.ts'
import { measure, mediaName, pictureType } from './sniff.ts'
import { inertSvg, MAX_SVG_BYTES } from './svg.ts'

/** Smaller drawings are looked through here; the way to another thread takes longer. Bytes. */
const SMALL = 16_384

/** Takes the sting out of an SVG, in another thread; see `inertSvg`. */
export type MakeInert = (svg: Uint8Array) => Promise<Uint8Array | null>

/** A file as a picture that may be kept: sniffed, made inert, named by what it then is. Null where it is no picture. */
export async function keepPicture(
  bytes: Uint8Array,
  inert: MakeInert = async (svg) => inertSvg(svg),
): Promise<(CapturedMedia & StoredPicture) | null> {
  const type = pictureType(bytes)
  if (!type || (type === 'svg' && bytes.byteLength > MAX_SVG_BYTES)) return null
  const kept = type !== 'svg' ? bytes : bytes.byteLength <= SMALL ? inertSvg(bytes) : await inert(bytes)
  if (!kept) return null
  const size = measure(kept)
  return { name: mediaName(kept, type), bytes: kept, width: size?.width ?? null, height: size?.height ?? null }
}
