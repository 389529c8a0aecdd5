import { basename, dirname, join } from 'node:path'
import { PostilError } from '../../core/result.ts'
import type { Context } from '../context.ts'
import { isFull, reasonOf } from '../failures.ts'
import { discard, errorCode, type Files, makeFolder, rename, sizeIfThere, syncFolder } from '../files.ts'
import { Gathered } from './gathered.ts'
import { encodeManifest, type FileEntry, type ManifestHead } from './manifest.ts'
import { MANIFEST } from './paths.ts'
import { type Sums, sumsOf } from './sums.ts'
import { type Sink, ZipWriter } from './zip-writer.ts'

/** Bytes that are gathered before they go to the disk. */
const CHUNK = 256 * 1024
/** What is compressed already is stored as it is. */
const packed = /\.(gz|png|jpg|gif|webp|avif)$/

export interface Archive {
  /** `path` as in the library; `bytes` must not change any more. Answers the file's sums. */
  add(path: string, bytes: Uint8Array): Promise<Sums>
}

export interface Written {
  readonly bytes: number
  readonly files: number
}

/**
 * Writes an archive at `target`: into a temp file beside it, synced, which gets the name when it is complete, manifest
 * included; the folder is synced. Whatever fails, nothing is left and what was there stays. Throws what `fill` throws,
 * `targetExists` unless `force`, `diskFull`, `writeFailed`.
 */
export async function writeArchive(
  { files, clock }: Pick<Context, 'files' | 'clock'>,
  target: string,
  { force, head }: { readonly force: boolean; readonly head: ManifestHead },
  fill: (archive: Archive) => Promise<void>,
): Promise<Written> {
  const failure = (error: unknown): PostilError => {
    if (error instanceof PostilError) return error
    if (isFull(error)) return new PostilError('diskFull', { path: target }, { cause: error })
    return new PostilError('writeFailed', { path: target, reason: reasonOf(error) }, { cause: error })
  }
  const temp = join(dirname(target), `.${basename(target)}.tmp`)
  try {
    if (!force && (await sizeIfThere(files, target)) !== null) throw new PostilError('targetExists', { path: target })
    await makeFolder(files, dirname(target))
    try {
      const written = await writeTo(files, temp, async (sink) => {
        const zip = new ZipWriter(sink, clock())
        const hashes = new Gathered()
        let count = 0
        await fill({
          async add(path, bytes) {
            const sums = await sumsOf(bytes)
            hashes.add(Buffer.from(sums.sha256, 'hex'))
            count += 1
            await zip.add(path, bytes, sums.crc, !packed.test(path))
            return sums
          },
        })
        await zip.addPieces(MANIFEST, encodeManifest(head, entriesOf(zip, hashes)))
        await zip.end()
        return count
      })
      await publish(files, temp, target, force)
      return written
    } finally {
      await discard(files, temp)
    }
  } catch (error) {
    throw failure(error)
  }
}

const HASH_BYTES = 32

/** What the manifest says of the files, from what the archive's own list says already. */
function* entriesOf(zip: ZipWriter, hashes: Gathered): Generator<FileEntry> {
  const sums = each(hashes)
  for (const { name, bytes } of zip.files()) yield { path: name, bytes, sha256: sums.next().value ?? '' }
}

function* each(hashes: Gathered): Generator<string, undefined> {
  for (const part of hashes.parts()) {
    for (let at = 0; at < part.length; at += HASH_BYTES) {
      yield Buffer.from(part.buffer, part.byteOffset + at, HASH_BYTES).toString('hex')
    }
  }
}

async function writeTo(files: Files, path: string, write: (sink: Sink) => Promise<number>): Promise<Written> {
  const file = await files.open(path, 'w')
  try {
    let bytes = 0
    let waiting: Uint8Array[] = []
    let size = 0
    const flush = async () => {
      const chunk = Buffer.concat(waiting)
      waiting = []
      size = 0
      if (chunk.length > 0) await file.writeFile(chunk)
    }
    const count = await write(async (part) => {
      bytes += part.length
      size += part.length
      waiting.push(part)
      if (size >= CHUNK) await flush()
    })
    await flush()
    await file.sync()
    return { bytes, files: count }
  } finally {
    await file.close()
  }
}

/** Gives the finished file its name; unless `force`, never in the place of another, not even of one that came meanwhile. */
async function publish(files: Files, temp: string, target: string, force: boolean): Promise<void> {
  const linked = force ? false : await link(files, temp, target)
  if (!linked) await rename(files, temp, target)
  await syncFolder(files, dirname(target))
}

/** False on file systems without hard links. */
async function link(files: Files, temp: string, target: string): Promise<boolean> {
  try {
    await files.link(temp, target)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw new PostilError('targetExists', { path: target })
    return false
  }
}
