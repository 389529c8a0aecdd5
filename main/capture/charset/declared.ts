/** So many bytes may stand before a page's declaration: the standard reads 1,024, but comments and scripts come first. */
const PRESCAN = 32_768

/** The encoding's WHATWG name for a label as pages write it; null for one that is unknown. */
export function encodingName(label: string): string | null {
  try {
    return new TextDecoder(label.trim().toLowerCase()).encoding
  } catch {
    return null
  }
}

/** What the bytes' first ones say by themselves. */
export function bomEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return null
}

/** A declaration in ASCII letters cannot be read in UTF-16: the standard reads it as UTF-8. */
function readable(label: string | undefined): string | null {
  const name = label === undefined ? null : encodingName(label)
  return name?.startsWith('utf-16') ? 'utf-8' : name
}

/** The charset that a page declares in its first bytes: `<meta charset>`, `<meta http-equiv content>`, XML declaration. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PRESCAN))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->|<script\b[\s\S]*?<\/script\s*>/gi, '')
  for (const [tag] of head.matchAll(/<meta\b[^>]*>/gi)) {
    const charset = /\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(tag)
    const name = readable(charset?.[1])
    if (name) return name
  }
  return readable(/^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1])
}

/** The charset parameter of a Content-Type. */
export function charsetOf(contentType: string): string | null {
  return /;\s*charset\s*=\s*["']?\s*([^\s"';]+)/i.exec(contentType)?.[1] ?? null
}
