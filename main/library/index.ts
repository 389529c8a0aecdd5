import { type Files, realFiles } from './files.ts'
import { libraryOn } from './library.ts'
import type { BackUp } from './migrations.ts'
import { openFolder } from './open.ts'
import type { Library } from './types.ts'
import { recallAsides } from './verify/others.ts'

/**
 * Opens the library in a folder; a missing or an empty folder becomes one, unless `create` is false. Where the folder
 * can only be read, the library opens with `readOnly` and every write throws `libraryReadOnly`. Only one Postil has a
 * library open. A full disk keeps no library shut, but every write throws `diskFull`. One of an older format is brought to
 * today's; one of a newer format can be read, and every write throws `libraryNewer`. Throws `libraryUnreadable`,
 * `libraryForeign`, `libraryLocked`, `libraryReadOnly`; `diskFull` where there is no library or lock yet.
 */
export async function openLibrary(options: {
  readonly path: string
  readonly clock: () => Date
  /** Ids that sort by time; used for the library's own id. */
  readonly ids: () => string
  readonly create?: boolean
  readonly files?: Files
  /** Hears how far the records of a library of an older format have been backed up, before it is brought to today's. */
  readonly onBackup?: ((done: number, total: number) => void) | undefined
}): Promise<Library> {
  const opened = await openFolder({ create: true, files: realFiles, backUp: backUpRecords, ...options })
  await recallAsides(opened.context)
  return libraryOn(opened)
}

/** Loaded by the one opening that needs it. */
const backUpRecords: BackUp = async (context, target, work) => {
  const { backupRecords } = await import('./backup/write.ts')
  return backupRecords(context, target, work)
}
