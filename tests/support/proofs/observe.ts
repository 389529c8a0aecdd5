import { deepStrictEqual, equal } from 'node:assert/strict'
import type { ReaderApi } from '../../../main/core/contract.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { unwrap } from '../../../main/core/result.ts'
import { after, type Call, type KnownArticle, NEW_ID, plain, type World } from './world.ts'

const PAGE = 1000

/** What a library shows through the contract. Deleted highlights cannot be seen. The list must say what the files say. */
export async function observe(reader: ReaderApi): Promise<World> {
  const articles: Record<string, KnownArticle> = {}
  for (const shelf of ['all', 'trash'] as const) {
    const { items, total, counts } = unwrap(await reader.listArticles({ shelf, limit: PAGE }))
    deepStrictEqual([total, counts[shelf]], [items.length, items.length], `the counts of the shelf ${shelf}`)
    for (const row of items) {
      const { article, document, highlights } = unwrap(await reader.openArticle({ id: row.id }))
      const shown = { highlights: highlights.length, notes: highlights.filter(({ note }) => note.trim() !== '').length }
      const { id, url, title, tags, archived, favourite, progress } = article
      deepStrictEqual(
        { ...row, tags: [...row.tags] },
        { ...row, title, tags, archived, favourite, progress, ...shown, deletedAt: article.deletedAt ?? null },
        `the row of ${id}`,
      )
      articles[id] = {
        url,
        title,
        text: plain(documentText(document).text),
        tags,
        archived,
        favourite,
        deleted: article.deletedAt !== undefined,
        progress,
        highlights: Object.fromEntries(
          highlights.map((mark) => {
            equal(mark.anchor.status, 'exact', `the highlight ${mark.id}`)
            const { color, note, tags: own, selectors } = mark
            return [mark.id, { quote: plain(selectors.quote.exact), color, note, tags: own, deleted: false }]
          }),
        ),
      }
    }
  }
  return { articles, settings: unwrap(await reader.getSettings({})) }
}

function visible(article: KnownArticle | undefined): KnownArticle | undefined {
  if (!article) return undefined
  const living = Object.entries(article.highlights).filter(([, { deleted }]) => !deleted)
  return { ...article, highlights: Object.fromEntries(living) }
}

/** With the id that a call under way gave to what it made, in the place of NEW_ID. */
function named(world: World, id: string): World {
  const rename = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key === NEW_ID ? id : key, value]))
  const articles = Object.entries(rename(world.articles)).map(
    ([key, article]) => [key, { ...article, highlights: rename(article.highlights) }] as const,
  )
  return { ...world, articles: Object.fromEntries(articles) }
}

/** What came up that nobody expected: the id of the article or highlight that the call under way has made. */
function newcomer(expected: World, seen: World): string {
  const known = new Set(Object.entries(expected.articles).flatMap(([id, one]) => [id, ...Object.keys(one.highlights)]))
  const ids = Object.entries(seen.articles).flatMap(([id, one]) => [id, ...Object.keys(one.highlights)])
  return ids.find((id) => !known.has(id)) ?? NEW_ID
}

/**
 * Compares what is seen with what was acknowledged. Of a call that was under way each article may be as it was before
 * or as it is after, nothing between. Throws an AssertionError; answers the world as it turned out.
 */
export function reconcile(expected: World, pending: Call | null, seen: World): World {
  const done = pending ? named(after(expected, pending, null), newcomer(expected, seen)) : expected
  const ids = [expected, done, seen].flatMap(({ articles }) => Object.keys(articles))
  const articles: Record<string, KnownArticle> = {}
  for (const id of new Set(ids)) {
    const now = visible(seen.articles[id])
    const possible = [expected.articles[id], done.articles[id]]
    const is = possible.find((each) => isSame(visible(each), now))
    // Both ways said, the one that was acknowledged last.
    if (is === undefined && now !== undefined)
      deepStrictEqual(now, visible(possible[0] ?? possible[1]), `article ${id}`)
    if (now === undefined && !possible.includes(undefined)) throw new Error(`lost: article ${id}`)
    if (is) articles[id] = is
  }
  const settings = [expected, done].find((each) => isPart(each.settings, seen.settings))
  if (!settings) deepStrictEqual(seen.settings, { ...seen.settings, ...expected.settings }, 'the settings')
  return { articles, settings: settings?.settings ?? {} }
}

function isSame(one: unknown, other: unknown): boolean {
  try {
    deepStrictEqual(one, other)
    return true
  } catch {
    return false
  }
}

function isPart(part: Readonly<Record<string, unknown>>, whole: Readonly<Record<string, unknown>>): boolean {
  return isSame(whole, { ...whole, ...part })
}
