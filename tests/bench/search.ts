import { rm } from 'node:fs/promises'
import path from 'node:path'
import { unwrap } from '../../main/core/result.ts'
import type { Postil } from '../../main/postil.ts'
import { openBareFts } from './bareFts.ts'
import { type Figure, median, p95, say, time } from './figures.ts'
import { libraryOf, openHost, scratch, sized, verified } from './libraries.ts'
import { type Query, queryMix } from './queries.ts'
import { wrongOrders } from './ranking.ts'

const SMALL = sized(10_000)
const LARGE = sized(100_000)
const WARM_UP = 1
const ROUNDS = 7

async function ask({ reader }: Postil, { query, typing = false }: Query): Promise<number> {
  const { hits } = unwrap(await reader.search({ query, typing, limit: 50 }))
  return hits.length
}

/** Median and 95th percentile of each kind of query, for whoever looks for where the time goes. */
function tell(title: string, taken: readonly (readonly [Query, number[]])[]): void {
  const kinds = [...new Set(taken.map(([{ kind }]) => kind))]
  const parts = kinds.map((kind) => {
    const all = taken.filter(([query]) => query.kind === kind).flatMap(([, each]) => each)
    return `${kind} ${median(all).toFixed(1)}/${p95(all).toFixed(1)}`
  })
  say(`${title}: ${parts.join(', ')} ms`)
}

/**
 * The call `search` of the reader's API, 50 hits with their snippets, in libraries of 10,000 and 100,000 articles of 600
 * words; at 10,000 against one plain FTS5 table with the same texts (`unicode61 remove_diacritics 2`, `prefix '2 3'`),
 * on a connection of its own: `SELECT rowid, bm25(…), snippet(…) … MATCH ? ORDER BY bm25(…) LIMIT 50`, all rows read.
 * Queries: rare, middling, common and very common words, two and three words, phrases, beginnings while typing,
 * substrings of scripts without spaces (in the bare table phrases of the same pairs of characters), and words with a
 * filter (of which the bare side asks the words alone). All sides take turns, query by query.
 */
export async function benchSearch(): Promise<Figure[]> {
  const [smallFolder, largeFolder] = [await libraryOf(SMALL), await libraryOf(LARGE)]
  const folder = await scratch('search')
  const bare = openBareFts(folder, path.join(smallFolder, '.index', 'index.sqlite'))
  say('the bare table is filled')
  const small = await openHost(smallFolder)
  const large = await openHost(largeFolder)
  const sides = {
    bare: (query: Query) => bare.ask(query),
    small: (query: Query) => ask(small, query),
    large: (query: Query) => ask(large, query),
  }
  const names = ['bare', 'small', 'large'] as const
  const taken = queryMix().map((query) => ({
    query,
    bare: [] as number[],
    small: [] as number[],
    large: [] as number[],
  }))
  try {
    await Promise.all([small.ready, large.ready])
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const each of taken) {
        for (const name of names) {
          const ms = await time(() => sides[name](each.query))
          if (round >= WARM_UP) each[name].push(ms)
        }
      }
    }
  } finally {
    await small.close()
    await large.close()
    bare.close()
  }
  for (const name of names)
    tell(
      name,
      taken.map((each) => [each.query, each[name]] as const),
    )
  const all = (name: (typeof names)[number]): number => p95(taken.flatMap((each) => each[name]))
  const wrong = await wrongOrders(path.join(folder, 'ranking'))
  await rm(folder, { recursive: true, force: true })
  return [
    { figure: 'bare-fts5-p95-of-10000', value: all('bare'), goal: null, unit: 'ms' },
    { figure: 'p95-of-10000', value: all('small'), goal: null, unit: 'ms' },
    { figure: 'p95-of-100000', value: all('large'), goal: null, unit: 'ms' },
    { figure: 'p95-to-bare-fts5', value: all('small') / all('bare'), goal: 1.5 },
    { figure: 'p95-of-100000-to-of-10000', value: all('large') / all('small'), goal: 5 },
    { figure: 'wrong-orders', value: wrong, goal: 0 },
    await verified(smallFolder),
    await verified(largeFolder),
  ]
}
