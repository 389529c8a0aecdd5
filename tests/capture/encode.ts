/**
 * Text in the encodings that pages are written in. The platform only decodes them: the other way round is found by
 * decoding every byte and every pair of bytes once.
 */
const tables = new Map<string, ReadonlyMap<string, readonly number[]>>()

function tableOf(label: string): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(label)
  if (known) return known
  const decoder = new TextDecoder(label, { fatal: true })
  const table = new Map<string, readonly number[]>()
  const learn = (...bytes: number[]): boolean => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes)
      return true
    } catch {
      return false
    }
  }
  for (let lead = 0; lead < 256; lead++) {
    if (learn(lead) && (lead < 0x80 || /^(windows|iso|koi8|ibm)/.test(label))) continue
    for (let trail = 0x30; trail < 256; trail++) learn(lead, trail)
  }
  tables.set(label, table)
  return table
}

/** Throws where the encoding has no such character: a test text must be one that such a page could hold. */
export function encode(text: string, label: string): Buffer {
  if (label === 'utf-8') return Buffer.from(text)
  if (label === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (label === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const table = tableOf(label)
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character)
      if (!bytes) throw new Error(`${label} has no ${character}`)
      return bytes
    }),
  )
}
