import { z } from 'zod'
import {
  deleteDatabase,
  IN_MEMORY,
  indexFailure,
  isDamage,
  isFull,
  type OpenedDatabase,
  openDatabase,
  openInMemory,
} from './database.ts'
import { findEntries } from './find.ts'
import { listEntries, summaryRowSchema } from './list.ts'
import { Statements } from './statements.ts'
import type { RebuildReason, SearchIndex } from './types.ts'
import { putEntries, removeEntry } from './write.ts'

const stampSchema = z.object({ id: z.string(), stamp: z.string() })
const idSchema = z.object({ id: z.string() })
const tagCountSchema = z.object({ tag: z.string(), count: z.number() })

/**
 * Opens the index in a file (`:memory:` for none). A file that is missing, damaged, no database or of another version
 * is begun again; `rebuilt` then says why, and the caller fills it (`syncIndex`). Damage that shows only later is
 * treated alike: the call throws `indexDamaged`, the index is empty, and `onRebuilt` is told. So is a disk that turns
 * out to be full, but that the call throws `diskFull`, the file stays as it is, and the index goes on in memory.
 */
export function openSearchIndex(options: {
  readonly path: string
  readonly onRebuilt?: (reason: RebuildReason) => void
}): SearchIndex {
  const { path } = options
  let opened: OpenedDatabase
  let statements: Statements
  const open = (make: () => OpenedDatabase = () => openDatabase(path)): void => {
    opened = make()
    statements = new Statements(opened.database)
  }
  const close = (): void => {
    if (opened.database.isOpen) opened.database.close()
  }

  /** Runs a call; damage costs the index its content, never the process. */
  function guarded<R>(work: (statements: Statements) => R): R {
    try {
      return work(statements)
    } catch (error) {
      if (isDamage(error)) {
        startOver()
        options.onRebuilt?.('damaged')
      } else if (isFull(error) && opened.rebuilt !== 'memory') {
        close()
        open(openInMemory)
        options.onRebuilt?.('memory')
      }
      throw indexFailure(error, path)
    }
  }

  function startOver(): void {
    close()
    if (path !== IN_MEMORY) deleteDatabase(path)
    open()
    if (opened.rebuilt === 'new') opened = { ...opened, rebuilt: 'damaged' }
  }

  open()
  return {
    get rebuilt() {
      return opened.rebuilt
    },
    put: (entry) => guarded((s) => putEntries(s, [entry])),
    putMany: (entries) => guarded((s) => putEntries(s, entries)),
    remove: (id) => guarded((s) => removeEntry(s, id)),
    stamps: () =>
      guarded((s) => {
        const rows = s.all(stampSchema, 'SELECT id, stamp FROM article ORDER BY id')
        return new Map(rows.map(({ id, stamp }) => [id, stamp]))
      }),
    stampOf: (id) =>
      guarded((s) => s.get(stampSchema, 'SELECT id, stamp FROM article WHERE id = ?', id)?.stamp ?? null),
    get: (id) =>
      guarded((s) => s.get(summaryRowSchema, 'SELECT summary FROM article WHERE id = ?', id)?.summary ?? null),
    findByCanonicalUrl: (url) =>
      guarded((s) => {
        // One that can be read before one in the trash.
        const sql = 'SELECT id FROM article WHERE canonical_url = ? ORDER BY deleted, created_at, id LIMIT 1'
        return s.get(idSchema, sql, url)?.id ?? null
      }),
    list: (query) => guarded((s) => listEntries(s, query)),
    search: (query, limit) => guarded((s) => findEntries(s, query, limit)),
    tags: () =>
      guarded((s) =>
        s.all(
          tagCountSchema,
          `SELECT min(tag) AS tag, count(*) AS count FROM tag JOIN article USING (n) WHERE deleted = 0
           GROUP BY folded ORDER BY count DESC, folded`,
        ),
      ),
    clear: () =>
      guarded(() => {
        close()
        if (path !== IN_MEMORY) deleteDatabase(path)
        open()
      }),
    close,
  }
}
