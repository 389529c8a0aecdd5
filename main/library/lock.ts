import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
  release(): void
}

/**
 * Holds a library for this process alone: an exclusive transaction on a database that holds nothing. The operating
 * system frees it when the process ends, however it ends. Nobody else may open the file in this process, since closing
 * any descriptor of it would drop the lock (https://sqlite.org/howtocorrupt.html#posix_close_bug).
 * Needs no room on the disk but for the file's name. Throws `libraryLocked`, `diskFull`, `libraryUnreadable`.
 */
export function lockLibrary(root: string): Lock {
  const path = at({ root }, layout.lock)
  try {
    return hold(path)
  } catch (error) {
    if (primaryCode(error) === SQLITE_BUSY) throw new PostilError('libraryLocked', { path: root }, { cause: error })
    if (primaryCode(error) === SQLITE_CANTOPEN && !existsSync(path)) return holdNew(root, path)
    if (primaryCode(error) !== SQLITE_NOTADB) throw unlockable(root, error)
  }
  // Not a database, so nobody holds it.
  rmSync(path, { force: true })
  return holdNew(root, path)
}

function holdNew(root: string, path: string): Lock {
  try {
    makeFile(path)
    return hold(path)
  } catch (error) {
    throw unlockable(root, error)
  }
}

/** SQLite wouldn't tell why a file cannot be made. One that is there by now is somebody's, and left alone. */
function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '', { flag: 'wx' })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function hold(path: string): Lock {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    // In memory, since a journal's file would need room; nothing is ever written that it could be needed for.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw error
  }
  return {
    release() {
      if (database.isOpen) database.close()
    },
  }
}

/** Extended codes carry the primary one in their lowest byte. */
function primaryCode(error: unknown): number | null {
  const parsed = sqliteErrorSchema.safeParse(error)
  return parsed.success ? parsed.data.errcode & 0xff : null
}

function unlockable(root: string, error: unknown): PostilError {
  if (primaryCode(error) === SQLITE_BUSY) return new PostilError('libraryLocked', { path: root }, { cause: error })
  const full = isFull(error) || primaryCode(error) === SQLITE_FULL
  if (full) return new PostilError('diskFull', { path: root }, { cause: error })
  return new PostilError('libraryUnreadable', { path: root, reason: reasonOf(error) }, { cause: error })
}
