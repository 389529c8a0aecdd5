/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  chance(share: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  pickOr<T>(from: readonly T[]): T | undefined
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (from) => from[below(from.length)] ?? from[0],
    pickOr: (from) => from[below(from.length)],
  }
}

const words = [
  'la',
  'marge',
  'reste',
  'l’été',
  '«\u202Fdit-elle\u202F»',
  'margin',
  'reading',
  'slowly',
  'الهامش',
  'قراءة',
  '余白に',
  '読む',
  'œuvre',
  '🌿',
] as const

/** A sentence in several scripts; `count` words. */
export function sentence(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(words)).join(' ')
}

/** A ULID-shaped id that no other call answers: the given time, then chance. */
export function randomId(random: Random): string {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const tail = Array.from({ length: 18 }, () => digits[random.below(32)]).join('')
  return `01HZZZZZ${tail}`
}
