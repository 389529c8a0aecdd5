import { type Zippable, zipSync } from 'fflate'

/** The same bytes whenever it is made. */
const MTIME = new Date(2024, 0, 1, 12)

/** A ZIP archive of texts and bytes; `mimetype` stands first and uncompressed, as EPUB wants it. */
export function makeZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const tree: Zippable = {}
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    tree[name] = [new Uint8Array(bytes), { level: name === 'mimetype' ? 0 : 6, mtime: MTIME }]
  }
  return zipSync(tree)
}

/** The bytes with every occurrence of a name replaced by one of the same length, as a hostile packer would write it. */
export function renamedInZip(zip: Uint8Array, name: string, other: string): Uint8Array {
  if (name.length !== other.length) throw new Error('names of different lengths')
  return Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(name, other), 'latin1')
}

/** The archive with another unpacked size stated for a file, in its directory: a bomb, or a liar. */
export function withStatedSize(zip: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Buffer.from(zip)
  // The name stands 46 bytes into the directory's record of the file, the size 24 (APPNOTE.TXT, 4.3.12).
  const at = bytes.lastIndexOf(name) - 46
  bytes.writeUInt32LE(size, at + 24)
  return bytes
}
