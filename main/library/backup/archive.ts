import { basename, dirname, join } from 'node:path'
import { PostilError } from '../../core/result.ts'
import type { Context } from '../context.ts'
import { isFull, reasonOf } from '../failures.ts'
import { discard, errorCode, type Files, makeFolder, rename, sizeIfThere, syncFolder } from '../files.ts'
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
        const entries: FileEntry[] = []
        await fill({
          async add(path, bytes) {
            const sums = await sumsOf(bytes)
            entries.push({ path, bytes: bytes.length, sha256: sums.sha256 })
            await zip.add(path, bytes, sums.crc, !packed.test(path))
            return sums
          },
        })
        const manifest = encodeManifest(head, entries)
        await zip.add(MANIFEST, manifest, (await sumsOf(manifest)).crc, true)
        await zip.end()
        return entries.length
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
