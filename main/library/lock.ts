import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { PostilError } from '../core/result.ts'
import { at } from './context.ts'
import { reasonOf } from './failures.ts'
import { layout } from './layout.ts'

const SQLITE_BUSY = 5
const SQLITE_NOTADB = 26
const sqliteErrorSchema = z.object({ errcode: z.number() })

export interface Lock {
  release(): void
}

/**
 * Holds a library for this process alone: an exclusive transaction on a database that holds nothing. The operating
 * system frees it when the process ends, however it ends. Nobody else may open the file in this process, since closing
 * any descriptor of it would drop the lock (https://sqlite.org/howtocorrupt.html#posix_close_bug).
 * Throws `libraryLocked`.
 */
export function lockLibrary(root: string): Lock {
  const path = at({ root }, layout.lock)
  try {
    return hold(path)
  } catch (error) {
    if (primaryCode(error) === SQLITE_BUSY) throw new PostilError('libraryLocked', { path: root }, { cause: error })
    if (primaryCode(error) !== SQLITE_NOTADB) throw unlockable(root, error)
  }
  // Not a database, so nobody holds it.
  rmSync(path, { force: true })
  try {
    return hold(path)
  } catch (error) {
    throw unlockable(root, error)
  }
}

function hold(path: string): Lock {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
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
  return new PostilError('libraryUnreadable', { path: root, reason: reasonOf(error) }, { cause: error })
}
