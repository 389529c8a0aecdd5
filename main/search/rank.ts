import { z } from 'zod'
import type { Query } from '../core/query/types.ts'
import type { Members } from './members.ts'
import { columnsOf, matchOf } from './query.ts'
import { type Column, columns } from './schema.ts'
import type { Statements } from './statements.ts'

/** Where any of the words stands decides first: nothing in a text outweighs a title. */
const tiers: readonly (readonly Column[])[] = [['title'], ['notes'], ['quotes', 'tags', 'byline'], ['body']]
/** The weightiest first. */
export const byWeight: readonly Column[] = tiers.flat()

/**
 * So many of each tier, the newest, are compared by their words; those before them follow by their age. What a common
 * word costs is then the same in a small library and in a large one.
 */
const COMPARED = 500
/** No more than this are counted, or can be turned to. */
export const MOST_HITS = 10_000
const BEYOND = Number.MAX_SAFE_INTEGER

const numberSchema = z.object({ n: z.number() })
const totalSchema = z.object({ total: z.number() })

/** bm25 of some columns alone: below zero where a word stands in one of them, else zero. */
function bm25Of(only: readonly Column[]): string {
  return `bm25(words, ${columns.map((column) => (only.includes(column) ? 1 : 0)).join(', ')})`
}
const tier = `CASE ${tiers.map((of, index) => `WHEN ${bm25Of(of)} < 0 THEN ${index}`).join(' ')} ELSE ${tiers.length} END`
/**
 * Each column's own bm25, four times as weighty as the next one's. One bm25 over all columns would not do: it levels off
 * with the number of occurrences, so that a word often in the text would beat the same word in a title.
 */
const score = byWeight.map((column, index) => `${4 ** (byWeight.length - 1 - index)} * ${bm25Of([column])}`).join(' + ')

/** In the order of their numbers, the newest first. */
const newestSql = (members: Members) =>
  `SELECT rowid AS n FROM words WHERE words MATCH ? AND rowid < ? AND ${members.sql} ORDER BY rowid DESC LIMIT ?`
const rankSql = `
  SELECT rowid AS n FROM words
  WHERE words MATCH ? AND rowid >= ? AND rowid <= ? AND +rowid IN (SELECT value FROM json_each(?))
  ORDER BY ${tier}, ${score}, rowid DESC`
const totalSql = (members: Members) =>
  `SELECT count(*) AS total FROM (SELECT 1 FROM words WHERE words MATCH ? AND ${members.sql} LIMIT ?)`

/**
 * The numbers of the articles that have all words of a query, best first: by tier, then by bm25, the newer of two that
 * are alike; and how many there are, up to `MOST_HITS`.
 */
export function rankedNumbers(
  statements: Statements,
  query: Query,
  members: Members,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly numbers: readonly number[]; readonly total: number } {
  const scope = columnsOf(query.scopes)
  const wanted = matchOf(query.wanted, 'AND', scope)
  const unwanted = matchOf(query.unwanted, 'OR', scope)
  if (wanted === null) return { numbers: [], total: 0 }
  const match = unwanted === null ? wanted : `(${wanted}) NOT (${unwanted})`

  const newest = (of: string, below: number, most: number): number[] =>
    statements.all(numberSchema, newestSql(members), of, below, ...members.values, most).map(({ n }) => n)
  const ranked = (numbers: readonly number[]): number[] => {
    const [last, first] = [numbers[0], numbers.at(-1)]
    if (last === undefined || first === undefined) return []
    return statements.all(numberSchema, rankSql, match, first, last, JSON.stringify(numbers)).map(({ n }) => n)
  }

  const some = newest(match, BEYOND, COMPARED + 1)
  if (some.length <= COMPARED) return { numbers: ranked(some).slice(offset, offset + limit), total: some.length }

  const total = statements.get(totalSchema, totalSql(members), match, ...members.values, MOST_HITS)?.total ?? 0
  const needed = Math.min(offset + limit, total)
  const found: number[] = []
  for (const [index, of] of tiers.entries()) {
    if (found.length >= needed) break
    const inTier = tierMatch(query, match, of, tiers.slice(0, index).flat(), scope)
    if (inTier === null) continue
    const compared = newest(inTier, BEYOND, COMPARED)
    found.push(...ranked(compared))
    const missing = needed - found.length
    const oldest = compared.at(-1)
    if (compared.length === COMPARED && missing > 0 && oldest !== undefined)
      found.push(...newest(inTier, oldest, missing))
  }
  return { numbers: found.slice(offset, needed), total }
}

/** What matches with a word in these columns and none in those above; null where the words are not looked for there. */
function tierMatch(
  query: Query,
  match: string,
  of: readonly Column[],
  above: readonly Column[],
  scope: readonly Column[] | null,
): string | null {
  const looked = (some: readonly Column[]) => some.filter((column) => scope === null || scope.includes(column))
  const [here, higher] = [looked(of), looked(above)]
  if (here.length === 0) return null
  const within = `(${match}) AND (${matchOf(query.wanted, 'OR', here)})`
  return higher.length === 0 ? within : `(${within}) NOT (${matchOf(query.wanted, 'OR', higher)})`
}
