import { setImmediate as turn } from 'node:timers/promises'
import type { DocumentJSON } from '../../core/document/types.ts'
import { PostilError } from '../../core/result.ts'
import type { Fetcher } from '../fetch/index.ts'
import type { CapturedMedia, FoundPictures } from '../types.ts'
import { keepPicture, type MakeInert } from './keep.ts'
import { pictureAddresses, placePictures, type StoredPicture } from './place.ts'
import { readPicture } from './read.ts'
import { decodeDataUrl } from './sniff.ts'

const AT_ONCE = 6
/** Of a site's sign. */
const MAX_SIGN_BYTES = 200_000
/** Of one picture: where it should be, and where else. */
const TRIES = 3
/** An article's lead image is at least so wide, in pixels. */
const LEAD_WIDTH = 200

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

export interface PictureRequest {
  readonly document: DocumentJSON
  readonly leadImageUrl: string | null
  readonly faviconUrl?: string | null | undefined
  /** Many hosts give pictures to their own pages only. */
  readonly pageUrl: string | null
  /** Pictures that came with the page in one file, by address: of these, the network is not asked. */
  readonly resources?: ReadonlyMap<string, Uint8Array> | undefined
  /** Where else a picture may be had, by its address: of these, two at most are asked for. */
  readonly otherPictures?: ReadonlyMap<string, readonly string[]> | undefined
  readonly fetcher: Fetcher
  /** Without it, drawings are looked through in this thread. */
  readonly inert?: MakeInert | undefined
  readonly limits: PictureLimits
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** Pictures on their way. */
interface PictureWork {
  /** Resolves when all are here or were given up, also where the signal ended it. */
  readonly done: Promise<void>
  soFar(): FoundPictures
}

/**
 * Begins to fetch everything that the document shows, the lead image, and the site's sign last; what lies in the page or
 * beside it is there first. A picture that fails leaves its place and its words. Throws nothing.
 */
export function beginPictures(request: PictureRequest): PictureWork {
  const { document, leadImageUrl, pageUrl, fetcher, limits, signal, onProgress } = request
  const faviconUrl = request.faviconUrl ?? null
  const shown = pictureAddresses(document)
  const isHere = (address: string) => address.startsWith('data:') || request.resources?.has(address) === true
  // What came in the same file costs its host nothing: a book may have as many as it weighs.
  const wanted = shown.filter((address, index) => index < limits.maxPictures || request.resources?.has(address))
  if (leadImageUrl && !shown.includes(leadImageUrl)) wanted.push(leadImageUrl)
  const queue = [...wanted.filter(isHere), ...wanted.filter((address) => !isHere(address))]
  const signs = faviconUrl === null || queue.includes(faviconUrl) ? [] : [faviconUrl]
  const stored = new Map<string, StoredPicture>()
  const media = new Map<string, CapturedMedia>()
  const deadline = AbortSignal.timeout(limits.totalTimeoutMs)
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline
  let total = 0
  let done = 0
  let next = 0

  const sift = (bytes: Uint8Array) => keepPicture(bytes, request.inert)
  const read = async (address: string, most: number): ReturnType<typeof keepPicture> => {
    const bytes = address.startsWith('data:') ? decodeDataUrl(address) : request.resources?.get(address)
    if (bytes !== undefined) return bytes !== null && bytes.byteLength <= most ? sift(bytes) : null
    if (either.aborted) return null
    const { timeoutMs } = limits
    const maxBytes = Math.min(most, limits.maxTotalBytes - total)
    if (maxBytes <= 0) return null
    return readPicture({ address, pageUrl, fetcher, timeoutMs, maxBytes, signal: either }, sift)
  }
  const readAny = async (places: readonly string[], most: number): ReturnType<typeof keepPicture> => {
    for (const place of places.slice(0, TRIES)) {
      try {
        const picture = await read(place, most)
        if (picture) return picture
      } catch (thrown) {
        // A host that takes its time for one will take it for the others.
        if (thrown instanceof PostilError && thrown.code === 'fetchTimeout') return null
      }
    }
    return null
  }
  const keep = async (address: string, most: number): Promise<void> => {
    const picture = await readAny([address, ...(request.otherPictures?.get(address) ?? [])], most)
    if (!picture) return
    if (!media.has(picture.name)) {
      if (total + picture.bytes.byteLength > limits.maxTotalBytes) return
      total += picture.bytes.byteLength
      media.set(picture.name, { name: picture.name, bytes: picture.bytes })
    }
    stored.set(address, picture)
  }
  const work = async (): Promise<void> => {
    for (let address = queue[next++]; address !== undefined; address = queue[next++]) {
      if (isHere(address)) await turn()
      await keep(address, limits.maxBytes)
      if (!either.aborted) onProgress?.(++done, queue.length)
    }
    for (let sign = signs.pop(); sign !== undefined; sign = signs.pop()) await keep(sign, MAX_SIGN_BYTES)
  }
  if (queue.length > 0) onProgress?.(0, queue.length)
  const workers = Array.from({ length: Math.min(AT_ONCE, queue.length + signs.length) }, work)
  return {
    done: Promise.all(workers).then(() => {}),
    soFar() {
      const first = shown.map((address) => stored.get(address)).find((one) => (one?.width ?? 0) >= LEAD_WIDTH)
      return {
        document: placePictures(document, stored),
        leadImage: (leadImageUrl ? stored.get(leadImageUrl)?.name : undefined) ?? first?.name ?? null,
        favicon: (faviconUrl === null ? undefined : stored.get(faviconUrl)?.name) ?? null,
        media: [...media.values()],
        fetchedImages: shown.filter((address) => stored.has(address)).length,
        missingImages: shown.filter((address) => !stored.has(address)).length,
      }
    },
  }
}

/** All of them, however long that takes. Throws `cancelled`. */
export async function fetchPictures(request: PictureRequest): Promise<FoundPictures> {
  const work = beginPictures(request)
  await work.done
  if (request.signal?.aborted) throw new PostilError('cancelled')
  return work.soFar()
}
