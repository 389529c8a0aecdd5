import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { PostilError } from '../core/result.ts'
import { SCHEMA_VERSION, schema } from './schema.ts'
import type { RebuildReason } from './types.ts'

export const IN_MEMORY = ':memory:'

/** Another program (a backup, somebody's curiosity) may have the file for a moment; milliseconds. */
const PATIENCE = { timeout: 500 }

const SQLITE_BUSY = 5
const SQLITE_READONLY = 8
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26
/**
 * Writing, syncing, or making the file that readers share: what SQLite says of a full disk (quotas and limits on the
 * size of files included) where it does not say SQLITE_FULL. The file itself may be as sound as ever.
 */
const ioerrOfWriting: ReadonlySet<number> = new Set([778, 1034, 4618, 4874, 5386])
const sqliteErrorSchema = z.object({ errcode: z.number(), message: z.string() })

/** SQLite's primary result code (extended codes carry it in their lowest byte); null for other errors. */
function sqliteCode(error: unknown): number | null {
  const parsed = sqliteErrorSchema.safeParse(error)
  return parsed.success ? parsed.data.errcode & 0xff : null
}

/** Whether the index's file could not be made or could not grow. */
export function isFull(error: unknown): boolean {
  if (error instanceof PostilError) return error.code === 'diskFull'
  const parsed = sqliteErrorSchema.safeParse(error)
  if (parsed.success) return sqliteCode(error) === SQLITE_FULL || ioerrOfWriting.has(parsed.data.errcode)
  return hasCode(error, noRoom)
}

export function isDamage(error: unknown): boolean {
  if (error instanceof PostilError) return error.code === 'indexDamaged'
  const code = sqliteCode(error)
  // What was read back is no JSON, or not what was put in: a page of the file was lost without SQLite noticing.
  const unreadable = error instanceof SyntaxError || error instanceof z.ZodError
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB || unreadable
}

/** From SQLite's words to an error with a sentence. */
export function indexFailure(error: unknown, path: string): unknown {
  if (error instanceof PostilError) return error
  if (isFull(error)) return new PostilError('diskFull', { path }, { cause: error })
  if (isDamage(error)) {
    const reason = error instanceof Error ? error.message : String(error)
    return new PostilError('indexDamaged', { reason }, { cause: error })
  }
  return error
}

export interface OpenedDatabase {
  readonly database: DatabaseSync
  readonly rebuilt: RebuildReason | null
  /** The file that it is in; null in memory. */
  readonly file: string | null
  /** What another connection of this process can open; null where this one has to have the file alone. */
  readonly location: string | null
}

/**
 * Opens the index's file; one that is damaged or of another version is deleted and begun again, since it is derived.
 * One that another program holds is left to it: a second file beside it is used for the time being. On a full disk a
 * file that is there is used as long as nothing has to be written; else the index lives in memory.
 */
export function openDatabase(path: string): OpenedDatabase {
  if (path === IN_MEMORY) return openInMemory()
  try {
    return openUnlocked(path, false)
  } catch (error) {
    if (!isFull(error)) throw error
  }
  try {
    return openUnlocked(path, true)
  } catch (error) {
    if (!isFull(error)) throw error
    return openInMemory()
  }
}

/** Databases in memory that two threads can share have a name, each its own. https://www.sqlite.org/src/file/src/memdb.c */
let inMemory = 0

export function openInMemory(): OpenedDatabase {
  inMemory += 1
  return { ...begin(`file:/postil-${inMemory}?vfs=memdb`, 'memory'), file: null }
}

/** The second connection to a database that is open; throws `indexDamaged` where it is none of this version. */
export function connectDatabase(location: string): DatabaseSync {
  const database = new DatabaseSync(location, PATIENCE)
  try {
    configure(database)
    if (versionOf(database) !== SCHEMA_VERSION) throw new PostilError('indexDamaged', { reason: 'of another version' })
    return database
  } catch (error) {
    database.close()
    throw indexFailure(error, location)
  }
}

function openUnlocked(path: string, alone: boolean): OpenedDatabase {
  try {
    const opened = openFile(path, alone)
    if (opened.file !== null) deleteDatabase(secondOf(path))
    return opened
  } catch (error) {
    if (sqliteCode(error) !== SQLITE_BUSY) throw error
  }
  try {
    const { rebuilt, ...opened } = openFile(secondOf(path), alone)
    return { ...opened, rebuilt: rebuilt === 'new' ? 'locked' : rebuilt }
  } catch (error) {
    if (sqliteCode(error) === SQLITE_BUSY) return openInMemory()
    throw error
  }
}

