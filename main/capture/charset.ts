/**
 * What encoding a page is in, in the order of the HTML standard (https://html.spec.whatwg.org/#encoding-sniffing-algorithm):
 * byte order mark, transport, declaration, content. Decoding is the platform's TextDecoder, which knows all WHATWG labels.
 */

const PRESCAN = 4096

function decoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/** The encoding's WHATWG name for a label as pages write it; null for one that is unknown. */
function encodingName(label: string): string | null {
  return decoder(label.trim().toLowerCase())?.encoding ?? null
}

function bomEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return null
}

/** The charset that a page declares in its first bytes: `<meta charset>`, `<meta http-equiv content>`, XML declaration. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PRESCAN))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '')
  const xml = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)
  for (const [tag] of head.matchAll(/<meta\b[^>]*>/gi)) {
    const charset = /\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(tag)
    const name = charset?.[1] === undefined ? null : encodingName(charset[1])
    // A declaration in ASCII letters cannot be read in UTF-16: the standard reads it as UTF-8.
    if (name) return name.startsWith('utf-16') ? 'utf-8' : name
  }
  const name = xml?.[1] === undefined ? null : encodingName(xml[1])
  return name?.startsWith('utf-16') ? 'utf-8' : name
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    // A page that was cut in the middle of its last character is still UTF-8.
    const start = bytes.findLastIndex((byte) => byte < 0x80 || byte >= 0xc0)
    const lead = bytes[start] ?? 0
    const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
    const cut = bytes.length - start
    if (start > 0 && cut < needed) return isUtf8(bytes.subarray(0, start))
    return false
  }
}

/** UTF-16 without a mark: every other byte of Western text is zero. */
function zeroPattern(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 512)
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++
  const half = sample.length / 2
  if (half < 4) return null
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  if (even > half * 0.6 && odd < half * 0.1) return 'utf-16be'
  return null
}

/** Scripts that a legacy encoding should yield; a wrong one yields private-use, half-width or scattered characters. */
const candidates: readonly (readonly [label: string, expected: RegExp])[] = [
  ['shift_jis', /[\u3040-\u30ff\u4e00-\u9fff\u3000-\u3002]/g],
  ['euc-jp', /[\u3040-\u30ff\u4e00-\u9fff\u3000-\u3002]/g],
  ['euc-kr', /[\uac00-\ud7a3]/g],
  ['gb18030', /[\u4e00-\u9fff\u3000-\u3002\uff00-\uff1f]/g],
  ['big5', /[\u4e00-\u9fff\u3000-\u3002\uff00-\uff1f]/g],
  ['windows-1251', /[\u0430-\u044f]/g],
  ['koi8-r', /[\u0430-\u044f]/g],
  ['windows-1256', /[\u0621-\u064a]/g],
  ['windows-1255', /[\u05d0-\u05ea]/g],
  ['windows-1253', /[\u03ac-\u03ce]/g],
]

/** Kana and the commonest ideographs, which tell right from merely possible where several encodings decode cleanly. */
const COMMON =
  /[のにはをたがでてとしれさいるすなんするの的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說時时要就出会會可也你对對생이다는의에을를가고하은]/g

/** In Western languages, letters beyond ASCII stand alone among ASCII ones; in all others they stand together. */
function isWestern(text: Uint8Array): boolean {
  let high = 0
  let runs = 0
  for (let i = 0; i < text.length; i++) {
    if ((text[i] ?? 0) < 0x80) continue
    high++
    if ((text[i - 1] ?? 0) < 0x80) runs++
  }
  return high < runs * 1.5
}

/** A guess from the bytes themselves, for pages that declare nothing or lie. */
function guessEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0x1b && bytes[1] === 0x24) return 'iso-2022-jp'
  const text = Buffer.from(bytes.subarray(0, 100_000))
  if (text.includes('\x1b$B') || text.includes('\x1b$@')) return 'iso-2022-jp'
  const sample = text.filter((byte, i) => byte >= 0x80 || (text[i - 1] ?? 0) >= 0x80)
  if (sample.length === 0 || isWestern(text)) return 'windows-1252'
  let best = 'windows-1252'
  let bestScore = 0.5
  for (const [label, expected] of candidates) {
    const decoded = new TextDecoder(label).decode(text).replace(/\p{ASCII}/gu, '')
    if (decoded === '') continue
    const broken = (decoded.match(/[\ufffd\ue000-\uf8ff\uff61-\uff9f]/g) ?? []).length
    const fitting = (decoded.match(expected) ?? []).length
    const common = (decoded.match(COMMON) ?? []).length
    const score = (fitting - 4 * broken + 2 * common) / decoded.length
    if (score > bestScore) {
      best = label
      bestScore = score
    }
  }
  return best
}

/** The WHATWG name of the encoding of a page or a text. `header` is the charset of its Content-Type, if it has one. */
export function detectEncoding(bytes: Uint8Array, header: string | null): string {
  const bom = bomEncoding(bytes)
  if (bom) return bom
  const zeros = zeroPattern(bytes)
  if (zeros) return zeros
  const stated = (header === null ? null : encodingName(header)) ?? declaredEncoding(bytes)
  const valid = isUtf8(bytes)
  // Bytes that are valid UTF-8 and hold non-ASCII characters are UTF-8 whatever they claim, except in the escape-coded ones.
  if (valid && stated !== 'iso-2022-jp') {
    const ascii = bytes.every((byte) => byte < 0x80)
    return ascii ? (stated ?? guessAscii(bytes)) : 'utf-8'
  }
  if (stated && stated !== 'utf-8') return stated
  return guessEncoding(bytes)
}

function guessAscii(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 100_000)).includes('\x1b$') ? 'iso-2022-jp' : 'utf-8'
}

/** The charset parameter of a Content-Type. */
export function charsetOf(contentType: string): string | null {
  return /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1] ?? null
}

/** The text of a page or a file, its byte order mark gone. */
export function decode(bytes: Uint8Array, header: string | null): string {
  return new TextDecoder(detectEncoding(bytes, header)).decode(bytes)
}
