import { dirname, resolve } from 'node:path'
import { PostilError } from '../core/result.ts'
import { at, type Context, Problems } from './context.ts'
import { isFull, isRefusal, writeFailure } from './failures.ts'
import { errorCode, type Files, isMissing, makeFolder, readOwn, sizeIfThere, syncFolder } from './files.ts'
import { guardedFiles } from './guard.ts'
import { LIBRARY_FORMAT, layout } from './layout.ts'
import { type LibraryFile, parseLibraryFile, readLibraryFile, unreadable, writeLibraryFile } from './library-file.ts'
import { type Lock, lockLibrary } from './lock.ts'
import { MediaUses } from './media-uses.ts'
import { mendFile } from './mend.ts'
import { type BackUp, migrateLibrary } from './migrations.ts'
import { mendedBytes } from './parse.ts'
import { setAside } from './quarantine.ts'
import { sweep } from './tidy.ts'

/** What systems and folder-sync tools leave in every folder; it makes no folder a foreign one. */
const bystanders = new Set(['desktop.ini', 'thumbs.db', 'icon\r', '$recycle.bin', 'system volume information'])
const hiddenBystanders =
  /^\.(ds_store|localized|directory|spotlight-v100|fseventsd|trashes|trash-\d+|temporaryitems|_.*|st(folder|ignore|versions)|dropbox.*|sync.*|owncloud.*|nextcloud.*|csync.*|tmp\.drive.*|index|library\.json(\.bak)?\.tmp|postil-probe\.tmp)$/

export interface OpenOptions {
  readonly path: string
  readonly clock: () => Date
  readonly ids: () => string
  readonly create: boolean
  readonly files: Files
  readonly backUp: BackUp
  /** Hears how far a library of an older format has been backed up: articles, of how many. */
  readonly onBackup?: ((done: number, total: number) => void) | undefined
}

export interface Opened {
  readonly context: Context
  readonly id: string
  readonly lock: Lock | null
  /** The library's format where it is newer than this Postil's. */
  readonly newerFormat: number | null
}

/** Throws `libraryUnreadable`, `libraryForeign`, `libraryLocked`, `libraryReadOnly` or `diskFull`. */
export async function openFolder(options: OpenOptions): Promise<Opened> {
  const { files } = options
  const root = resolve(options.path)
  await ensureFolder(root, options)
  let present = await readLibraryFile(files, root)
  if (present === null) {
    try {
      await assertVacant(root, options)
    } catch (error) {
      // Another Postil may have made a library of it between the two looks.
      present = await readLibraryFile(files, root)
      if (present === null) throw error
    }
  }
  const shared = {
    files,
    root,
    clock: options.clock,
    problems: new Problems(),
    mediaUses: new MediaUses(),
    unfinished: new Set<string>(),
    replaced: new Map(),
  }
  if (present !== null && present !== 'damaged' && present.format > LIBRARY_FORMAT) {
    // Not even tried whether it can be written to: a newer Postil may be at work in it.
    const whyReadOnly = new PostilError('libraryNewer', { format: present.format, path: root })
    const context: Context = { ...shared, readOnly: true, whyReadOnly, lock: null }
    return { context, id: present.id, lock: null, newerFormat: present.format }
  }
  const readOnly = !(await canWrite(files, root))
  if (readOnly && present === null) throw new PostilError('libraryReadOnly', { path: root })
  const lock = readOnly ? null : lockLibrary(root)
  try {
    const context: Context = { ...shared, files: lock ? guardedFiles(files, root, lock) : files, readOnly, lock }
    // Under the lock once more: whoever had it until now may have made the library, or made a newer one of it.
    present = await readLibraryFile(files, root)
    if (present !== null && present !== 'damaged' && present.format > LIBRARY_FORMAT) {
      lock?.release()
      return await openFolder(options)
    }
    const library = await settleLibraryFile(context, present, options)
    if (!readOnly) {
      // The rest is swept behind the opening (see tidy.ts), which takes the same time however much there is.
      await sweep(context, root)
      // Here too, since later a backup may be under way.
      await sweep(context, at(context, layout.backups))
      await whereRoom(present, () => makeFolders(context))
      if (
        library.format < LIBRARY_FORMAT &&
        (await migrateLibrary(context, library, options.backUp, { onProgress: options.onBackup })) === null
      ) {
        lock?.release()
        return { context: withoutRoom(context), id: library.id, lock: null, newerFormat: null }
      }
    }
    return { context, id: library.id, lock, newerFormat: null }
  } catch (error) {
    lock?.release()
    throw writeFailure(error, root, root)
  }
}

