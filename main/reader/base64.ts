import type { MethodName } from '../core/contract.ts'
import { PostilError } from '../core/result.ts'
import type { Pace } from './pace.ts'

/** Four characters stand for three bytes; a piece takes about a millisecond. */
const PIECE = 4 * 256 * 1024
const wellFormed = /^[A-Za-z0-9+/]*={0,2}$/

/** The bytes that a caller sent as base64, decoded piece by piece, since they may be a whole library. Throws `paramsInvalid`. */
export async function decodeBase64(method: MethodName, data: string, pace: Pace): Promise<Uint8Array> {
  const invalid = new PostilError('paramsInvalid', { method, reason: 'data: it is no base64' })
  if (data.length % 4 !== 0) throw invalid
  const bytes = new Uint8Array((data.length / 4) * 3)
  let length = 0
  for (let start = 0; start < data.length; start += PIECE) {
    await pace()
    const piece = data.slice(start, start + PIECE)
    const last = start + PIECE >= data.length
    if (!wellFormed.test(piece) || (!last && piece.endsWith('='))) throw invalid
    const decoded = Buffer.from(piece, 'base64')
    bytes.set(decoded, length)
    length += decoded.length
  }
  return bytes.subarray(0, length)
}
