import { PostilError } from '../core/result.ts'
import type { Work } from './backup/work.ts'
import { at, type Context } from './context.ts'
import { isFull } from './failures.ts'
import { makeFolder, sizeIfThere, syncFolder } from './files.ts'
import { LIBRARY_FORMAT, layout } from './layout.ts'
import { type LibraryFile, writeLibraryFile } from './library-file.ts'
import { sweep } from './tidy.ts'

/** From one format of the library to the next. It may be done again where it was interrupted. */
type Step = (context: Context) => Promise<void>

/**
 * `steps[n]` makes format n + 1 of format n. Forward only; a step that was released is never changed. Records are brought
 * up to date when they are read (core/model/migrate.ts) and written so with their next change: no step rewrites them all.
 */
const steps: Readonly<Record<number, Step>> = {
  1: async (context) => {
    await makeFolder(context.files, at(context, layout.tombstones))
    await syncFolder(context.files, context.root)
  },
}

/** Writes the records as they are into an archive at an absolute path. */
export type BackUp = (context: Context, target: string, work: Work) => Promise<unknown>

/**
 * Brings a library of an older format to today's: first the records as they are go into an archive in `backups/`, then
 * step by step, each of which ends with `library.json` saying how far it is. Whatever interrupts it, what is there opens
 * again. Answers null where there is no room: then nothing has changed that an older Postil would mind.
 */
export async function migrateLibrary(
  context: Context,
  library: LibraryFile,
  backUp: BackUp,
  work: Work,
): Promise<LibraryFile | null> {
  let current = library
  try {
    await backUp(context, at(context, await backupPath(context)), work)
    while (current.format < LIBRARY_FORMAT) {
      await steps[current.format]?.(context)
      current = { ...current, format: current.format + 1 }
      await writeLibraryFile(context, current)
    }
    return current
  } catch (error) {
    if (isFull(error) || (error instanceof PostilError && error.code === 'diskFull')) return null
    throw error
  }
}

/** In a folder without leftovers. An archive that is there is of an earlier time, and what is in it may be there alone. */
async function backupPath(context: Context): Promise<string> {
  const { files, root } = context
  const folder = at(context, layout.backups)
  await makeFolder(files, folder)
  await syncFolder(files, root)
  await sweep(context, folder)
  for (let number = 1; ; number++) {
    const path = `${layout.backups}/before-format-${LIBRARY_FORMAT}${number > 1 ? `-${number}` : ''}.zip`
    if ((await sizeIfThere(files, at(context, path))) === null) return path
  }
}
