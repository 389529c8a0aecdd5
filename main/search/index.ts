import { z } from 'zod'
import {
  connectDatabase,
  deleteDatabase,
  indexFailure,
  isDamage,
  isFull,
  type OpenedDatabase,
  openDatabase,
  openInMemory,
} from './database.ts'
import { findEntries } from './find.ts'
import { listEntries, listTags, shelfCounts, summaryRowSchema } from './list.ts'
import { Statements } from './statements.ts'
import type { OwnedIndex, RebuildReason, SearchIndex } from './types.ts'
import { putEntries, removeEntries } from './write.ts'

const stampSchema = z.object({ id: z.string(), n: z.number(), stamp: z.string() })
const idSchema = z.object({ id: z.string() })
const contentSchema = z.object({ n: z.number(), text: z.string(), images: z.number() })
const mediaSchema = z.object({ name: z.string() })

/**
 * Opens the index in a file (`:memory:` for none). A file that is missing, damaged, no database or of another version
 * is begun again; `rebuilt` then says why, and the caller fills it. Damage that shows only later is treated alike: the
 * call throws `indexDamaged`, the index is empty, and `onRebuilt` is told. So is a disk that turns out to be full, but
 * that the call throws `diskFull`, the file stays as it is, and the index goes on in memory.
 * With `shared` the index waits with that for `recover`: another thread has the same file, and must leave it first.
 */
export function openSearchIndex(options: {
  readonly path: string
  readonly shared?: boolean
  readonly onRebuilt?: (reason: RebuildReason) => void
}): OwnedIndex {
  const { path, shared = false } = options
  let opened: OpenedDatabase
  let statements: Statements
  const open = (make: () => OpenedDatabase = () => openDatabase(path)): void => {
    opened = make()
    statements = new Statements(opened.database)
  }
  const close = (): void => {
    if (opened.database.isOpen) opened.database.close()
  }

  function recover(error: unknown): boolean {
    if (isDamage(error)) {
      startOver()
      options.onRebuilt?.('damaged')
    } else if (isFull(error) && opened.rebuilt !== 'memory') {
      close()
      open(openInMemory)
      options.onRebuilt?.('memory')
    } else return false
    return true
  }

  function startOver(): void {
    const { file } = opened
    close()
    if (file !== null) deleteDatabase(file)
    open()
    if (opened.rebuilt === 'new') opened = { ...opened, rebuilt: 'damaged' }
  }

  open()
  const calls = callsOn(
    () => statements,
    (error) => {
      if (!shared) recover(error)
      return indexFailure(error, path)
    },
  )
  return {
    ...calls,
    get rebuilt() {
      return opened.rebuilt
    },
    get location() {
      return opened.location
    },
    // One that nobody shares has begun again by itself.
    recover: (thrown) => (shared ? recover(thrown) : isDamage(thrown) || isFull(thrown)),
    clear() {
      const { file } = opened
      close()
      if (file === null) return open(openInMemory)
      deleteDatabase(file)
      open()
    },
    close,
  }
}

/**
 * A second connection to an index that another thread has opened, by its `location`. It begins nothing again: its calls
 * throw `indexDamaged` or `diskFull`, and the other thread's index recovers.
 */
export function connectIndex(location: string): SearchIndex & { close(): void } {
  const database = connectDatabase(location)
  const statements = new Statements(database)
  return {
    ...callsOn(
      () => statements,
      (error) => indexFailure(error, location),
    ),
    close: () => database.close(),
  }
}

function callsOn(current: () => Statements, failed: (error: unknown) => unknown): SearchIndex {
  function guarded<R>(work: (statements: Statements) => R): R {
    try {
      return work(current())
    } catch (error) {
      throw failed(error)
    }
  }
  return {
    put: (entries) => guarded((s) => putEntries(s, entries)),
    remove: (ids) => guarded((s) => removeEntries(s, ids)),
    stampsAfter: (id, limit) =>
      guarded((s) =>
        s.all(stampSchema, 'SELECT id, n, stamp FROM article WHERE id > ? ORDER BY id LIMIT ?', id, limit),
      ),
    stampOf: (id) =>
      guarded((s) => s.get(stampSchema, 'SELECT id, n, stamp FROM article WHERE id = ?', id)?.stamp ?? null),
    contentOf: (id, hash) =>
      guarded((s) => {
        const sql = `SELECT n, body AS text, images FROM article JOIN source USING (n) WHERE id = ? AND content = ?`
        const found = s.get(contentSchema, sql, id, hash)
        if (!found) return null
        const media = s.all(mediaSchema, 'SELECT name FROM media WHERE n = ?', found.n).map(({ name }) => name)
        return { text: found.text, images: found.images, media }
      }),
    get: (id) =>
      guarded((s) => s.get(summaryRowSchema, 'SELECT summary FROM article WHERE id = ?', id)?.summary ?? null),
    findByKey: (keys) =>
      guarded((s) => {
        // One that can be read before one in the trash.
        const sql = `
          SELECT id FROM article WHERE n IN (SELECT n FROM key WHERE key IN (SELECT value FROM json_each(?)))
          ORDER BY deleted, created_at, id LIMIT 1`
        return s.get(idSchema, sql, JSON.stringify(keys))?.id ?? null
      }),
    mediaUsers: (names) =>
      guarded((s) => {
        const sql = 'SELECT DISTINCT name FROM media WHERE name IN (SELECT value FROM json_each(?))'
        return new Set(s.all(mediaSchema, sql, JSON.stringify(names)).map(({ name }) => name))
      }),
    list: (query) => guarded((s) => listEntries(s, query)),
    counts: () => guarded(shelfCounts),
    search: (query) => guarded((s) => findEntries(s, query)),
    tags: () => guarded(listTags),
  }
}
