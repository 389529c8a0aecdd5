import { join } from 'node:path'
import type { BackupFile } from '../../core/contract.ts'
import { at, type Context } from '../context.ts'
import { isMissing, namesIn, syncFolder } from '../files.ts'
import { layout } from '../layout.ts'
import type { Work } from './work.ts'
import { type Backup, backupRecords } from './write.ts'

/** Only files of this name are ever removed: nobody else's, and not those from before a change of format. */
const dailyName = /^postil-records-(\d{4}-\d{2}-\d{2})\.zip$/

/** The daily backups, newest first. `createdAt` is when the file was written. */
export async function listBackups(context: Context): Promise<{ folder: string; backups: readonly BackupFile[] }> {
  const folder = at(context, layout.backups)
  const backups: BackupFile[] = []
  for (const name of (await dailyNames(context)).reverse()) {
    const path = join(folder, name)
    try {
      const { size, mtime } = await context.files.stat(path)
      backups.push({ path, createdAt: mtime.toISOString(), bytes: size })
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return { folder, backups }
}

/** Oldest first: their names are their days. */
async function dailyNames(context: Context): Promise<string[]> {
  return (await namesIn(context.files, at(context, layout.backups))).filter((name) => dailyName.test(name))
}

/**
 * Writes the backup of the records of today (UTC), unless there is one, and only then removes the oldest that are more
 * than `kept`. Null where there was nothing to do. A clock that was once far ahead stops nothing: what counts is whether
 * there is one of this very day.
 */
export async function rotateBackups(context: Context, kept: number, work: Work): Promise<Backup | null> {
  const folder = at(context, layout.backups)
  const today = `postil-records-${context.clock().toISOString().slice(0, 10)}.zip`
  const names = await dailyNames(context)
  if (names.includes(today)) return null
  const backup = await backupRecords(context, join(folder, today), work)
  const old = names.slice(0, Math.max(0, names.length + 1 - Math.max(kept, 1)))
  for (const name of old) await context.files.rm(join(folder, name), { force: true })
  if (old.length > 0) await syncFolder(context.files, folder)
  return backup
}
