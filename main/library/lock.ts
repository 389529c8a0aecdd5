import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { PostilError } from '../core/result.ts'
import { at } from './context.ts'
import { isFull, reasonOf } from './failures.ts'
import { errorCode } from './files.ts'
import { layout } from './layout.ts'

const SQLITE_BUSY = 5
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26
const sqliteErrorSchema = z.object({ errcode: z.number() })

export interface Lock {
  /** Grows when the lock is taken anew: in between, somebody else may have had the library, and gone again. */
  readonly epoch: number
  /**
   * Before anything is written: sees to it that the library is still held. A person may delete the lock's file at any
   * time, and then another process gets a lock of its own; so it is taken anew at once. Throws `libraryLocked` as long as
   * somebody else has it. Takes microseconds.
   */
  assure(): void
  release(): void
}

/** A file of its own, and the connection that holds it. */
interface Held {
  readonly database: DatabaseSync
  /** Nobody else's file can have it while this one is open, deleted or not. */
  readonly identity: string
}

/** How often a lock is taken whose file is deleted in this very moment. */
const TRIES = 5

/**
 * Holds a library for this process alone: an exclusive transaction on a database that holds nothing. The operating
 * system frees it when the process ends, however it ends. Nobody else may open the file in this process, since closing
 * any descriptor of it would drop the lock (https://sqlite.org/howtocorrupt.html#posix_close_bug).
 * Needs no room on the disk but for the file's name. Throws `libraryLocked`, `diskFull`, `libraryUnreadable`.
 */
export function lockLibrary(root: string): Lock {
  const path = at({ root }, layout.lock)
  let held = take(root, path)
  let epoch = 0
  return {
    get epoch() {
      return epoch
    },
    assure() {
      if (!held.database.isOpen || identityOf(root, path) === held.identity) return
      const { database } = held
      held = take(root, path)
      epoch += 1
      // The old file is another one, so closing it frees nothing of the new one.
      database.close()
    },
    release() {
      if (held.database.isOpen) held.database.close()
    },
  }
}

function take(root: string, path: string): Held {
  try {
    for (let tried = 1; tried <= TRIES; tried++) {
      makeFile(path)
      const before = identityOf(root, path)
      const database = hold(path)
      if (database === null) continue
      // Deleted in between, the file that is held is not the one that others see.
      if (before !== null && before === identityOf(root, path)) return { database, identity: before }
      database.close()
    }
  } catch (error) {
    throw unlockable(root, error)
  }
  throw new PostilError('libraryLocked', { path: root })
}

/** Null where there is no such file. */
function identityOf(root: string, path: string): string | null {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stats ? `${stats.dev}-${stats.ino}` : null
  } catch (error) {
    throw unlockable(root, error)
  }
}

/** SQLite wouldn't tell why a file cannot be made. One that is there is somebody's, and left alone. */
function makeFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '', { flag: 'wx' })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

/** Null where it was no database, which nobody can hold, and is gone now; or where it was gone already. */
function hold(path: string): DatabaseSync | null {
  try {
    return begin(path)
  } catch (error) {
    const code = primaryCode(error)
    if (code === SQLITE_CANTOPEN && !statSync(path, { throwIfNoEntry: false })) return null
    if (code !== SQLITE_NOTADB) throw error
    rmSync(path, { force: true })
    return null
  }
}

function begin(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    // In memory, since a journal's file would need room; nothing is ever written that it could be needed for.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** Extended codes carry the primary one in their lowest byte. */
function primaryCode(error: unknown): number | null {
  const parsed = sqliteErrorSchema.safeParse(error)
  return parsed.success ? parsed.data.errcode & 0xff : null
}

function unlockable(root: string, error: unknown): PostilError {
  if (error instanceof PostilError) return error
  if (primaryCode(error) === SQLITE_BUSY) return new PostilError('libraryLocked', { path: root }, { cause: error })
  const full = isFull(error) || primaryCode(error) === SQLITE_FULL
  if (full) return new PostilError('diskFull', { path: root }, { cause: error })
  return new PostilError('libraryUnreadable', { path: root, reason: reasonOf(error) }, { cause: error })
}
