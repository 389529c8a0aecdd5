import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import type { Random } from '../../support/proofs/random.ts'

/** Ways in which disks, programs and people spoil a file. Each answers the bytes that the file now has; null: none. */
const ways = {
  truncated: (path, bytes, random) => put(path, bytes.subarray(0, random.below(bytes.length))),
  emptied: (path) => put(path, new Uint8Array()),
  'filled with NULs': (path, bytes) => put(path, new Uint8Array(bytes.length)),
  'with a flipped bit': (path, bytes, random) => flipped(path, bytes, random, 1),
  'with several flipped bits': (path, bytes, random) => flipped(path, bytes, random, 2 + random.below(3)),
  'partly overwritten': (path, bytes, random) => {
    const copy = Uint8Array.from(bytes)
    const start = random.below(bytes.length)
    copy.fill(random.below(256), start, start + 1 + random.below(512))
    return put(path, copy)
  },
  deleted: (path) => {
    rmSync(path)
    return null
  },
  'replaced by a folder': (path) => {
    rmSync(path)
    mkdirSync(path)
    return null
  },
} satisfies Record<string, (path: string, bytes: Uint8Array, random: Random) => Uint8Array | null>

/** A disk that forgets tells no time. */
function flipped(path: string, bytes: Uint8Array, random: Random, count: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const bits = new Set<number>()
  while (bits.size < count) bits.add(random.below(bytes.length * 8))
  for (const bit of bits) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  const { atime, mtime } = statSync(path)
  put(path, copy)
  utimesSync(path, atime, mtime)
  return copy
}

export type Way = keyof typeof ways
export const wayNames = Object.keys(ways) as [Way, ...Way[]]

function put(path: string, bytes: Uint8Array): Uint8Array {
  writeFileSync(path, bytes)
  return bytes
}

export interface Damage {
  /** Relative to the library. */
  readonly file: string
  readonly way: Way
  /** What the file holds now; null where there is none. */
  readonly bytes: Uint8Array | null
}

export function damageFile(root: string, file: string, random: Random): Damage {
  const path = `${root}/${file}`
  const bytes = readFileSync(path)
  const way = bytes.length === 0 ? 'deleted' : random.pick(wayNames)
  return { file, way, bytes: ways[way](path, bytes, random) }
}
