import { basename, dirname, join } from 'node:path'
import { at, type Context } from './context.ts'
import { errorCode, makeFolder, placeFile, readIfThere, syncFolder } from './files.ts'
import { isSound } from './immutable.ts'
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
