import { crc32, deflateSync } from 'node:zlib'
import { sha256 } from '../../../main/library/parse.ts'

const SIZE = 16
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

/** A square of one colour as PNG (https://www.w3.org/TR/png-3/): 8 bits of red, green and blue. */
function square(red: number, green: number, blue: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.from([0, ...Array.from({ length: SIZE }, () => [red, green, blue]).flat()])
  const rows = Buffer.concat(Array.from({ length: SIZE }, () => row))
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export interface Picture {
  /** Its name in the library. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** So many pictures, each of another colour. */
export function pictures(count: number): readonly Picture[] {
  return Array.from({ length: count }, (_, index) => {
    const bytes = square((index * 53) % 256, (index * 101) % 256, (index * 197) % 256)
    return { name: `${sha256(bytes)}.png`, bytes }
  })
}
