import { PostilError } from '../../../core/result.ts'

/** One part of a message that holds no further parts. */
export interface Part {
  /** By lower-case name, unfolded. */
  readonly headers: ReadonlyMap<string, string>
  /** Transfer encoding undone. */
  readonly body: Uint8Array
  /** Whether the part's end is in the file. */
  readonly complete: boolean
}

export interface Message {
  readonly headers: ReadonlyMap<string, string>
  readonly parts: readonly Part[]
}

/** Archives hold parts in parts where a page holds frames, never more than a few levels. */
const MAX_DEPTH = 10
const MAX_PARTS = 10_000

const LINE_FEED = 0x0a
const RETURN = 0x0d

/** A MIME message (RFC 2045 to 2047, 2557) with all its leaves in order. Throws `mhtmlInvalid`. */
export function parseMessage(bytes: Uint8Array, path: string): Message {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Part[] = []
  const read = (start: number, end: number, complete: boolean, depth: number): ReadonlyMap<string, string> => {
    if (depth > MAX_DEPTH || parts.length >= MAX_PARTS) {
      throw new PostilError('mhtmlInvalid', { path, reason: 'it has too many parts' })
    }
    const { headers, body } = readHeaders(buffer, start, end)
    const type = headers.get('content-type') ?? ''
    const boundary = /^\s*multipart\//i.test(type) ? parameter(type, 'boundary') : null
    if (boundary === null) {
      const content = decodeTransfer(buffer.subarray(body, end), headers.get('content-transfer-encoding') ?? '')
      parts.push({ headers, body: content, complete })
    } else for (const part of split(buffer, body, end, boundary)) read(part.start, part.end, part.closed, depth + 1)
    return headers
  }
  return { headers: read(0, buffer.length, true, 0), parts }
}

/** Header lines up to the first empty one; `body` is where what follows begins. */
export function readHeaders(
  buffer: Buffer,
  start: number,
  end: number,
): { readonly headers: ReadonlyMap<string, string>; readonly body: number } {
  const headers = new Map<string, string>()
  let at = start
  let last: string | null = null
  while (at < end) {
    const feed = buffer.indexOf(LINE_FEED, at)
    const stop = feed < 0 || feed > end ? end : feed
    const line = buffer.toString('latin1', at, stop > at && buffer[stop - 1] === RETURN ? stop - 1 : stop)
    at = Math.min(stop + 1, end)
    if (line === '') break
    const [, name, value = ''] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? []
    if (/^[ \t]/.test(line) && last !== null) headers.set(last, `${headers.get(last)} ${line.trim()}`)
    else if (name !== undefined) {
      last = name.toLowerCase()
      if (headers.has(last)) last = null
      else headers.set(last, value.trim())
    }
  }
  return { headers, body: at }
}

/** A parameter of a header: `boundary` of `multipart/related; boundary="x"`. */
export function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header)
  return found?.[1] ?? found?.[2] ?? null
}

interface Span {
  readonly start: number
  readonly end: number
  readonly closed: boolean
}

/** What stands between the lines that are made of the boundary. */
function split(buffer: Buffer, start: number, end: number, boundary: string): Span[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  // Not looked for beyond the part: each of many parts would go through the rest of the file.
  const within = buffer.subarray(0, end)
  const spans: Span[] = []
  let open: number | null = null
  for (let at = within.indexOf(mark, start); at >= 0; at = within.indexOf(mark, at + mark.length)) {
    if (at > start && buffer[at - 1] !== LINE_FEED) continue
    const feed = buffer.indexOf(LINE_FEED, at)
    const line = buffer.toString('latin1', at + mark.length, feed < 0 ? end : feed).trimEnd()
    // Another boundary may begin with this one.
    if (line !== '' && line !== '--') continue
    if (open !== null) {
      const before = at - (buffer[at - 2] === RETURN ? 2 : 1)
      spans.push({ start: open, end: Math.max(before, open), closed: true })
    }
    open = line === '--' || feed < 0 ? null : feed + 1
    if (line === '--') break
  }
  if (open !== null && open < end) spans.push({ start: open, end, closed: false })
  return spans
}

function decodeTransfer(body: Buffer, encoding: string): Uint8Array {
  const name = encoding.trim().toLowerCase()
  if (name === 'base64') return Buffer.from(body.toString('latin1'), 'base64')
  return name === 'quoted-printable' ? decodeQuotedPrintable(body) : body
}

/** RFC 2045, 6.7. What is no escape stays as it is. */
function decodeQuotedPrintable(body: Buffer): Uint8Array {
  const text = body
    .toString('latin1')
    // Looked for where white space begins: from its middle, a long stretch would be gone through again and again.
    .replace(/(?<![ \t])[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([\dA-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(text, 'latin1')
}

/** A header's text with its encoded words (RFC 2047) decoded: `=?utf-8?Q?caf=C3=A9?=`. */
export function decodeWords(header: string): string {
  return header
    .replace(/(\?=)[ \t]+(?==\?)/g, '$1')
    .replace(/=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi, (whole, charset: string, form: string, text: string) => {
      const bytes =
        form.toLowerCase() === 'b'
          ? Buffer.from(text, 'base64')
          : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'latin1'))
      try {
        return new TextDecoder(charset.replace(/\*.*$/, '')).decode(bytes)
      } catch {
        return whole
      }
    })
}