/** An older library that there is no room to bring up to date can be read as it is; what keeps it from more is told. */
function withoutRoom(context: Context): Context {
  const whyReadOnly = new PostilError('diskFull', { path: context.root })
  context.problems.add(whyReadOnly, layout.library)
  return { ...context, readOnly: true, whyReadOnly, lock: null }
}

/** Waits for the disk only where something was made. */
async function makeFolders(context: Context): Promise<void> {
  const { files, root } = context
  const missing: string[] = []
  for (const path of [layout.articles, layout.media, layout.tombstones].map((each) => at(context, each))) {
    if ((await sizeIfThere(files, path)) === null) missing.push(path)
  }
  for (const path of missing) await makeFolder(files, path)
  if (missing.length > 0) await syncFolder(files, root)
}

async function ensureFolder(root: string, { files, create }: OpenOptions): Promise<void> {
  try {
    if ((await files.stat(root)).isDirectory()) return
  } catch (error) {
    if (!isMissing(error)) throw unreadable(root, error)
    if (!create) throw unreadable(root, error)
    try {
      await makeFolder(files, root)
      await syncFolder(files, dirname(root))
      return
    } catch (failure) {
      if (isRefusal(failure)) throw new PostilError('libraryReadOnly', { path: root }, { cause: failure })
      // A file, or a link to nowhere, has the name.
      if (isMissing(failure) || errorCode(failure) === 'EEXIST') throw unreadable(root, failure)
      throw writeFailure(failure, root, root)
    }
  }
  throw new PostilError('libraryUnreadable', { path: root, reason: 'ENOTDIR' })
}

/** Only a folder with nothing of anybody's in it becomes a library. */
async function assertVacant(root: string, { files, create }: OpenOptions): Promise<void> {
  const names = await files.readdir(root).catch((error: unknown) => {
    throw unreadable(root, error)
  })
  const foreign = names.map((name) => name.toLowerCase()).filter((name) => !bystanders.has(name))
  if (foreign.some((name) => !hiddenBystanders.test(name))) throw new PostilError('libraryForeign', { path: root })
  if (!create) throw new PostilError('libraryUnreadable', { path: root, reason: 'ENOENT' })
}

/** Tries it, since permissions alone don't tell (read-only mounts, access lists). A full disk is not a read-only one. */
async function canWrite(files: Files, root: string): Promise<boolean> {
  const probe = at({ root }, '.postil-probe.tmp')
  try {
    await makeFolder(files, at({ root }, layout.derived))
    const file = await files.open(probe, 'w')
    await file.close()
    await files.rm(probe, { force: true })
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    if (isFull(error)) return true
    if (isMissing(error)) throw unreadable(root, error)
    throw writeFailure(error, root, root)
  }
}

/** A library that is there can be read without this work, which a full disk therefore only puts off. */
async function whereRoom(present: LibraryFile | 'damaged' | null, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (present === null || !isFull(error)) throw error
  }
}

/** What is assumed of a library whose format nobody can tell any more: that it is brought to today's again does no harm. */
const OLDEST = 1

/**
 * A damaged `library.json` must not cost a library: it says nothing that cannot be said again, except for the id, which
 * nothing in the library refers to.
 */
async function settleLibraryFile(
  context: Context,
  present: LibraryFile | 'damaged' | null,
  { ids, clock }: OpenOptions,
): Promise<LibraryFile> {
  const path = at(context, layout.library)
  // Read again, now that nobody else can write.
  const bytes = await readOwn(context.files, path)
  const mended = bytes === null || bytes === 'odd' ? null : mendedBytes(bytes)
  const sound = bytes === null || bytes === 'odd' ? null : parseLibraryFile(mended ?? bytes)
  if (sound && mended) await whereRoom(present, () => mendFile(context, layout.library, mended))
  if (sound) return sound
  const library: LibraryFile =
    present === null || present === 'damaged'
      ? { format: present === null ? LIBRARY_FORMAT : OLDEST, id: ids(), createdAt: clock().toISOString() }
      : present
  let kept: string = layout.library
  if (!context.readOnly) {
    await whereRoom(present, async () => {
      if (bytes !== null) kept = await setAside(context, layout.library, { move: false, replaced: true })
      await writeLibraryFile(context, library)
    })
  }
  if (present !== null) context.problems.add(new PostilError('recordRecovered', { path: kept }), layout.library)
  return library
}
