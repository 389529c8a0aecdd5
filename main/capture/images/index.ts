import type { DocumentJSON } from '../../core/document/types.ts'
import { PostilError } from '../../core/result.ts'
import type { Fetcher } from '../fetch/index.ts'
import type { CapturedMedia } from '../types.ts'
import { withoutCredentials } from '../url.ts'
import { pictureAddresses, placePictures, type StoredPicture } from './place.ts'
import { decodeDataUrl, measure, mediaName, pictureType } from './sniff.ts'
import { inertSvg } from './svg.ts'

const AT_ONCE = 6
const ACCEPT = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'

export interface PictureLimits {
  readonly timeoutMs: number
  /** Of one picture. */
  readonly maxBytes: number
  /** Of all pictures of an article. */
  readonly maxTotalBytes: number
  readonly maxPictures: number
  /** For all of them; what has not come by then is missing. */
  readonly totalTimeoutMs: number
}

export const pictureLimits: PictureLimits = {
  timeoutMs: 20_000,
  maxBytes: 15 * 1024 * 1024,
  maxTotalBytes: 200 * 1024 * 1024,
  maxPictures: 500,
  totalTimeoutMs: 120_000,
}

interface PictureRequest {
  readonly document: DocumentJSON
  readonly leadImageUrl: string | null
  /** Many hosts give pictures to their own pages only. */
  readonly pageUrl: string | null
  /** Pictures that came with the page in one file, by address: of these, the network is not asked. */
  readonly resources?: ReadonlyMap<string, Uint8Array> | undefined
  readonly fetcher: Fetcher
  readonly limits: PictureLimits
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

export interface Pictures {
  readonly document: DocumentJSON
  readonly leadImage: string | null
  readonly media: readonly CapturedMedia[]
  readonly missingImages: number
}

/** A file as a picture that may be kept: sniffed, made inert, named by what it then is. Null where it is no picture. */
export function keepPicture(bytes: Uint8Array): (CapturedMedia & StoredPicture) | null {
  const type = pictureType(bytes)
  if (!type) return null
  const kept = type === 'svg' ? inertSvg(bytes) : bytes
  if (!kept) return null
  const size = measure(kept)
  return { name: mediaName(kept, type), bytes: kept, width: size?.width ?? null, height: size?.height ?? null }
}

/**
 * What a picture's host is told of the page, as browsers do it (`strict-origin-when-cross-origin`): its own host the
 * address, another one the site alone.
 */
function referer(pageUrl: string | null, address: string): string | undefined {
  const page = pageUrl ? URL.parse(pageUrl) : null
  const target = URL.parse(address)
  if (!page || !target || (page.protocol === 'https:' && target.protocol === 'http:')) return undefined
  page.hash = ''
  return page.origin === target.origin ? withoutCredentials(page) : `${page.origin}/`
}

/** Fetches everything that the document shows. A picture that fails leaves its place and its words; only `cancelled` is thrown. */
export async function fetchPictures(request: PictureRequest): Promise<Pictures> {
  const { document, leadImageUrl, fetcher, limits, signal, onProgress } = request
  const shown = pictureAddresses(document)
  const queue = shown.slice(0, limits.maxPictures)
  if (leadImageUrl && !shown.includes(leadImageUrl)) queue.push(leadImageUrl)
  const stored = new Map<string, StoredPicture>()
  const media = new Map<string, CapturedMedia>()
  const deadline = AbortSignal.timeout(limits.totalTimeoutMs)
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline
  let total = 0
  let done = 0
  let next = 0

  const read = async (address: string): Promise<Uint8Array | null> => {
    if (address.startsWith('data:')) return decodeDataUrl(address)
    const enclosed = request.resources?.get(address)
    if (enclosed) return enclosed
    if (deadline.aborted || total >= limits.maxTotalBytes) return null
    const maxBytes = Math.min(limits.maxBytes, limits.maxTotalBytes - total)
    const from = referer(request.pageUrl, address)
    const wanted = { timeoutMs: limits.timeoutMs, maxBytes, accept: ACCEPT, signal: either }
    return (await fetcher.get(address, from ? { ...wanted, referer: from } : wanted)).bytes
  }
  const keep = async (address: string): Promise<void> => {
    const bytes = await read(address).catch(() => null)
    if (signal?.aborted) throw new PostilError('cancelled')
    const picture = bytes && bytes.byteLength <= limits.maxBytes ? keepPicture(bytes) : null
    if (picture && total + picture.bytes.byteLength <= limits.maxTotalBytes) {
      stored.set(address, picture)
      if (!media.has(picture.name)) {
        total += picture.bytes.byteLength
        media.set(picture.name, { name: picture.name, bytes: picture.bytes })
      }
    }
    onProgress?.(++done, queue.length)
  }
  const work = async (): Promise<void> => {
    for (let address = queue[next++]; address !== undefined; address = queue[next++]) await keep(address)
  }
  if (queue.length > 0) onProgress?.(0, queue.length)
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, work))
  const first = shown.map((address) => stored.get(address)).find((picture) => (picture?.width ?? 0) >= 200)
  return {
    document: placePictures(document, stored),
    leadImage: (leadImageUrl ? stored.get(leadImageUrl)?.name : undefined) ?? first?.name ?? null,
    media: [...media.values()],
    missingImages: shown.filter((address) => !stored.has(address)).length,
  }
}
