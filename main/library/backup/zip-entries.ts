import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { PostilError } from '../../core/result.ts'
import { reasonOf } from '../failures.ts'
import { errorCode } from '../files.ts'
import { MANIFEST, parsePath } from './paths.ts'
import { rest, type Work } from './work.ts'

const FILE_TYPE = 0o170000
const REGULAR_FILE = 0o100000
const folderName = /^[\w-]+(\/[\w-]+)*\/$/

export interface OpenedZip {
  /** Of files, by their paths: the manifest and whatever stands in a library, nothing else. */
  readonly entries: ReadonlyMap<string, Entry>
  /** The content in pieces, as many bytes as the entry says. Throws `backupDamaged` where it is not that. */
  content(path: string, entry: Entry): AsyncGenerator<Buffer>
  close(): void
}

/**
 * Opens an archive and reads its list of files. Throws `fileNotFound`, `fileUnreadable`; `backupUnreadable` where it is no
 * ZIP archive, or a trap; `backupUnsafe` where an entry is not what stands in a library; `backupDamaged`.
 */
export async function openZip(path: string, work: Work): Promise<OpenedZip> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((error: unknown) => {
    throw notOpened(path, error)
  })
  try {
    // Whatever goes wrong is thrown where it is asked for; an event that nobody hears would end the process.
    zip.on('error', () => {})
    return { entries: await listEntries(path, zip, work), content: contentOf(path, zip), close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error instanceof PostilError ? error : unreadable(path, reasonOf(error))
  }
}

export function unreadable(path: string, reason: string): PostilError {
  return new PostilError('backupUnreadable', { path, reason })
}

export function damaged(path: string, file: string, reason: string): PostilError {
  return new PostilError('backupDamaged', { path, file, reason })
}

function notOpened(path: string, error: unknown): PostilError {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new PostilError('fileNotFound', { path }, { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EIO') {
    return new PostilError('fileUnreadable', { path, reason: code }, { cause: error })
  }
  return unreadable(path, reasonOf(error))
}

async function listEntries(path: string, zip: ZipFile, work: Work): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let size = 0
  for await (const entry of zip.eachEntry()) {
    await rest(work)
    const name = nameOf(path, entry)
    const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE
    // What a person packed again has folders of its own.
    if (entry.uncompressedSize === 0 && folderName.test(name)) continue
    const known = name === MANIFEST || parsePath(name) !== null
    if (!known || (type !== 0 && type !== REGULAR_FILE)) throw new PostilError('backupUnsafe', { path, file: name })
    if (entries.has(name)) throw damaged(path, name, 'it is there twice')
    if (!entry.canDecodeFileData()) throw damaged(path, name, 'it is encrypted, or compressed in an unknown way')
    entries.set(name, entry)
    size += entry.compressedSize
  }
  // Entries that share bytes can unpack to any size: https://www.usenix.org/conference/woot19/presentation/fifield
  if (size > zip.fileSize) throw unreadable(path, 'its files overlap')
  return entries
}

function nameOf(path: string, { fileNameRaw }: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fileNameRaw)
  } catch {
    throw new PostilError('backupUnsafe', { path, file: fileNameRaw.toString('latin1') })
  }
}

function contentOf(path: string, zip: ZipFile): OpenedZip['content'] {
  return async function* content(name, entry) {
    try {
      const stream: Readable = await zip.openReadStreamPromise(entry)
      for await (const piece of stream) yield piece
    } catch (error) {
      throw error instanceof PostilError ? error : damaged(path, name, reasonOf(error))
    }
  }
}

/** An entry's content in memory. Throws `backupDamaged` where it is longer than `limit` or has not the sum of its entry. */
export async function bytesOf(
  path: string,
  zip: OpenedZip,
  name: string,
  entry: Entry,
  limit: number,
): Promise<{ readonly bytes: Uint8Array; readonly sha256: string }> {
  if (entry.uncompressedSize > limit) throw damaged(path, name, 'it is too large')
  const pieces: Buffer[] = []
  const sums = await summed(zip, name, entry, (piece) => void pieces.push(piece))
  if (sums.crc !== entry.crc32) throw damaged(path, name, 'its sum is not the one that the archive tells')
  return { bytes: Buffer.concat(pieces), sha256: sums.sha256 }
}

/** The sums of an entry's content, which is handed to `take` piece by piece. */
export async function summed(
  zip: OpenedZip,
  name: string,
  entry: Entry,
  take: (piece: Buffer) => void = () => {},
): Promise<{ readonly bytes: number; readonly crc: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  let [bytes, crc] = [0, 0]
  for await (const piece of zip.content(name, entry)) {
    hash.update(piece)
    crc = crc32(piece, crc)
    bytes += piece.length
    take(piece)
  }
  return { bytes, crc, sha256: hash.digest('hex') }
}
