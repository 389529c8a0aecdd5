import { basename, dirname, join } from 'node:path'
import type { Adapter } from 'lowdb'
import type { DocumentJSON } from '../core/document/types.ts'
import { discard, errorCode, type Files, rename, syncFolder, writeSynced } from './files.ts'
import { sumLast, writeSum } from './sum.ts'

/** What a record's file holds, as far as it can be told. */
export type Parse<T> = (bytes: Uint8Array) => T

/**
 * lowdb's adapter for one record file. lowdb's own writes without syncing, and keeps no previous version; this one
 * leaves the old or the new record whatever happens, and what `write` has acknowledged survives a power cut:
 *
 * 1. the new record goes to a temp file in the same folder, and is synced
 * 2. the present file also gets the name `.bak` (a hard link: it is never without its own name)
 * 3. the temp file takes the record's name, and the folder is synced
 */
export class DurableJSON<T> implements Adapter<T | null> {
  readonly #files: Files
  readonly #path: string
  readonly #read: () => Promise<T | null>

  /** `read` tells what the record is, damage included; see `record.ts`. */
  constructor(files: Files, path: string, read: () => Promise<T | null>) {
    this.#files = files
    this.#path = path
    this.#read = read
  }

  read(): Promise<T | null> {
    return this.#read()
  }

  write(data: T | null): Promise<void> {
    return replaceFile(this.#files, this.#path, encodeJSON(data))
  }
}

/** A document on one line: indenting would triple what is nested this deeply. UTF-8. */
export function encodeDocument(document: DocumentJSON): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(document)}\n`)
}

/** UTF-8, two spaces, a line end: files that a person can open; a record has its sum as the last field (see sum.ts). */
export function encodeJSON(data: unknown): Uint8Array {
  const bytes = new TextEncoder().encode(`${JSON.stringify(sumLast(data), null, 2)}\n`)
  writeSum(bytes)
  return bytes
}

export function backupOf(path: string): string {
  return `${path}.bak`
}

/** Replaces a file by new bytes, or leaves it as it was and throws what the system said. */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const temp = join(dirname(path), `.${basename(path)}.tmp`)
  const spare = join(dirname(path), `.${basename(path)}.bak.tmp`)
  try {
    await writeSynced(files, temp, bytes)
    await keepPrevious(files, path, spare)
    await rename(files, temp, path)
    await syncFolder(files, dirname(path))
  } catch (error) {
    await discard(files, temp)
    await discard(files, spare)
    throw error
  }
}

async function keepPrevious(files: Files, path: string, spare: string): Promise<void> {
  await files.rm(spare, { force: true })
  try {
    await linkOrCopy(files, path, spare)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  await rename(files, spare, backupOf(path)).catch((error: unknown) => {
    // Somebody's folder has the name: it stays, and this time nothing is kept.
    if (errorCode(error) !== 'EISDIR') throw error
  })
  // Where both names are one file already (a crash came between the two renames), POSIX renames nothing.
  await files.rm(spare, { force: true })
}

const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL'])

/** A second name for a file; a synced copy on file systems without hard links (exFAT, some network drives). */
export async function linkOrCopy(files: Files, from: string, to: string): Promise<void> {
  try {
    await files.link(from, to)
  } catch (error) {
    if (!linkless.has(errorCode(error) ?? '')) throw error
    await writeSynced(files, to, await files.readFile(from))
  }
}
