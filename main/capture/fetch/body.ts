import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  brotliDecompressSync,
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  inflateRawSync,
} from 'node:zlib'
import { PostilError } from '../../core/result.ts'

/** More codings than this on one body is no honest page. */
const MAX_CODINGS = 3
/** So many bytes tell what something is. */
const TELLING = 1024

type Bytes = AsyncIterable<Uint8Array>

const KNOWN = new Set(['gzip', 'x-gzip', 'br', 'zstd', 'deflate'])

const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b
const isZstd = (start: Uint8Array): boolean => Buffer.from(start.subarray(0, 4)).toString('hex') === '28b52ffd'
/** https://www.rfc-editor.org/rfc/rfc1950#section-2.2 */
const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0

/** What undoes a coding; null where the first bytes show that they are not in it. `deflate` is zlib by the standard and raw by habit. */
function decoderFor(coding: string, start: Uint8Array): Transform | null {
  switch (coding) {
    case 'br':
      return isOther(start, unBrotli) ? null : createBrotliDecompress()
    case 'zstd':
      return isZstd(start) ? createZstdDecompress() : null
    case 'deflate':
      if (isZlib(start)) return createInflate()
      return isOther(start, unDeflate) ? null : createInflateRaw()
    default:
      return isGzip(start) ? createGunzip() : null
  }
}

/**
 * Of codings without a mark of their own, whether a body is in none of them: compressed data of some length always has
 * control characters; and what cannot be decoded from its beginning is text, or in another coding.
 */
function isOther(start: Uint8Array, decode: (bytes: Uint8Array) => unknown): boolean {
  const plain = looksPlain(start)
  if (plain && start.byteLength >= 256) return true
  if (!plain && !isGzip(start) && !isZstd(start)) return false
  try {
    decode(start)
    return false
  } catch (error) {
    // It unpacks, to more than was asked for.
    return !(error instanceof RangeError)
  }
}
const partly = { maxOutputLength: 1_000_000 }
const unBrotli = (bytes: Uint8Array) =>
  brotliDecompressSync(bytes, { ...partly, finishFlush: constants.BROTLI_OPERATION_FLUSH })
const unDeflate = (bytes: Uint8Array) => inflateRawSync(bytes, { ...partly, finishFlush: constants.Z_SYNC_FLUSH })

/** A body with its first bytes known. */
async function peek(source: Bytes): Promise<{ start: Uint8Array; all: () => AsyncGenerator<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < TELLING) {
    const next = await iterator.next()
    if (next.done) break
    chunks.push(next.value)
    size += next.value.byteLength
  }
  const start = Buffer.concat(chunks, size)
  return {
    start,
    async *all() {
      if (size > 0) yield start
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    },
  }
}

/** Text has none of the control characters that compressed data is full of. */
function looksPlain(start: Uint8Array): boolean {
  return start.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b)
}

/** Undoes one content coding, but of a body that was never coded, whatever its header says: that is passed on as it is. */
async function* undo(source: Bytes, coding: string): AsyncGenerator<Uint8Array> {
  const { start, all } = await peek(source)
  const decoder = start.byteLength === 0 ? null : decoderFor(coding, start)
  if (!decoder) return yield* all()
  const input = Readable.from(all())
  // What fails upstream fails here too: the pipeline destroys the decoder with that error.
  const piped = pipeline(input, decoder)
  piped.catch(() => {})
  try {
    yield* decoder
    await piped
  } finally {
    input.destroy()
    decoder.destroy()
  }
}

/** Sites compress what was compressed already, and say so once; or send a compressed file as a page, and say nothing. */
async function* undoUnsaid(source: Bytes): AsyncGenerator<Uint8Array> {
  const { start, all } = await peek(source)
  yield* isGzip(start) ? undo(all(), 'gzip') : all()
}

interface BodyOptions {
  /** Of the decoded body, in bytes; checked while they come, so that a small file that unpacks to gigabytes ends in time. */
  readonly limit: number
  readonly tooLarge: () => PostilError
  /** The body is a page, by what its header says: nobody wants it compressed. */
  readonly isPage: boolean
  /** Given the first bytes, as many as tell what it is; throws to refuse the rest. */
  readonly inspect?: ((start: Uint8Array) => void) | undefined
}

/** Reads a body to its end and undoes its content codings. Throws `typeUnsupported` for a coding that nobody knows. */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  { limit, tooLarge, isPage, inspect }: BodyOptions,
): Promise<Uint8Array> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity' && coding !== 'none')
  const unknown = codings.find((coding) => !KNOWN.has(coding))
  if (codings.length > MAX_CODINGS || unknown !== undefined) {
    throw new PostilError('typeUnsupported', { type: unknown ?? codings.join(', ') })
  }
  let source: Bytes = body
  for (const coding of codings.reverse()) source = undo(source, coding)
  if (isPage) source = undoUnsaid(source)
  try {
    const { start, all } = await peek(source)
    inspect?.(start)
    return await collect(all(), limit, tooLarge)
  } finally {
    body.destroy()
  }
}

async function collect(stream: Bytes, limit: number, tooLarge: () => PostilError): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