function secondOf(path: string): string {
  return path.replace(/(\.sqlite)?$/, '-2$1')
}

/** Throws what `isFull` where there is no room, and SQLITE_BUSY where another program has the file. */
function openFile(path: string, alone: boolean): OpenedDatabase {
  try {
    const found = openExisting(path, alone)
    if (typeof found !== 'string') {
      return { database: found, rebuilt: null, file: path, location: alone ? null : path }
    }
    deleteDatabase(path)
    return begin(path, found)
  } catch (error) {
    const code = sqliteCode(error)
    if (code === SQLITE_BUSY) throw error
    const unwritable = code === SQLITE_CANTOPEN || code === SQLITE_READONLY || isRefusal(error)
    if (unwritable) return openInMemory()
    if (isFull(error)) throw error
    throw indexFailure(error, path)
  }
}

export function deleteDatabase(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${ending}`, { recursive: true, force: true })
}

/** The database, or why there is none that can be used. */
function openExisting(path: string, alone: boolean): DatabaseSync | RebuildReason {
  mkdirSync(dirname(path), { recursive: true })
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path, PATIENCE)
    // Who has a database alone needs no file beside it to share, hence no room.
    if (alone) database.exec('PRAGMA locking_mode = EXCLUSIVE')
    configure(database)
    const version = versionOf(database)
    if (version !== SCHEMA_VERSION) {
      const tables = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()
      database.close()
      return tables || version !== 0 ? 'version' : 'new'
    }
    tryOut(database)
    return database
  } catch (error) {
    if (database?.isOpen) database.close()
    // A folder of this name, a missing table, garbage: whatever it is, it is not the index.
    const code = sqliteCode(error)
    if (code === SQLITE_READONLY || code === SQLITE_BUSY || isRefusal(error)) throw error
    if (isFull(error)) throw error
    if (code === SQLITE_CANTOPEN) tryRoom(path)
    return 'damaged'
  }
}

/** SQLite doesn't tell why the files beside the database cannot be made; the system does. */
function tryRoom(path: string): void {
  const probe = `${path}-probe`
  try {
    writeFileSync(probe, '')
    rmSync(probe, { force: true })
  } catch (error) {
    if (isFull(error)) throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return z.object({ user_version: z.number() }).parse(database.prepare('PRAGMA user_version').get()).user_version
}

/**
 * One look at each table finds a file that was cut or filled with something else; the rest shows when it is used. No
 * look takes longer where there is more.
 */
function tryOut(database: DatabaseSync): void {
  for (const table of ['article', 'tag', 'media', 'tag_count', 'shelf_count']) {
    database.prepare(`SELECT * FROM ${table} LIMIT 1`).get()
  }
  for (const table of ['article', 'source']) database.prepare(`SELECT n FROM ${table} ORDER BY n DESC LIMIT 1`).get()
  database.prepare(`SELECT rowid FROM words WHERE words MATCH '"a"' LIMIT 1`).get()
}

function begin(path: string, rebuilt: RebuildReason): OpenedDatabase {
  const database = new DatabaseSync(path, PATIENCE)
  try {
    configure(database)
    database.exec(`BEGIN; ${schema} COMMIT;`)
    return { database, rebuilt, file: path, location: path }
  } catch (error) {
    database.close()
    // Half an index would take what little room there is.
    if (rebuilt !== 'memory' && isFull(error)) deleteDatabase(path)
    throw error
  }
}

/**
 * WAL, so that readers don't wait; a power cut may cost the last rows, which the stamps then bring back. 16 MB of cache
 * hold what the list of a large library is walked by. The log goes into the file every 32 MB: what many changes touch is
 * written once for all of them.
 */
function configure(database: DatabaseSync): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY')
  database.exec('PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 8192; PRAGMA journal_size_limit = 67108864')
}

const refused = new Set(['EROFS', 'EACCES', 'EPERM'])

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

function isRefusal(error: unknown): boolean {
  return hasCode(error, refused)
}

function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.has(error.code)
}
