const BASE = 0x01000193
const MARKS = 1 << 16
/** Letters between two paragraphs of a copy that the other text may have besides. */
const WINDOW = 2000

/** A sum of letters that can be moved on by one letter at a time (Rabin and Karp). */
function sumOf(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, BASE) + text.charCodeAt(at)) | 0
  return sum
}

/** Which of these texts, all of one length above 0, occur in `text`; the time is that of reading it once. */
function occurring(text: string, wanted: ReadonlySet<string>, length: number): ReadonlySet<string> {
  const found = new Set<string>()
  const marks = new Uint8Array(MARKS)
  for (const each of wanted) marks[sumOf(each) & (MARKS - 1)] = 1
  let highest = 1
  for (let power = 1; power < length; power++) highest = Math.imul(highest, BASE)
  let sum = sumOf(text.slice(0, length))
  for (let end = length; end <= text.length; end++) {
    if (marks[sum & (MARKS - 1)] === 1) {
      const here = text.slice(end - length, end)
      if (wanted.has(here)) found.add(here)
    }
    const first = Math.imul(text.charCodeAt(end - length), highest)
    sum = (Math.imul(sum - first, BASE) + text.charCodeAt(end)) | 0
  }
  return found
}

/**
 * How many samples of a text's paragraphs occur in another text. Samples are `size` letters long and `every` letters
 * apart, from each paragraph's first letter on; of a shorter paragraph it is all of it. Two copies of one article have
 * them in the same order, so that each is looked for a little way from where the one before it leads; what is not there
 * is looked for all at once: trying each in the whole text would take a large page minutes.
 */
export function countSamples(
  paragraphs: readonly string[],
  text: string,
  size: number,
  every: number,
): { readonly samples: number; readonly found: number } {
  let samples = 0
  let found = 0
  let expected = 0
  const missed = new Map<number, Map<string, number>>()
  for (const paragraph of paragraphs) {
    let there = false
    for (let at = 0; at === 0 || at + size <= paragraph.length; at += every) {
      samples++
      const sample = paragraph.slice(at, at + size)
      const start = expected + (there ? at : 0)
      const place = text.slice(start, start + size + WINDOW).indexOf(sample)
      if (place >= 0) {
        found++
        there = true
        expected = start + place - at
        continue
      }
      const own = missed.get(sample.length) ?? new Map<string, number>()
      own.set(sample, (own.get(sample) ?? 0) + 1)
      missed.set(sample.length, own)
    }
    if (there) expected += paragraph.length
  }
  for (const [length, counts] of missed) {
    for (const each of occurring(text, new Set(counts.keys()), length)) found += counts.get(each) ?? 0
  }
  return { samples, found }
}
