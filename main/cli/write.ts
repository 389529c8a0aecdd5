import { lstat, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ExportedFile } from '../core/contract.ts'
import { PostilError } from '../core/result.ts'

async function kindOf(path: string): Promise<'folder' | 'file' | null> {
  const found = await stat(path).catch(() => null)
  if (!found) return null
  return found.isDirectory() ? 'folder' : 'file'
}

function writeError(thrown: unknown, path: string): PostilError {
  if (thrown instanceof PostilError) return thrown
  const { code, message } = thrown as NodeJS.ErrnoException
  if (code === 'EEXIST') return new PostilError('targetExists', { path })
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new PostilError('diskFull')
  return new PostilError('writeFailed', { path, reason: code ?? message }, { cause: thrown })
}

/** A disk that fills on the way leaves no part of the file behind. */
async function create(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') await rm(path, { force: true })
    throw thrown
  }
}

/** What stood there stays until the new file is whole; a link or a device is written through. */
async function replace(path: string, text: string): Promise<void> {
  const present = await lstat(path).catch(() => null)
  if (present && !present.isFile()) return writeFile(path, text)
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    await writeFile(draft, text, present ? { mode: present.mode } : {})
    await rename(draft, path)
  } catch (thrown) {
    await rm(draft, { force: true })
    throw thrown
  }
}

/**
 * Writes what was exported to `out`: a file's name for one file; a folder (there already, or ending in a slash, or for
 * several files) for any number. Nothing is written where anything would be written over, unless `force`. Answers the
 * paths. Throws `targetExists`, `diskFull`, `writeFailed`.
 */
export async function writeExport(files: readonly ExportedFile[], out: string, force: boolean): Promise<string[]> {
  const target = resolve(out)
  const kind = await kindOf(target)
  const intoFolder = kind === 'folder' || /[/\\]$/.test(out) || files.length > 1
  if (intoFolder && kind === 'file')
    throw new PostilError('writeFailed', { path: out, reason: 'it is a file, not a folder' })
  const planned = files.map((file) => ({ path: intoFolder ? join(target, file.name) : target, text: file.text }))
  for (const { path } of planned) {
    if (!force && (await kindOf(path)) !== null) throw new PostilError('targetExists', { path })
  }
  for (const { path, text } of planned) {
    try {
      await mkdir(dirname(path), { recursive: true })
      await (force ? replace(path, text) : create(path, text))
    } catch (thrown) {
      throw writeError(thrown, path)
    }
  }
  return planned.map(({ path }) => path)
}
