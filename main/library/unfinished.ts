import { at, type Context } from './context.ts'
import { isMissing } from './files.ts'

/** A tool that writes a copy in place is done with it when it has not been changed for so long; milliseconds. */
const SETTLES = 60_000

/**
 * Whether a file that makes no sense may still be being written, so that it is left alone: whoever settles `of` (an
 * article's id, or `''` for the library's own files) has to look again. One from the future, by the clock, is not.
 */
export async function isUnfinished(context: Context, path: string, of: string): Promise<boolean> {
  try {
    const { mtimeMs } = await context.files.stat(at(context, path))
    if (Math.abs(context.clock().getTime() - mtimeMs) >= SETTLES) return false
    context.unfinished.add(of)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
