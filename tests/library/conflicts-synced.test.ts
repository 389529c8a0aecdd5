import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJSON } from '../../main/core/merge/canonical.ts'
import { explainArticle, mergeHighlights } from '../../main/core/merge/index.ts'
import type { Article, ArticlePart } from '../../main/core/model/article.ts'
import { buried, revived, touched } from '../../main/core/model/changes.ts'
import type { Highlight, HighlightPart } from '../../main/core/model/highlight.ts'
import { parseSummed } from '../../main/library/parse.ts'
import type { Library } from '../../main/library/types.ts'
import { freshPath, highlight, newArticle, openAt } from './support.ts'

/** What one person does on one of two machines; the clocks of both may say the same, or be behind. */
interface Act {
  readonly side: 0 | 1
  readonly article: 0 | 1
  readonly mark: number
  readonly minute: number
  readonly what: string
  readonly text: string
}

const act: fc.Arbitrary<Act> = fc.record({
  side: fc.constantFrom(0 as const, 1 as const),
  article: fc.constantFrom(0 as const, 1 as const),
  mark: fc.nat(2),
  minute: fc.nat(5),
  what: fc.constantFrom(
    ...['title', 'tags', 'favourite', 'delete', 'restore', 'by hand', 'unknown'],
    ...['add', 'note', 'color', 'remove', 'bring back', 'note', 'add'],
  ),
  text: fc.constantFrom('L’été\u202F!', '«\u00A0Oui\u00A0»', 'هامش', '余白', 'z'),
})

async function perform(library: Library, id: string, { mark, minute, what, text }: Act): Promise<void> {
  const now = new Date(Date.UTC(2026, 3, 1, 12, minute))
  const edit = (change: Partial<Article>, parts: ArticlePart[]) =>
    library.updateArticle(id, (article) => touched({ ...article, ...change }, parts, now))
  const onMark = (change: (each: Highlight) => Highlight) =>
    library.updateHighlights(id, (all) => all.map((each, index) => (index === mark % all.length ? change(each) : each)))
  const editMark = (change: Partial<Highlight>, parts: HighlightPart[]) =>
    onMark((each) => touched({ ...each, ...change }, parts, now))
  const acts: Record<string, () => Promise<unknown>> = {
    title: () => edit({ title: text }, ['title']),
    tags: () => edit({ tags: [text] }, ['tags']),
    favourite: () => edit({ favourite: true }, ['favourite']),
    delete: () => library.updateArticle(id, (article) => (article.deletedAt ? article : buried(article, now))),
    restore: () => library.updateArticle(id, (article) => (article.deletedAt ? revived(article, now) : article)),
    'by hand': () =>
      library.updateArticle(id, (article) => ({ ...article, byline: text, updatedAt: now.toISOString() })),
    unknown: () => edit({ rating: text }, []),
    add: async () => {
      const time = now.toISOString()
      const { contentHash } = (await library.readHighlights(id))[0] as Highlight
      const added = { ...highlight(id, text), createdAt: time, updatedAt: time, contentHash }
      await library.updateHighlights(id, (all) => [...all, added])
    },
    note: () => editMark({ note: text }, ['note']),
    color: () => editMark({ color: 'red' }, ['color']),
    remove: () => onMark((each) => (each.deletedAt ? each : buried(each, now))),
    'bring back': () => onMark((each) => (each.deletedAt ? revived(each, now) : each)),
  }
  await acts[what]?.()
}

const records = ['article', 'highlights'] as const
const fileOf = (path: string, id: string, record: string) => join(path, 'articles', id, `${record}.json`)
const copyName = (record: string) => `${record}.sync-conflict-20261123-110953-ABCDEFG.json`

/** Where both copies changed, the tool leaves the other one's beside the own; where one did, it brings the change. */
function bring(from: string, to: string, base: string, ids: readonly string[]): void {
  for (const id of ids) {
    for (const record of records) {
      const [theirs, own, before] = [from, to, base].map((path) => readFileSync(fileOf(path, id, record), 'utf8'))
      if (theirs === own || theirs === before) continue
      if (own === before) cpSync(fileOf(from, id, record), fileOf(to, id, record))
      else writeFileSync(join(to, 'articles', id, copyName(record)), theirs ?? '')
    }
  }
}

async function settled(path: string, ids: readonly string[]): Promise<string> {
  const library = await openAt(path)
  for (const id of ids) await library.settle(id)
  expect(library.problems()).toEqual([])
  await library.close()
  return contents(path, ids)
}

