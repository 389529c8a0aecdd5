import { basename, dirname, join } from 'node:path'
import { at, type Context } from './context.ts'
import { errorCode, makeFolder, placeFile, readIfThere, syncFolder } from './files.ts'
import { decodeOriginal } from './immutable.ts'
import { Damage, sha256 } from './parse.ts'
import { setAside } from './quarantine.ts'

/**
 * Puts the bytes of one file in the place of another whose name says which hash they must have (a text, a page or a
 * picture), where that one is missing or damaged. `unsound`: the first file doesn't have this hash, or is no file.
 * Only in the queue of the making of articles. Throws what the system says.
 */
export async function restoreFrom(
  context: Context,
  from: string,
  target: string,
): Promise<'restored' | 'present' | 'unsound'> {
  const bytes = await read(context, from)
  if (bytes === null || !(await isSound(target, bytes))) return 'unsound'
  const present = await read(context, target)
  if (present !== null && (await isSound(target, present))) return 'present'
  if (present !== null) await setAside(context, target, { move: false, replaced: true })
  const path = at(context, target)
  await makeFolder(context.files, dirname(path))
  await syncFolder(context.files, dirname(dirname(path)))
  await placeFile(context.files, path, join(dirname(path), `.${basename(path)}.tmp`), bytes)
  return 'restored'
}

async function read({ files, root }: Context, path: string): Promise<Uint8Array | null> {
  try {
    return await readIfThere(files, at({ root }, path))
  } catch (error) {
    if (errorCode(error) === 'EISDIR') return null
    throw error
  }
}

async function isSound(target: string, bytes: Uint8Array): Promise<boolean> {
  const hash = basename(target).slice(0, 64)
  if (!target.endsWith('.html.gz')) return sha256(bytes) === hash
  try {
    await decodeOriginal(bytes, hash)
    return true
  } catch (error) {
    if (error instanceof Damage) return false
    throw error
  }
}
