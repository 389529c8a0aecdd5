import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { crc32 } from 'node:zlib'

/** A piece takes less than a millisecond. */
const PIECE = 512 * 1024

export interface Sums {
  /** Lower-case hex. */
  readonly sha256: string
  readonly crc: number
}

/** The sums of a file, taken piece by piece, so that a large one holds nobody up. */
export async function sumsOf(bytes: Uint8Array): Promise<Sums> {
  const hash = createHash('sha256')
  let crc = 0
  for (let start = 0; start < bytes.length; start += PIECE) {
    if (start > 0) await turn()
    const piece = bytes.subarray(start, start + PIECE)
    hash.update(piece)
    crc = crc32(piece, crc)
  }
  return { sha256: hash.digest('hex'), crc }
}