/**
 * What the records say. One that was changed by hand without times says the same as with them, which it gets when it
 * merges; and in a file that never merged the highlights stand as they were added.
 */
function contents(path: string, ids: readonly string[]): string {
  const read = (id: string, record: string): any => parseSummed(readFileSync(fileOf(path, id, record)))
  return canonicalJSON(
    ids.map((id) => [explainArticle(read(id, 'article')), mergeHighlights([], read(id, 'highlights').highlights)]),
  )
}

function copied(path: string): string {
  const copy = freshPath()
  cpSync(path, copy, { recursive: true, filter: (name) => !name.includes('.index') })
  return copy
}

const dead = ({ deletedAt }: { deletedAt?: string | undefined }) => deletedAt !== undefined
const later = (one: string | undefined, other: string | undefined) =>
  one !== undefined && (other === undefined || Date.parse(one) > Date.parse(other))

async function base(): Promise<{ path: string; ids: string[] }> {
  const path = freshPath()
  const library = await openAt(path)
  const ids: string[] = []
  for (let number = 0; number < 2; number++) {
    const { id, current } = await library.createArticle(newArticle())
    await library.updateHighlights(id, () =>
      ['Un', 'Deux'].map((note) => ({ ...highlight(id, note), contentHash: current })),
    )
    ids.push(id)
  }
  await library.close()
  return { path, ids }
}

it('two copies that were edited apart become one, whichever side the tool leaves its copies on, and again', async () => {
  const { path: before, ids } = await base()
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 14 }), async (acts) => {
      const [left, right] = [copied(before), copied(before)]
      const libraries = [await openAt(left), await openAt(right)] as const
      for (const each of acts) await perform(libraries[each.side], ids[each.article] ?? '', each)
      const sides = await Promise.all(
        libraries.map(async (library) => ({
          articles: await Promise.all(ids.map((id) => library.readArticle(id))),
          highlights: (await Promise.all(ids.map((id) => library.readHighlights(id)))).flat(),
        })),
      )
      for (const library of libraries) await library.close()

      // On both sides at once, as tools do that tell nobody first.
      const both = [copied(left), copied(right)] as const
      bring(right, both[0], before, ids)
      bring(left, both[1], before, ids)
      const merged = await settled(both[0], ids)
      expect(await settled(both[1], ids)).toBe(merged)
      // On one side, which then is brought to the other.
      for (const [own, other] of [
        [left, right],
        [right, left],
      ] as const) {
        const one = copied(own)
        bring(other, one, before, ids)
        expect(await settled(one, ids)).toBe(merged)
        const two = copied(other)
        for (const id of ids) for (const record of records) cpSync(fileOf(one, id, record), fileOf(two, id, record))
        expect(await settled(two, ids)).toBe(merged)
      }
      // Late copies of either side change nothing any more.
      for (const late of [left, right]) {
        for (const id of ids) {
          for (const record of records) {
            cpSync(fileOf(late, id, record), join(both[0], 'articles', id, copyName(record)))
          }
        }
        expect(await settled(both[0], ids)).toBe(merged)
        for (const id of ids) expect(existsSync(join(both[0], 'articles', id, copyName('article')))).toBe(false)
      }

      const result = await openAt(both[0])
      const highlights = (await Promise.all(ids.map((id) => result.readHighlights(id)))).flat()
      const known = new Set(highlights.map(({ id }) => id))
      const [mine, theirs] = sides as [(typeof sides)[0], (typeof sides)[0]]
      for (const each of [...mine.highlights, ...theirs.highlights]) expect(known).toContain(each.id)
      for (const [index, id] of ids.entries()) {
        checkLife(mine.articles[index], theirs.articles[index], await result.readArticle(id))
      }
      for (const each of highlights) {
        const [own, other] = [mine, theirs].map((side) => side.highlights.find(({ id }) => id === each.id))
        checkLife(own, other, each)
      }
      expect((await result.verify()).problems).toEqual([])
      await result.close()
    }),
    { numRuns: 12 },
  )
})

type Living = Pick<Article, 'deletedAt' | 'restoredAt'>

/** No deletion undone, but by one who brought it back later; nothing deleted that nobody deleted. */
function checkLife(own: Living | undefined, other: Living | undefined, after: Living): void {
  for (const [one, two] of [
    [own, other],
    [other, own],
  ]) {
    if (one && dead(one) && !later(two?.restoredAt, one.deletedAt) && two?.restoredAt !== one.deletedAt) {
      expect(dead(after)).toBe(true)
    }
  }
  if (![own, other].some((one) => one && dead(one))) expect(dead(after)).toBe(false)
}
