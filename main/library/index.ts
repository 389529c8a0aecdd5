import { type Files, realFiles } from './files.ts'
import { libraryOn } from './library.ts'
import { openFolder } from './open.ts'
import type { Library } from './types.ts'

/**
 * Opens the library in a folder; a missing or an empty folder becomes one, unless `create` is false. Where the folder
 * can only be read, the library opens with `readOnly` and every write throws `libraryReadOnly`. Only one Postil has a
 * library open. A full disk keeps no library shut, but every write throws `diskFull`. Throws `libraryUnreadable`,
 * `libraryForeign`, `libraryNewer`, `libraryLocked`, `libraryReadOnly`; `diskFull` where there is no library or lock yet.
 */
export async function openLibrary(options: {
  readonly path: string
  readonly clock: () => Date
  /** Ids that sort by time; used for the library's own id. */
  readonly ids: () => string
  readonly create?: boolean
  readonly files?: Files
}): Promise<Library> {
  return libraryOn(await openFolder({ create: true, files: realFiles, ...options }))
}
