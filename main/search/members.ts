import type { SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import type { Shelf } from '../core/contract.ts'
import { foldTag } from '../core/query/tokens.ts'
import type { Filter } from '../core/query/types.ts'
import { filterConditions } from './conditions.ts'
import { onShelf } from './list.ts'
import type { Statements } from './statements.ts'

/** Among which articles the words are looked for: a condition on a row of `words`. */
export interface Members {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** The same as rows: `sql` is what stands between `SELECT n` and what else is asked of them. */
export function memberRows(shelf: Shelf, tag: string | undefined, filters: readonly Filter[]): Members {
  const { parts, values } = filterConditions(filters)
  // By the tag to the articles: SQLite would go through all that are on the shelf.
  const byTag = tag !== undefined || filters.some((filter) => filter.field === 'tag' && !filter.negated)
  const within = tag === undefined ? [] : ['n IN (SELECT n FROM tag WHERE folded = ?)']
  return {
    sql: `FROM article ${byTag ? 'NOT INDEXED ' : ''}WHERE ${[onShelf[shelf], ...within, ...parts].join(' AND ')}`,
    values: [...(tag === undefined ? [] : [foldTag(tag)]), ...values],
  }
}

/** So many are known by their numbers before the words are looked at; of more, most of what is met is one of them. */
const FEW = 20_000
const fewSchema = z.object({ numbers: z.string(), many: z.number() })

/** Null where there is none. */
export function membersOf(
  statements: Statements,
  shelf: Shelf,
  tag: string | undefined,
  filters: readonly Filter[],
): Members | null {
  if (shelf === 'all' && tag === undefined && filters.length === 0) {
    // The plus signs: each is to be looked up where the words lead to it, not the other way round.
    return { sql: '+words.rowid NOT IN (SELECT n FROM article WHERE deleted = 1)', values: [] }
  }
  const { sql, values } = memberRows(shelf, tag, filters)
  const few = statements.get(
    fewSchema,
    `SELECT json_group_array(n) AS numbers, count(*) AS many FROM (SELECT n ${sql} LIMIT ?)`,
    ...values,
    FEW + 1,
  )
  if (few === null || few.many === 0) return null
  if (few.many <= FEW) return { sql: '+words.rowid IN (SELECT value FROM json_each(?))', values: [few.numbers] }
  return { sql: `EXISTS (SELECT 1 ${sql} AND n = words.rowid)`, values }
}
