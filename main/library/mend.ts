import { basename, dirname, join } from 'node:path'
import { PostilError } from '../core/result.ts'
import { at, type Context } from './context.ts'
import { placeFile } from './files.ts'
import { setAside } from './quarantine.ts'

/**
 * Writes a record anew as it was before a bit of it flipped (see sum.ts), and says so; the damaged file is kept in
 * quarantine. Throws what the system says: then the damaged file is still there, and nothing was said.
 */
export async function mendFile(context: Context, path: string, mended: Uint8Array): Promise<void> {
  let kept = path
  if (!context.readOnly) {
    kept = await setAside(context, path, { move: false, replaced: true })
    const target = at(context, path)
    await placeFile(context.files, target, join(dirname(target), `.${basename(target)}.tmp`), mended)
  }
  tellMended(context, path, kept)
}

/** @param kept where the damaged file is now */
export function tellMended(context: Context, path: string, kept: string): void {
  context.problems.add(new PostilError('recordMended', { path: kept }), path)
}
