import type { SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import type { ArticleSummary, Shelf } from '../core/contract.ts'
import { foldTag } from '../core/query/tokens.ts'
import { matchOf, parseQuery } from './query.ts'
import type { Statements } from './statements.ts'
import { summarySchema } from './summary.ts'
import type { ListQuery, SearchIndex } from './types.ts'

export const summaryRowSchema = z.object({
  summary: z.string().transform((json): ArticleSummary => summarySchema.parse(JSON.parse(json))),
})
const totalSchema = z.object({ total: z.number() })

const onShelf: Readonly<Record<Shelf, string>> = {
  reading: 'deleted = 0 AND archived = 0',
  archive: 'deleted = 0 AND archived = 1',
  favourites: 'deleted = 0 AND favourite = 1',
  trash: 'deleted = 1',
  all: 'deleted = 0',
}

const countsSchema = z.object({
  reading: z.number(),
  archive: z.number(),
  favourites: z.number(),
  trash: z.number(),
  all: z.number(),
}) satisfies z.ZodType<Record<Shelf, number>>

const countsSql = `SELECT ${Object.entries(onShelf)
  .map(([shelf, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${shelf}"`)
  .join(', ')} FROM article`

/** Newest first. The counts are those of the whole shelves, whatever is asked for. */
export function listEntries(statements: Statements, query: ListQuery): ReturnType<SearchIndex['list']> {
  const { where, values } = conditions(query)
  const items = statements.all(
    summaryRowSchema,
    `SELECT summary FROM article WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
    ...values,
    query.limit,
    query.offset,
  )
  const total = statements.get(totalSchema, `SELECT count(*) AS total FROM article WHERE ${where}`, ...values)
  const counts = statements.get(countsSchema, countsSql)
  return { items: items.map((row) => row.summary), total: total?.total ?? 0, counts: countsSchema.parse(counts) }
}

function conditions({ shelf, tag, text }: ListQuery): { where: string; values: SQLInputValue[] } {
  const parts = [onShelf[shelf]]
  const values: SQLInputValue[] = []
  if (tag !== undefined) {
    parts.push('n IN (SELECT n FROM tag WHERE folded = ?)')
    values.push(foldTag(tag))
  }
  const { wanted, unwanted } = parseQuery(text ?? '', { typing: true })
  const wantedMatch = matchOf(wanted, 'AND')
  const unwantedMatch = matchOf(unwanted, 'OR')
  if (wantedMatch !== null) {
    parts.push('n IN (SELECT rowid FROM words WHERE words MATCH ?)')
    values.push(wantedMatch)
  }
  if (unwantedMatch !== null) {
    parts.push('n NOT IN (SELECT rowid FROM words WHERE words MATCH ?)')
    values.push(unwantedMatch)
  }
  return { where: parts.join(' AND '), values }
}
