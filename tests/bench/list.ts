import path from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { Params } from '../../main/core/contract.ts'
import { foldTag } from '../../main/core/query/tokens.ts'
import { unwrap } from '../../main/core/result.ts'
import type { Postil } from '../../main/postil.ts'
import { type Figure, median, p95, say, time } from './figures.ts'
import { libraryOf, openHost, sized, verified } from './libraries.ts'

const COUNT = sized(100_000)
const WARM_UP = 1
const ROUNDS = 6
const PAGE = 100

/** One question, to Postil and in plain SQL: statements with their values, all of whose rows are read. */
interface Question {
  readonly group: 'listing' | 'filtering' | 'sorting' | 'tag-counts'
  readonly ask: (postil: Postil) => Promise<unknown>
  readonly sql: readonly (readonly [string, ...SQLInputValue[]])[]
}

const shelves = {
  reading: 'deleted = 0 AND archived = 0',
  archive: 'deleted = 0 AND archived = 1',
  favourites: 'deleted = 0 AND favourite = 1',
  trash: 'deleted = 1',
  all: 'deleted = 0',
} as const
const orders = {
  newest: 'created_at DESC, id DESC',
  oldest: 'created_at, id',
  updated: 'updated_at DESC, id DESC',
  published: 'published_at DESC, id DESC',
  title: 'title_key, id',
  longest: 'length DESC, id DESC',
  shortest: 'length, id',
} as const
type Shelf = keyof typeof shelves
type Sort = keyof typeof orders

const counts = 'SELECT deleted, archived, favourite, articles FROM shelf_count'

/** Filters of the query language with what they mean for a row. */
const filters = {
  'is:unread lang:fr': "unread = 1 AND lang = 'fr'",
  'has:highlight is:favourite': 'highlights > 0 AND favourite = 1',
  'has:image': 'images > 0',
  'after:2024-01-01 before:2024-07-01': "created_at >= '2024-01-01' AND created_at < '2024-07-01'",
} as const

function list(group: Question['group'], params: Params<'listArticles'>): Question {
  const { shelf = 'reading', sort = 'newest', offset = 0, tag, text } = params
  const on = shelves[shelf as Shelf]
  const order = `ORDER BY ${orders[sort as Sort]} LIMIT ${PAGE} OFFSET ${offset}`
  const filter = text === undefined ? '' : ` AND ${filters[text as keyof typeof filters]}`
  const within = tag === undefined ? '' : ' AND n IN (SELECT n FROM tag WHERE folded = ?)'
  const values = tag === undefined ? [] : [foldTag(tag)]
  const sql: Question['sql'][number][] = [
    [`SELECT summary FROM article WHERE ${on}${filter}${within} ${order}`, ...values],
    [counts],
  ]
  if (filter !== '') sql.push([`SELECT count(*) FROM article WHERE ${on}${filter}${within}`, ...values])
  if (tag !== undefined) sql.push(['SELECT * FROM tag_count WHERE folded = ?', ...values])
  return { group, sql, ask: async ({ reader }) => unwrap(await reader.listArticles({ ...params, limit: PAGE })) }
}

function questions(tags: readonly string[]): Question[] {
  const asked: Question[] = []
  for (const shelf of Object.keys(shelves) as Shelf[]) {
    for (const offset of [0, PAGE, 1000]) asked.push(list('listing', { shelf, offset }))
  }
  for (const offset of [20_000, 60_000]) asked.push(list('listing', { shelf: 'all', offset }))
  for (const sort of Object.keys(orders) as Sort[]) {
    for (const shelf of ['reading', 'all', 'favourites'] as const) {
      for (const offset of [0, 3 * PAGE]) asked.push(list('sorting', { shelf, sort, offset }))
    }
    asked.push(list('sorting', { shelf: 'all', sort, offset: 20_000 }))
  }
  for (const tag of tags) {
    asked.push(list('filtering', { tag, shelf: 'all' }), list('filtering', { tag, shelf: 'reading', sort: 'title' }))
  }
  for (const text of Object.keys(filters)) {
    asked.push(
      list('filtering', { text, shelf: 'all' }),
      list('filtering', { text, shelf: 'reading', sort: 'updated' }),
    )
  }
  const counted: Question = {
    group: 'tag-counts',
    ask: async ({ reader }) => unwrap(await reader.listTags({})),
    sql: [
      [
        `SELECT min(tag) AS tag, sum(articles) AS count FROM tag_count WHERE deleted = 0
         GROUP BY folded ORDER BY count DESC, folded`,
      ],
    ],
  }
  return [...asked, counted, counted, counted]
}

/**
 * Questions as the window's list asks them, in a library of 100,000: the call of the reader's API against plain prepared
 * statements on the same index file over a connection of its own: the page's rows (each parsed from JSON, without which
 * it is no row) and, for the numbers that the answer has besides, the rows of the table of counts or a `count(*)`. The
 * statements have the obvious form and no hints. Both sides take turns, question by question.
 */
export async function benchList(): Promise<Figure[]> {
  const folder = await libraryOf(COUNT)
  const postil = await openHost(folder)
  const figures: Figure[] = []
  try {
    await postil.ready
    const plain = new DatabaseSync(path.join(folder, '.index', 'index.sqlite'), { readOnly: true })
    const { tags } = unwrap(await postil.reader.listTags({}))
    const some = [0, 1, 5, 20, 100, 300].map((rank) => tags[rank]?.tag ?? '').filter((tag) => tag !== '')
    const asked = questions(some).map((question) => ({
      ...question,
      sql: question.sql.map(([sql, ...values]) => ({ statement: plain.prepare(sql), values })),
      ours: [] as number[],
      theirs: [] as number[],
    }))
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const { ask, sql, ours, theirs } of asked) {
        const taken = await time(() => ask(postil))
        const bare = await time(() => {
          for (const { statement, values } of sql) {
            for (const row of statement.all(...values)) if (typeof row.summary === 'string') JSON.parse(row.summary)
          }
        })
        if (round < WARM_UP) continue
        ours.push(taken)
        theirs.push(bare)
      }
    }
    plain.close()
    for (const group of ['listing', 'filtering', 'sorting', 'tag-counts'] as const) {
      const of = asked.filter((question) => question.group === group)
      const [ours, theirs] = [p95(of.flatMap((each) => each.ours)), p95(of.flatMap((each) => each.theirs))]
      const ratios = of.map((each) => median(each.ours) / median(each.theirs))
      say(
        `${group}: ${of.length} questions, their ratios ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
      )
      figures.push(
        { figure: `${group}-p95`, value: ours, goal: null, unit: 'ms' },
        { figure: `${group}-p95-to-bare-sql`, value: ours / theirs, goal: 2 },
      )
    }
  } finally {
    await postil.close()
  }
  return [...figures, await verified(folder)]
}
