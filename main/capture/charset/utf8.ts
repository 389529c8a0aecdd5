/** How much of some bytes is UTF-8, and how to read what is mostly so. */

/** Beyond the end there is nothing: as a byte that begins and follows no other. */
const PASSED = 0
/** The most bytes that are looked at to tell an encoding; a page that is odd after that stays so. */
const SAMPLE = 1_000_000

/** Length of the well-formed multi-byte sequence at `at`; 0 where there is none. https://www.unicode.org/versions/latest/core-spec/chapter-3/#G27506 (table 3-7) */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? PASSED
  const second = bytes[at + 1] ?? PASSED
  const follows = (index: number) => ((bytes[at + index] ?? PASSED) & 0xc0) === 0x80
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0
  if (lead >= 0xe0 && lead <= 0xef) {
    const fits = second >= (lead === 0xe0 ? 0xa0 : 0x80) && second <= (lead === 0xed ? 0x9f : 0xbf)
    return fits && follows(2) ? 3 : 0
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const fits = second >= (lead === 0xf0 ? 0x90 : 0x80) && second <= (lead === 0xf4 ? 0x8f : 0xbf)
    return fits && follows(2) && follows(3) ? 4 : 0
  }
  return 0
}

interface Utf8Share {
  /** Characters beyond ASCII that are well formed, those of two bytes among them. */
  readonly sequences: number
  readonly short: number
  /** Bytes that are in no well-formed character; those at the very end, where a text was cut, are not counted. */
  readonly stray: number
}

export function utf8Share(bytes: Uint8Array): Utf8Share {
  let sequences = 0
  let short = 0
  let stray = 0
  const end = Math.min(bytes.length, SAMPLE)
  for (let at = 0; at < end; ) {
    if ((bytes[at] ?? PASSED) < 0x80) {
      at++
      continue
    }
    const length = sequenceLength(bytes, at)
    if (length > 0) {
      sequences++
      if (length === 2) short++
    } else if (end - at > 3 || (bytes[at] ?? PASSED) < 0xc2) stray++
    else break
    at += length || 1
  }
  return { sequences, short, stray }
}

/** Whether bytes are UTF-8 with, at most, some that went astray: pieces of other pages, texts that were cut. */
export function isMostlyUtf8({ sequences, stray }: Utf8Share, stated: boolean): boolean {
  if (stray === 0) return sequences > 0
  return sequences >= stray * (stated ? 1 : 10)
}

/**
 * UTF-8 text in which stray bytes are read by another encoding, so that a page that was put together from pieces of both
 * is whole. Where its text is not in letters of Latin or the like, such bytes are halves of cut characters: U+FFFD.
 */
export function decodeMixed(bytes: Uint8Array, { sequences, short }: Utf8Share, otherLabel: string): string {
  const utf8 = new TextDecoder('utf-8')
  if (short * 2 < sequences) return utf8.decode(bytes)
  const other = new TextDecoder(otherLabel)
  const parts: string[] = []
  let start = 0
  let at = 0
  while (at < bytes.length) {
    const length = (bytes[at] ?? PASSED) < 0x80 ? 1 : sequenceLength(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    if (at > start) parts.push(utf8.decode(bytes.subarray(start, at)))
    const from = at
    while (at < bytes.length && (bytes[at] ?? PASSED) >= 0x80 && sequenceLength(bytes, at) === 0) at++
    parts.push(other.decode(bytes.subarray(from, at)))
    start = at
  }
  parts.push(utf8.decode(bytes.subarray(start)))
  // Each part's decoder would take a mark at its own beginning away; only that of the whole is none of the text.
  return parts.join('').replace(/^\uFEFF/, '')
}
