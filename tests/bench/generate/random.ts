/** Numbers that come by chance but are the same for the same seed. */
export interface Chance {
  /** 0 to 1, without 1. */
  next(): number
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  /** True this often. */
  often(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** Normally distributed around 0 with a spread of 1. */
  normal(): number
}

/** sfc32 (C. Doty-Humphrey, PractRand): 32 bits at a time; its state is `seed` and `stream`, stirred. */
export function chance(seed: number, stream = 0): Chance {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round++) next()
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    often: (share) => next() < share,
    pick<T>(items: readonly T[]): T {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to choose from')
      return item
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

/**
 * Ranks as Zipf and Mandelbrot found them in texts: rank `k` of `size` comes with a share of 1 / (k + 2.7). Answers a
 * function that draws one in constant time (the alias method of A. J. Walker, 1974).
 */
export function zipf(size: number, exponent = 1): (random: Chance) => number {
  const weights = Float64Array.from({ length: size }, (_, rank) => 1 / (rank + 3.7) ** exponent)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const shares = weights.map((weight) => (weight / sum) * size)
  const aliases = new Uint32Array(size)
  const small: number[] = []
  const large: number[] = []
  for (let rank = size - 1; rank >= 0; rank--) ((shares[rank] ?? 0) < 1 ? small : large).push(rank)
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() ?? 0
    const more = large.at(-1) ?? 0
    aliases[less] = more
    shares[more] = (shares[more] ?? 0) + (shares[less] ?? 0) - 1
    if ((shares[more] ?? 0) < 1) {
      large.pop()
      small.push(more)
    }
  }
  for (const rank of [...small, ...large]) shares[rank] = 1
  return (random) => {
    const rank = random.below(size)
    return random.next() < (shares[rank] ?? 1) ? rank : (aliases[rank] ?? rank)
  }
}
