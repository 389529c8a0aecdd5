/** Which encoding bytes are in by what they hold, where nothing is said of it or what is said may be wrong. */
import { createRequire } from 'node:module'
import { encodingName } from './declared.ts'

/** Text of this length tells as well as all of it; bytes. */
const ENOUGH = 64_000
/** Where UTF-16 is looked for; bytes. */
const BEGINNING = 8192

/**
 * What pages and text files are written in, by the detector's names, and what the web calls them where that is
 * different. Without the rest (DOS, Macintosh, mainframes), short texts are told right more often.
 */
const known: Readonly<Record<string, string>> = {
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'windows-1250': 'windows-1250',
  'iso-8859-2': 'iso-8859-2',
  'windows-1251': 'windows-1251',
  'koi8-r': 'koi8-r',
  'koi8-u': 'koi8-u',
  'iso-8859-5': 'iso-8859-5',
  cp866: 'ibm866',
  'windows-1253': 'windows-1253',
  'iso-8859-7': 'iso-8859-7',
  'windows-1254': 'windows-1254',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
  'iso-8859-6': 'iso-8859-6',
  'windows-1257': 'windows-1257',
  'windows-1258': 'windows-1258',
  cp874: 'windows-874',
  'tis-620': 'windows-874',
  shift_jis: 'shift_jis',
  shift_jis_2004: 'shift_jis',
  cp932: 'shift_jis',
  'euc-jp': 'euc-jp',
  'euc-jis-2004': 'euc-jp',
  'euc-kr': 'euc-kr',
  cp949: 'euc-kr',
  gb18030: 'gb18030',
  big5: 'big5',
  big5hkscs: 'big5',
}
const detectEncodings = Object.keys(known)

/** A megabyte of statistics, which most pages never need: it is loaded by the first that does. */
let detector: typeof import('jschardet') | undefined
function loadDetector(): typeof import('jschardet') {
  detector ??= createRequire(import.meta.url)('jschardet') as typeof import('jschardet')
  return detector
}

/** Runs of text between tags, where letters beyond ASCII are; markup tells nothing of a language. */
function textOf(bytes: Uint8Array): Buffer {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Buffer[] = []
  let size = 0
  let depth = false
  let start = 0
  let high = false
  const close = (end: number): void => {
    if (high && end > start) {
      parts.push(all.subarray(start, end), Buffer.from(' '))
      size += end - start
    }
    high = false
  }
  for (let at = 0; at < all.length && size < ENOUGH; at++) {
    const byte = all[at] ?? 0
    if (byte >= 0x80) high ||= !depth
    else if (byte === 0x3c && !depth && /[a-z!/?]/i.test(String.fromCharCode(all[at + 1] ?? 0))) {
      close(at)
      depth = true
    } else if (byte === 0x3e && depth) {
      depth = false
      start = at + 1
    }
  }
  if (!depth) close(Math.min(all.length, start + ENOUGH))
  return size > 0 ? Buffer.concat(parts) : all.subarray(0, ENOUGH)
}

/** Escape sequences that only ISO-2022-JP has; its bytes are all ASCII. */
export function isEscaped(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200_000))
  return ['\x1b$B', '\x1b$@', '\x1b(J'].some((sequence) => head.includes(sequence, 0, 'latin1'))
}

/**
 * UTF-16 without a mark. Every line end, blank and tag has a zero byte there, which no other text has; on which side most
 * of them are tells the order, but for ideographs, some of which have zeros too.
 */
export function zeroPattern(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, BEGINNING)
  let even = 0
  let odd = 0
  for (let at = 0; at < sample.length; at++) {
    if (sample[at] === 0) at % 2 === 0 ? even++ : odd++
  }
  if (even + odd === 0) return null
  const order = odd >= even ? ['utf-16le', 'utf-16be'] : ['utf-16be', 'utf-16le']
  return order.find((name) => isTextIn(sample, name)) ?? null
}

/** What is no text has zeros too, and wrongly read it has signs that mean nothing. */
function isTextIn(sample: Uint8Array, name: string): boolean {
  try {
    const text = new TextDecoder(name, { fatal: true }).decode(sample.subarray(0, sample.length & ~1), { stream: true })
    return !/(?![\t\n\v\f\r])[\p{Cc}\p{Co}\p{Cn}]/u.test(text)
  } catch {
    return false
  }
}

/** The likeliest encoding of bytes that are not UTF-8. */
export function guessEncoding(bytes: Uint8Array): string {
  const { detect } = loadDetector()
  const { encoding } = detect(textOf(bytes), { detectEncodings })
  const name = encoding?.toLowerCase() ?? ''
  return known[name] ?? encodingName(name) ?? 'windows-1252'
}
