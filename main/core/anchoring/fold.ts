/**
 * Text without the differences that typesetters, browsers and other tools make: Unicode composition, quotation marks,
 * apostrophes, dashes, kinds and numbers of spaces, soft hyphens and other invisible characters, ligatures. Pictures
 * (U+FFFC) vanish. Letters and their case stay.
 */
export interface Folded {
  readonly text: string
  /** For a range of the folded text, the range of the source that it came from. */
  source(start: number, end: number): { start: number; end: number }
  /** Folded offset of what stands at a source offset. */
  offset(source: number): number
}

const single: ReadonlyMap<string, string> = new Map([
  ...pairs('\u2018\u2019\u201A\u201B\u2032\u2035\u02BC\u02B9\u0060\u00B4\uFF07\u2039\u203A', "'"),
  ...pairs('\u201C\u201D\u201E\u201F\u2033\u2036\u00AB\u00BB\uFF02\u301D\u301E\u301F', '"'),
  ...pairs('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D', '-'),
  ...pairs('\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\u2061\u2062\u2063\u2064\uFEFF\uFFFC\u180E\u034F\u061C', ''),
  ...pairs('\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFE0E\uFE0F', ''),
  ['\u2026', '...'],
  ['\uFB00', 'ff'],
  ['\uFB01', 'fi'],
  ['\uFB02', 'fl'],
  ['\uFB03', 'ffi'],
  ['\uFB04', 'ffl'],
  ['\uFB05', 'st'],
  ['\uFB06', 'st'],
])

function pairs(characters: string, to: string): [string, string][] {
  return Array.from(characters, (character) => [character, to])
}

const SPACE = /^\s$/
/** What joins the character before it when composed: marks, and the vowels and tails of Hangul. */
const JOINS = /^[\p{M}\u1160-\u11FF]$/u

export function fold(text: string): Folded {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const put = (piece: string, start: number, end: number) => {
    parts.push(piece)
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(start)
      ends.push(end)
    }
  }
  let afterSpace = false
  let index = 0
  while (index < text.length) {
    const start = index
    const first = String.fromCodePoint(text.codePointAt(index) ?? 0)
    index += first.length
    const code = first.charCodeAt(0)
    if (code <= 0x20 || code === 0xa0 || (code >= 0x1680 && SPACE.test(first))) {
      if (!afterSpace) put(' ', start, index)
      afterSpace = true
      continue
    }
    let cluster = first
    while (index < text.length && text.charCodeAt(index) >= 0x300) {
      const next = String.fromCodePoint(text.codePointAt(index) ?? 0)
      if (!JOINS.test(next)) break
      cluster += next
      index += next.length
    }
    const composed = code < 0x80 && cluster.length === 1 ? cluster : cluster.normalize('NFC')
    const piece = code === 0x60 || code >= 0x80 ? (single.get(composed) ?? composed) : composed
    // An invisible character between two spaces leaves one space.
    if (piece !== '') afterSpace = false
    put(piece, start, index)
  }
  return {
    text: parts.join(''),
    source: (start, end) => {
      const from = starts[start] ?? text.length
      return { start: from, end: end > start ? (ends[end - 1] ?? text.length) : from }
    },
    offset: (source) => {
      let low = 0
      let high = starts.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((ends[middle] ?? 0) <= source) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
