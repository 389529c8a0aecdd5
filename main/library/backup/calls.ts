import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { BackupFile, MergeReceipt } from '../../core/contract.ts'
import { PostilError } from '../../core/result.ts'
import { assertWritable, at, type Context } from '../context.ts'
import { writeFailure } from '../failures.ts'
import { layout } from '../layout.ts'
import type { Queued } from '../queues.ts'
import { listBackups, rotateBackups } from './daily.ts'
import { openCopy } from './folder-source.ts'
import { type MergeOptions, mergeInto } from './merge-into.ts'
import type { LibrarySource } from './source.ts'
import type { Work } from './work.ts'
import { type Backup, type BackupOptions, backupAll } from './write.ts'
import { openBackup } from './zip-source.ts'

/** A merge begins with a look at all that is to be merged; what it reads twice counts twice. */
export interface RestoreOptions extends MergeOptions {
  readonly onCheck?: Work['onProgress']
}

/** Copies of a library: those that are made of it, and those that are merged into it. Paths may be relative. */
export interface Backups {
  /** Everything; see `backupAll`. */
  backup(path: string, options?: BackupOptions): Promise<Backup>
  /** Checks a backup, then merges it; see `openBackup` and `mergeInto`. */
  restoreBackup(path: string, options?: RestoreOptions): Promise<MergeReceipt>
  /** Merges the library in another folder; see `openCopy` and `mergeInto`. */
  merge(path: string, options?: MergeOptions): Promise<MergeReceipt>
  /** The daily ones, newest first, and the absolute path of their folder. */
  backups(): Promise<{ readonly folder: string; readonly backups: readonly BackupFile[] }>
  /** See `rotateBackups`; null where none is wanted. One that fails is told of by `problems` until one works. */
  backupDaily(kept: number | null, work?: Work): Promise<Backup | null>
}

/** One backup and one merge at a time. */
export function backupCalls(context: Context, queued: Queued): Backups {
  const merged = (options: MergeOptions, open: () => Promise<LibrarySource>) =>
    queued('merge', async () => {
      assertWritable(context)
      const source = await open()
      try {
        return await mergeInto(context, queued, source, options)
      } finally {
        await source.close()
      }
    })
  return {
    backup: (path, options) =>
      queued('backup', () => {
        const target = resolve(path)
        assertElsewhere(context, target)
        return backupAll(context, target, options)
      }),
    restoreBackup: (path, options = {}) =>
      merged(options, () => openBackup(resolve(path), { ...options, onProgress: options.onCheck })),
    merge: (path, options = {}) => merged(options, () => openCopy(context, path)),
    backups: () => listBackups(context),
    backupDaily: (kept, work = {}) => queued('backup', () => daily(context, kept, work)),
  }
}

/** One that fails has no caller who is told: it stands among the problems until the next one that works. */
async function daily(context: Context, kept: number | null, work: Work): Promise<Backup | null> {
  try {
    const backup = kept === null ? null : await rotateBackups(context, kept, work)
    context.problems.lift('dailyBackupFailed')
    return backup
  } catch (error) {
    if (!work.signal?.aborted) context.problems.stand(dailyFailure(context, error), layout.backups)
    throw error
  }
}

function dailyFailure({ root }: Context, error: unknown): PostilError {
  const { code, message, details } = writeFailure(error, layout.backups, root)
  const reason = typeof details.reason === 'string' ? details.reason : code === 'diskFull' ? 'ENOSPC' : message
  return new PostilError('dailyBackupFailed', { path: at({ root }, layout.backups), reason }, { cause: error })
}

/** An archive is nothing of the library's own files, and must never take the place of one. */
function assertElsewhere({ root }: Context, target: string): void {
  const [folder = ''] = relative(root, target).split(sep)
  const within = folder !== '..' && !isAbsolute(folder) && folder !== layout.backups
  if (within) throw new PostilError('writeFailed', { path: target, reason: 'it is inside the library' })
}
