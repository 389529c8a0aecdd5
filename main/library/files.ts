import { constants } from 'node:fs'
import * as promises from 'node:fs/promises'
import { dirname } from 'node:path'

/** The part of `node:fs/promises` that the library uses; a parameter so that tests can make each step fail. */
export type Files = Pick<
  typeof promises,
  'open' | 'readFile' | 'rename' | 'link' | 'copyFile' | 'mkdir' | 'readdir' | 'stat' | 'lstat' | 'rm'
>

export const realFiles: Files = promises

/** The system's name of what went wrong (`ENOENT`…), if it is an error of the system. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR'
}

/** Null where there is no such file; other failures are thrown. */
export async function readIfThere(files: Files, path: string): Promise<Buffer | null> {
  try {
    return await files.readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/**
 * Null where there is nothing of this name; where it is no file of its own (a folder, a link to elsewhere, a pipe),
 * `odd`: it is not read, so that no name leads out of the library.
 */
export async function readOwn(files: Files, path: string): Promise<Buffer | 'odd' | null> {
  try {
    if (!(await files.lstat(path)).isFile()) return 'odd'
    return await files.readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    if (errorCode(error) === 'EISDIR') return 'odd'
    throw error
  }
}

/** The size of a file of its own; `odd` where the name is that of something else, null where there is nothing. */
export async function ownSize(files: Files, path: string): Promise<number | 'odd' | null> {
  try {
    const stats = await files.lstat(path)
    return stats.isFile() ? stats.size : 'odd'
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

export async function sizeIfThere(files: Files, path: string): Promise<number | null> {
  try {
    return (await files.stat(path)).size
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** The names in a folder, sorted; none where there is no such folder. */
export async function namesIn(files: Files, folder: string): Promise<string[]> {
  try {
    return (await files.readdir(folder)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/**
 * Makes a folder with those above it; when it answers, their names are on the disk. Node's own way (`recursive`) never
 * ends where a folder is there but answers ENOENT to whatever is to be made in it, as /proc does.
 */
export async function makeFolder(files: Files, folder: string): Promise<void> {
  const make = async (): Promise<void> => {
    try {
      await files.mkdir(folder)
    } catch (error) {
      const present = await files.stat(folder).catch(() => null)
      // Deleted between the two looks: as if it had not been there at all.
      if (present === null && errorCode(error) === 'EEXIST') await files.mkdir(folder)
      else if (!present?.isDirectory()) throw error
      return
    }
    await syncFolder(files, dirname(folder))
  }
  try {
    await make()
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    await makeFolder(files, dirname(folder))
    await make()
  }
}

/** Writes a file and waits until its bytes are on the disk. */
export async function writeSynced(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Waits until all of the work has ended, then throws the first failure in the order given: while a failed step is taken
 * back, nothing of it may still be writing.
 */
export async function together<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works)
  return Promise.all(works)
}

/** Some systems cannot open or sync a folder (Windows, a few network drives); there the rename alone has to do. */
const unsyncable = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EBADF'])

/** Waits until the names in a folder are on the disk: without it a power cut can undo a rename. */
export async function syncFolder(files: Files, folder: string): Promise<void> {
  try {
    const handle = await files.open(folder, constants.O_RDONLY)
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!unsyncable.has(errorCode(error) ?? '')) throw error
  }
}

/** A virus scanner or a sync tool may hold a file open for a moment, which on Windows makes renaming fail. */
const heldForAMoment = new Set(['EPERM', 'EACCES', 'EBUSY'])

export async function rename(files: Files, from: string, to: string, patience = windowsPatience()): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await files.rename(from, to)
    } catch (error) {
      if (attempt > patience || !heldForAMoment.has(errorCode(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt))
    }
  }
}

function windowsPatience(): number {
  return process.platform === 'win32' ? 10 : 0
}

/** Puts bytes under a name that is not there yet, in one step: nobody sees half a file. */
export async function placeFile(files: Files, path: string, temp: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeSynced(files, temp, bytes)
    await rename(files, temp, path)
    await syncFolder(files, dirname(path))
  } catch (error) {
    await discard(files, temp)
    throw error
  }
}

/** Removes what a failed step left; a failure here must not hide the one that is being reported. */
export async function discard(files: Files, path: string): Promise<void> {
  await files.rm(path, { recursive: true, force: true }).catch(() => {})
}
