import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { PostilError } from '../../core/result.ts'

/** More codings than this on one body is no honest page. */
const MAX_CODINGS = 3

/** Undoes one content coding; `deflate` is zlib by the standard and raw by habit, which its first byte tells. */
function decoderFor(coding: string, firstByte: number): Transform | null {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    case 'zstd':
      return createZstdDecompress()
    case 'deflate':
      return (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw()
    default:
      return null
  }
}

async function collect(stream: AsyncIterable<Uint8Array>, limit: number, tooLarge: () => PostilError) {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** The stream again, with its first chunk known. */
async function peek(stream: Readable): Promise<{ first: Uint8Array; rest: () => AsyncGenerator<Uint8Array> }> {
  const iterator: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]()
  const start = await iterator.next()
  const first = start.done ? new Uint8Array() : start.value
  return {
    first,
    async *rest() {
      yield first
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    },
  }
}

/**
 * Reads a body to its end and undoes its content coding. `limit` counts decoded bytes, and is checked while they come, so
 * that a small file that unpacks to gigabytes is stopped in time.
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  limit: number,
  tooLarge: () => PostilError,
): Promise<Uint8Array> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > MAX_CODINGS) throw new PostilError('typeUnsupported', { type: codings.join(', ') })
  if (codings.length === 0) return collect(body, limit, tooLarge)
  const { first, rest } = await peek(body)
  if (first.byteLength === 0) return new Uint8Array()
  const decoders: Transform[] = []
  for (const coding of codings.reverse()) {
    const decoder = decoderFor(coding, decoders.length === 0 ? (first[0] ?? 0) : 0x78)
    if (!decoder) throw new PostilError('typeUnsupported', { type: coding })
    decoders.push(decoder)
  }
  const last = decoders.at(-1)
  if (!last) throw new PostilError('typeUnsupported', { type: codings.join(', ') })
  let failure: Error | null = null
  const noteFailure = (error?: NodeJS.ErrnoException | null) => {
    failure ??= error ?? null
  }
  let source = Readable.from(rest())
  for (const decoder of decoders) source = pipeline(source, decoder, noteFailure)
  try {
    return await collect(last, limit, tooLarge)
  } catch (error) {
    throw failure ?? error
  } finally {
    body.destroy()
  }
}
