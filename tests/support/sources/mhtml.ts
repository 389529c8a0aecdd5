export interface MessagePart {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  readonly encoding: 'quoted-printable' | 'base64' | '8bit' | 'binary'
}

export const BOUNDARY = '----MultipartBoundary--tide5--'

/** RFC 2045, 6.7: lines of at most 76 characters. */
function quotedPrintable(bytes: Uint8Array): string {
  const escaped = [...bytes].map((byte) =>
    byte === 0x0a
      ? '\n'
      : byte === 0x3d || byte < 0x20 || byte > 0x7e
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
  )
  let line = 0
  let text = ''
  for (const piece of escaped) {
    if (line + piece.length > 75 && piece !== '\n') {
      text += '=\r\n'
      line = 0
    }
    text += piece === '\n' ? '\r\n' : piece
    line = piece === '\n' ? 0 : line + piece.length
  }
  return text
}

function encoded({ body, encoding }: MessagePart): Buffer {
  const bytes = Buffer.from(body)
  if (encoding === 'quoted-printable') return Buffer.from(quotedPrintable(bytes), 'latin1')
  if (encoding === 'base64')
    return Buffer.from((bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'), 'latin1')
  return bytes
}

/** A message of parts, as browsers save a page with its pictures; `ends` false: cut off before its last line. */
export function makeMhtml(
  headers: Readonly<Record<string, string>>,
  parts: readonly MessagePart[],
  { boundary = BOUNDARY, ends = true } = {},
): Buffer {
  const lines = (fields: Readonly<Record<string, string>>) =>
    Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  const pieces: Buffer[] = []
  const top = {
    ...headers,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${boundary}"`,
  }
  pieces.push(Buffer.from(`${lines(top).join('')}\r\n\r\n`, 'latin1'))
  for (const part of parts) {
    const fields = { ...part.headers, 'Content-Transfer-Encoding': part.encoding }
    pieces.push(
      Buffer.from(`--${boundary}\r\n${lines(fields).join('')}\r\n`, 'latin1'),
      encoded(part),
      Buffer.from('\r\n'),
    )
  }
  if (ends) pieces.push(Buffer.from(`--${boundary}--\r\n`, 'latin1'))
  return Buffer.concat(pieces)
}
