import { z } from 'zod'
import type { Shelf, Sort } from '../core/contract.ts'
import { parseQuery } from '../core/query/parse.ts'
import { foldTag } from '../core/query/tokens.ts'
import { conditionsOf, shelfOf } from './conditions.ts'
import type { Statements } from './statements.ts'
import { readSummary } from './summary.ts'
import type { ListAnswer, ListQuery } from './types.ts'

export const summaryRowSchema = z.object({ summary: z.string().transform(readSummary) })
const totalSchema = z.object({ total: z.number() })

export const onShelf: Readonly<Record<Shelf, string>> = {
  reading: 'deleted = 0 AND archived = 0',
  archive: 'deleted = 0 AND archived = 1',
  favourites: 'deleted = 0 AND favourite = 1',
  trash: 'deleted = 1',
  all: 'deleted = 0',
}

/** Each order with the index that has it; the id makes it a total one. */
const orders: Readonly<Record<Sort, Order>> = {
  newest: { key: 'created_at', falling: true, index: 'article_by_age' },
  oldest: { key: 'created_at', falling: false, index: 'article_by_age' },
  updated: { key: 'updated_at', falling: true, index: 'article_by_change' },
  published: { key: 'published_at', falling: true, index: 'article_by_publication' },
  title: { key: 'title_key', falling: false, index: 'article_by_title' },
  longest: { key: 'length', falling: true, index: 'article_by_length' },
  shortest: { key: 'length', falling: false, index: 'article_by_length' },
}

interface Order {
  readonly key: string
  readonly falling: boolean
  readonly index: string
}

function orderBy(key: string, falling: boolean): string {
  return falling ? `${key} DESC, id DESC` : `${key}, id`
}

const countsSchema = z.object({
  reading: z.number(),
  archive: z.number(),
  favourites: z.number(),
  trash: z.number(),
  all: z.number(),
}) satisfies z.ZodType<Record<Shelf, number>>

const perShelf = Object.entries(onShelf)
  .map(([shelf, condition]) => `coalesce(sum(articles) FILTER (WHERE ${condition}), 0) AS "${shelf}"`)
  .join(', ')

export function shelfCounts(statements: Statements): Readonly<Record<Shelf, number>> {
  return countsSchema.parse(statements.get(countsSchema, `SELECT ${perShelf} FROM shelf_count`))
}

function tagCounts(statements: Statements, tag: string): Readonly<Record<Shelf, number>> {
  const sql = `SELECT ${perShelf} FROM tag_count WHERE folded = ?`
  return countsSchema.parse(statements.get(countsSchema, sql, foldTag(tag)))
}

/** The counts are those of the whole shelves, whatever is asked for. */
export function listEntries(statements: Statements, query: ListQuery): ListAnswer {
  const { tag } = query
  const parsed = parseQuery(query.text ?? '', { typing: true })
  const { mistakes } = parsed
  const shelf = shelfOf(parsed, query.shelf)
  const counts = shelfCounts(statements)
  const search = conditionsOf(parsed)
  const tagged = tag === undefined ? null : tagCounts(statements, tag)[shelf]
  if (tagged === 0) return { items: [], total: 0, counts, mistakes }

  const where = [onShelf[shelf], ...search.parts].join(' AND ')
  const within = tag === undefined ? '' : 'AND n IN (SELECT n FROM tag WHERE folded = ?)'
  const values = [...search.values, ...(tag === undefined ? [] : [foldTag(tag)])]
  const total =
    search.parts.length === 0
      ? (tagged ?? counts[shelf])
      : (statements.get(totalSchema, `SELECT count(*) AS total FROM article WHERE ${where} ${within}`, ...values)
          ?.total ?? 0)

  if (total === 0) return { items: [], total, counts, mistakes }

  const { key, falling, index } = orders[query.sort ?? 'newest']
  const page = pageOf(query, total)
  // What the words or the tag leave can be looked up; any other condition has to be tried on each article anyway.
  const few = matching(search.parts) ? total : tagged
  const walk = few === null || worthWalking(few, counts[shelf], page.offset + page.limit)
  const has = 'AND EXISTS (SELECT 1 FROM tag WHERE tag.n = article.n AND folded = ?)'
  const from = walk ? `article INDEXED BY ${index}` : 'article NOT INDEXED'
  const narrowed = `${where} ${walk && tag !== undefined ? has : within}`
  // The rows are looked up for what is shown only: a long way into the list costs the index's entries alone.
  const sql = `
    SELECT summary FROM (
      SELECT n AS chosen FROM ${from} WHERE ${narrowed}
      ORDER BY ${orderBy(key, falling !== page.fromEnd)} LIMIT ? OFFSET ?
    ) CROSS JOIN article ON n = chosen ORDER BY ${orderBy(key, falling)}`
  const rows = statements.all(summaryRowSchema, sql, ...values, page.limit, page.offset)
  return { items: rows.map((row) => row.summary), total, counts, mistakes }
}

/** Whoever is past the middle of the list is nearer to its end, and counted from there. */
function pageOf({ offset, limit }: Pick<ListQuery, 'offset' | 'limit'>, total: number) {
  if (offset <= total / 2) return { offset, limit, fromEnd: false }
  const there = Math.max(0, Math.min(limit, total - offset))
  return { offset: Math.max(0, total - offset - there), limit: there, fromEnd: true }
}

function matching(parts: readonly string[]): boolean {
  return parts.some((part) => part.startsWith('n IN (SELECT rowid FROM words'))
}

/**
 * Whether going down the list until enough of the few that fit have been met is less work than sorting them all.
 * Sorting costs some three times as much for each.
 */
function worthWalking(few: number, onShelf: number, wanted: number): boolean {
  return (Math.min(wanted, few) * onShelf) / few < 3 * few
}

const tagCountSchema = z.object({ tag: z.string(), count: z.number() })

/** Of what is not in the trash, most used first. */
export function listTags(statements: Statements): z.infer<typeof tagCountSchema>[] {
  return statements.all(
    tagCountSchema,
    `SELECT min(tag) AS tag, sum(articles) AS count FROM tag_count WHERE deleted = 0
     GROUP BY folded ORDER BY count DESC, folded`,
  )
}
