/** Numbers from 0 to 1 that are the same for the same seed: mulberry32. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Bytes with some changed, cut out, repeated or put elsewhere, the same for the same seed. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const next = random(seed)
  const place = (length: number) => Math.floor(next() * length)
  let mutated = Buffer.from(bytes)
  for (let change = 1 + place(6); change > 0; change--) {
    const at = place(mutated.length)
    const length = place(Math.min(200, mutated.length - at))
    const [before, piece, after] = [
      mutated.subarray(0, at),
      mutated.subarray(at, at + length),
      mutated.subarray(at + length),
    ]
    const kind = place(6)
    if (kind === 0) mutated[at] = place(256)
    else if (kind === 1) mutated = Buffer.concat([before, after])
    else if (kind === 2) mutated = Buffer.concat([before, piece, piece, piece, after])
    else if (kind === 3) mutated = Buffer.concat([after, piece, before])
    else if (kind === 4) mutated = Buffer.from(mutated.subarray(0, Math.max(1, at)))
    else
      mutated = Buffer.concat([
        before,
        Buffer.from(['<', '>', '&', '"', '$', '--', ']]>', '\0', '=?', '\r\n\r\n'][place(10)] ?? ''),
        after,
      ])
    if (mutated.length === 0) mutated = Buffer.from('x')
  }
  return mutated
}
