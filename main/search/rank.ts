import { z } from 'zod'
import type { Query, Term } from '../core/query/types.ts'
import type { Members } from './members.ts'
import { columnsOf, matchOf } from './query.ts'
import { type Column, columns } from './schema.ts'
import type { Statements } from './statements.ts'

/** Where any of the words stands decides first: nothing in a text outweighs a title. */
const tiers: readonly (readonly Column[])[] = [['title'], ['notes'], ['quotes', 'tags', 'byline'], ['body']]
/** The weightiest first. */
const byWeight: readonly Column[] = tiers.flat()

/**
 * So many of each tier, the newest, are compared by their words; those before them follow by their age. What a common
 * word costs is then the same in a small library and in a large one.
 */
const COMPARED = 500
/** Up to so many matches, all are compared. */
const EXACT = 2000
/** No more than this are counted, or can be turned to. */
export const MOST_HITS = 10_000
const BEYOND = Number.MAX_SAFE_INTEGER

const numberSchema = z.object({ n: z.number() })
const allSchema = z.object({ total: z.number(), numbers: z.string() })
const numbersSchema = z.array(z.number())

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
/** How many there are, and their numbers: one search for both, since the beginning of a word takes long to find. */
const allSql = (members: Members) =>
  `SELECT count(*) AS total, json_group_array(n) AS numbers FROM (${newestSql(members)})`

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
  const ranked = (numbers: readonly number[], by: string): number[] => {
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
    if (numbers.length === 0) return []
    return statements.all(numberSchema, rankSql, by, first, last, JSON.stringify(numbers)).map(({ n }) => n)
  }

  const all = statements.get(allSchema, allSql(members), match, BEYOND, ...members.values, MOST_HITS)
  const total = all?.total ?? 0
  if (all === null || total <= EXACT) {
    const numbers = numbersSchema.parse(JSON.parse(all?.numbers ?? '[]'))
    return { numbers: ranked(numbers, match).slice(offset, offset + limit), total }
  }

  const needed = Math.min(offset + limit, total)
  const within = (of: readonly Column[], above: readonly Column[]) => tierMatch(query, match, of, above, scope)
  const groups = groupsOf(newest, within, needed)
  // All at once: to know how rare a word is, bm25 goes through all that have it each time it is asked.
  const compared = groups.flatMap((group) => group.compared)
  const order = new Map(ranked(compared, wordsOf(query.wanted, scope)).map((n, index) => [n, index]))
  const found = groups.flatMap(({ compared, rest }) => [
    ...compared.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
    ...rest,
  ])
  return { numbers: found.slice(offset, needed), total }
}

/**
 * Of many matches, a phrase weighs what its words weigh: to know how rare the phrase is, every text with all of its words
 * would have to be looked through.
 */
function wordsOf(terms: readonly Term[], scope: readonly Column[] | null): string {
  const single = terms.flatMap(({ tokens, prefix }) =>
    tokens.map((token, index) => ({ tokens: [token], prefix: prefix && index === tokens.length - 1 })),
  )
  return matchOf(single, 'AND', scope) ?? ''
}

/** What stands together in the order: those that are compared, and after them the rest of their tier, newest first. */
interface Group {
  readonly compared: readonly number[]
  readonly rest: readonly number[]
}

/** As many groups, in order, as it takes to have so many numbers. */
function groupsOf(
  newest: (of: string, below: number, most: number) => readonly number[],
  within: (of: readonly Column[], above: readonly Column[]) => string | null,
  needed: number,
): readonly Group[] {
  const groups: Group[] = []
  let have = 0
  const add = (of: readonly Column[], above: readonly Column[]): void => {
    const match = have < needed ? within(of, above) : null
    if (match === null) return
    const compared = newest(match, BEYOND, COMPARED)
    have += compared.length
    const oldest = compared.length === COMPARED ? compared.at(-1) : undefined
    const rest = oldest === undefined || have >= needed ? [] : newest(match, oldest, needed - have)
    have += rest.length
    groups.push({ compared, rest })
  }
  const [upper, text] = [tiers.slice(0, -1), tiers.slice(-1)]
  const aboveText = within(upper.flat(), [])
  const few = aboveText === null ? [] : newest(aboveText, BEYOND, COMPARED + 1)
  if (few.length <= COMPARED) {
    // Compared together, they come in the order of their tiers: a single search instead of one for each.
    groups.push({ compared: few, rest: [] })
    have = few.length
  } else {
    for (const [index, of] of upper.entries()) add(of, upper.slice(0, index).flat())
  }
  add(text.flat(), upper.flat())
  return groups
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
  // A single word that stands here is all that was asked for; to look for it twice takes twice as long.
  const alone = query.wanted.length === 1 && query.unwanted.length === 0
  const any = matchOf(query.wanted, 'OR', here) ?? ''
  const within = alone ? any : `(${match}) AND (${any})`
  return higher.length === 0 ? within : `(${within}) NOT (${matchOf(query.wanted, 'OR', higher)})`
}
