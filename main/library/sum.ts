import { crc32 } from 'node:zlib'

/**
 * The sum of a record file: its last field, `"sum"`, eight hex digits, the CRC-32 (that of ISO-HDLC: zlib, PNG, ZIP) of
 * the file's bytes with `0` for each of these digits. It tells of bits that flipped in a value and left a record that can
 * be read, and which one it was, where it was one. Whoever changes a file without it, or doesn't know of it, does no harm.
 */
export const SUM = 'sum'

const ZEROS = '00000000'
const BEFORE = `,\n  "${SUM}": "`
const AFTER = '"\n}\n'
const BITS = 8
/** x^32 + x^26 + x^23 + … + 1, the lowest power in the highest bit. */
const POLYNOMIAL = 0xedb88320 | 0

/** A record with room for its sum, which comes last. Of what is no record, the same. */
export function sumLast(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data
  return { ...withoutSum(data), [SUM]: ZEROS }
}

/** A parsed file without its sum, which is no part of the record. */
export function withoutSum(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== SUM))
}

/** Writes the sum into the bytes of what `sumLast` answered, as `JSON.stringify` writes it with two spaces. */
export function writeSum(bytes: Uint8Array): void {
  if (endOf(bytes) !== `${BEFORE}${ZEROS}${AFTER}`) return
  bytes.set(Buffer.from(hex(sumOf(bytes)), 'latin1'), digitsAt(bytes))
}

/**
 * The bytes that a record file had before one of its bits flipped; null where its sum is right or missing, or where more
 * than one bit differs: that may be somebody's change. Any two flipped bits are told from one in files of up to 11 KB,
 * and nearly all in larger ones (P. Koopman, https://users.ece.cmu.edu/~koopman/crc/).
 */
export function withoutFlip(bytes: Uint8Array): Uint8Array | null {
  const flip = flippedBit(bytes)
  if (flip === null) return null
  const mended = Uint8Array.from(bytes)
  mended[flip.at] = (mended[flip.at] ?? 0) ^ flip.bit
  return mended
}

interface Bit {
  readonly at: number
  /** 1, 2, 4 … 128 */
  readonly bit: number
}

function flippedBit(bytes: Uint8Array): Bit | null {
  const end = endOf(bytes)
  if (end === null) return null
  const digits = end.slice(BEFORE.length, -AFTER.length)
  const sum = sumOf(bytes)
  const start = bytes.length - end.length
  const right = `${BEFORE}${hex(sum)}${AFTER}`
  if (end === right) return null
  if (isFramed(end) && /^[0-9a-f]{8}$/.test(digits)) {
    return onlyFlip(end, right, start) ?? bitOf(bytes, sum ^ Number.parseInt(digits, 16))
  }
  // What flipped is in the field's name or its signs, which count for the sum; or in one of the digits, which don't.
  const framed = onlyFlip(end, `${BEFORE}${digits}${AFTER}`, start)
  if (framed === null) return onlyFlip(end, right, start)
  const mended = Uint8Array.from(bytes)
  mended[framed.at] = (mended[framed.at] ?? 0) ^ framed.bit
  return hex(sumOf(mended)) === digits ? framed : null
}

const isFramed = (end: string): boolean => end.startsWith(BEFORE) && end.endsWith(AFTER)

/** The one bit in which two texts of single bytes differ; null where it is not one. */
function onlyFlip(text: string, other: string, start: number): Bit | null {
  let found: Bit | null = null
  for (let index = 0; index < text.length; index++) {
    const difference = text.charCodeAt(index) ^ other.charCodeAt(index)
    if (difference === 0) continue
    if (found !== null || (difference & (difference - 1)) !== 0) return null
    found = { at: start + index, bit: difference }
  }
  return found
}

/**
 * The bit that makes this difference between two sums. CRCs are linear: what a flipped bit adds to the sum depends only
 * on how far it is from the end, and goes from one bit to the one before it by one step of the sum's own register.
 */
function bitOf(bytes: Uint8Array, difference: number): Bit | null {
  const wanted = difference | 0
  const [from, to] = [digitsAt(bytes), digitsAt(bytes) + ZEROS.length]
  let adds = POLYNOMIAL
  for (let at = bytes.length - 1; at >= 0; at--) {
    for (let bit = 1 << (BITS - 1); bit > 0; bit >>= 1) {
      if (adds === wanted) return at >= from && at < to ? null : { at, bit }
      adds = (adds >>> 1) ^ (-(adds & 1) & POLYNOMIAL)
    }
  }
  return null
}

/** The end of a file, where its sum is or would be; null where it is too short for one. */
function endOf(bytes: Uint8Array): string | null {
  const length = BEFORE.length + ZEROS.length + AFTER.length
  return bytes.length < length ? null : Buffer.from(bytes.subarray(-length)).toString('latin1')
}

function digitsAt(bytes: Uint8Array): number {
  return bytes.length - AFTER.length - ZEROS.length
}

function sumOf(bytes: Uint8Array): number {
  const at = digitsAt(bytes)
  return crc32(bytes.subarray(at + ZEROS.length), crc32(ZEROS, crc32(bytes.subarray(0, at))))
}

function hex(sum: number): string {
  return sum.toString(16).padStart(ZEROS.length, '0')
}
