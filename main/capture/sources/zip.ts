import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { PostilError } from '../../core/result.ts'

const MEGABYTE = 1024 * 1024
/** A book of a thousand chapters has a few thousand files; a list of millions is made to exhaust its reader. */
const MAX_ENTRIES = 30_000
/** Of all that is unpacked. */
const MAX_UNPACKED_MB = 300
/** From the end of the directory's record to the end of the file. */
const MAX_COMMENT = 0xffff
const END_RECORD = 22
const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1')
const ENTRY_SIGNATURE = 0x02014b50

/** Makes the error for what cannot be read. */
export type Fault = (reason: string) => PostilError

export interface Archive {
  /** Names of its files, as written, with forward slashes. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** A file's size when it is unpacked, in bytes; 0 where it is not there. No more than this can be read of it. */
  size(name: string): number
  /** A file's bytes, if need be of one whose name differs in case alone; null where it is not there. Throws `archiveTooLarge`, or what `damaged` makes. */
  read(name: string): Promise<Uint8Array | null>
}

/** Where a ZIP archive begins and ends in a file that may hold something before and after it. */
interface Extent {
  readonly start: number
  /** Of the record that closes the archive. */
  readonly end: number
}

/** The ZIP archive in a file, by its closing record; null where there is none. Format: PKWARE's APPNOTE.TXT, 4.3.16. */
export function archiveExtent(bytes: Uint8Array): Extent | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = Math.max(0, buffer.length - END_RECORD - MAX_COMMENT)
  const tail = buffer.subarray(first)
  for (
    let found = tail.lastIndexOf(END_SIGNATURE);
    found >= 0;
    found = found > 0 ? tail.lastIndexOf(END_SIGNATURE, found - 1) : -1
  ) {
    const end = first + found
    if (end + END_RECORD > buffer.length) continue
    const size = buffer.readUInt32LE(end + 12)
    const directory = end - size
    const start = directory - buffer.readUInt32LE(end + 16)
    if (size < 46 || start < 0 || buffer.readUInt32LE(directory) !== ENTRY_SIGNATURE) continue
    return { start, end: end + END_RECORD }
  }
  return null
}

/**
 * Opens an archive that is in memory. Throws what `damaged` makes; `archiveUnsafe` where a
 * name leads out of the archive, `archiveTooLarge` where it is made to unpack without end.
 */
export async function openArchive(bytes: Uint8Array, path: string, damaged: Fault): Promise<Archive> {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof PostilError) throw error
      throw damaged(error instanceof Error ? error.message : String(error))
    }
  }
  const extent = archiveExtent(bytes)
  if (!extent) throw damaged('its list of files is missing')
  const buffer = Buffer.from(bytes.subarray(extent.start, extent.end))
  // What follows the archive is no comment of it any more.
  buffer.writeUInt16LE(0, buffer.length - 2)
  const { zip, entries } = await guarded(async () => {
    const zip = await fromBufferPromise(buffer, { decodeStrings: false })
    zip.on('error', () => {})
    return { zip, entries: await listEntries(zip, path, damaged) }
  })
  // Books that were made where case means nothing name their files in either.
  const folded = new Map([...entries].map(([name, entry]) => [name.toLowerCase(), entry]))
  const find = (name: string) => entries.get(name) ?? folded.get(name.toLowerCase())
  let unpacked = 0
  return {
    names: [...entries.keys()],
    has: (name) => find(name) !== undefined,
    size: (name) => find(name)?.uncompressedSize ?? 0,
    read: (name) =>
      guarded(async () => {
        const entry = find(name)
        if (!entry) return null
        unpacked += entry.uncompressedSize
        if (unpacked > MAX_UNPACKED_MB * MEGABYTE) throw tooLarge(path)
        const pieces: Buffer[] = []
        // yauzl ends a stream that yields more than its entry says.
        for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece)
        return Buffer.concat(pieces)
      }),
  }
}

function tooLarge(path: string): PostilError {
  return new PostilError('archiveTooLarge', { path, limit: MAX_UNPACKED_MB })
}

async function listEntries(zip: ZipFile, path: string, damaged: Fault): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  if (zip.entryCount > MAX_ENTRIES) throw tooLarge(path)
  let packed = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (/^(?:\/|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)|\0/.test(name))
      throw new PostilError('archiveUnsafe', { path, file: name })
    if (name.endsWith('/')) continue
    packed += entry.compressedSize
    if (entry.canDecodeFileData()) entries.set(name, entry)
  }
  // Entries that share bytes can unpack to any size: https://www.usenix.org/conference/woot19/presentation/fifield
  if (packed > zip.fileSize) throw damaged('its files overlap')
  return entries
}

/** Names are UTF-8 in every EPUB; older tools wrote them in their system's own encoding. */
function nameOf({ fileNameRaw }: Entry): string {
  return fileNameRaw.toString('utf8').replaceAll('\\', '/')
}
