import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJSON } from '../../../main/core/merge/canonical.ts'
import {
  explainArticle,
  mergeArticles,
  mergeHighlightFiles,
  mergeHighlights,
  sameRecord,
} from '../../../main/core/merge/index.ts'
import { type Article, articleParts, articleSchema } from '../../../main/core/model/article.ts'
import { type Highlight, highlightsFileSchema } from '../../../main/core/model/highlight.ts'
import { anyArticle, anyHighlights } from './arbitrary.ts'

const RUNS = { numRuns: 500 }
const at = (second: number) => `2026-03-14T09:26:0${second}.000Z`
const [sample] = fc.sample(anyArticle, { numRuns: 1, seed: 1 })

const article = (changes: Partial<Article> = {}): Article => {
  const { unknown: _, deletedAt: _deleted, restoredAt: _restored, ...rest } = sample as Article
  return { ...rest, createdAt: at(0), updatedAt: at(0), changedAt: {}, title: 'Un', tags: [], ...changes }
}

/** Whether it is deleted, as merging sees it. */
function dead({ deletedAt, restoredAt }: Pick<Article, 'deletedAt' | 'restoredAt'>): boolean {
  return deletedAt !== undefined && Date.parse(deletedAt) > Date.parse(restoredAt ?? at(0).replace('2026', '1970'))
}

describe('any articles', () => {
  const same = (one: unknown, other: unknown): void => {
    expect(canonicalJSON(one)).toBe(canonicalJSON(other))
  }

  test('merge to the same in either order', () => {
    fc.assert(
      fc.property(anyArticle, anyArticle, (a, b) => same(mergeArticles(a, b), mergeArticles(b, a))),
      RUNS,
    )
  })

  test('merge to the same however they are grouped', () => {
    fc.assert(
      fc.property(anyArticle, anyArticle, anyArticle, (a, b, c) =>
        same(mergeArticles(mergeArticles(a, b), c), mergeArticles(a, mergeArticles(b, c))),
      ),
      RUNS,
    )
  })

  test('change nothing when merged again, and the very record is answered', () => {
    fc.assert(
      fc.property(anyArticle, anyArticle, (a, b) => {
        expect(mergeArticles(a, structuredClone(a))).toBe(a)
        const merged = mergeArticles(a, b)
        expect(mergeArticles(merged, a)).toBe(merged)
        expect(mergeArticles(merged, b)).toBe(merged)
        same(mergeArticles(b, merged), merged)
      }),
      RUNS,
    )
  })

  test('give a record that fits the schema, with every version of the text, and with the parts of one of the two', () => {
    fc.assert(
      fc.property(anyArticle, anyArticle, (a, b) => {
        const merged = mergeArticles(a, b)
        expect(articleSchema.parse(merged)).toEqual(merged)
        const hashes = (each: Article) => each.versions.map((version) => version.hash)
        expect(new Set(hashes(merged))).toEqual(new Set([...hashes(a), ...hashes(b)]))
        for (const { hash, original } of merged.versions) {
          const pages = [...a.versions, ...b.versions].filter((version) => version.hash === hash)
          expect(original === null).toBe(pages.every((version) => version.original === null))
        }
        for (const part of ['title', 'tags', 'archived', 'favourite', 'current', 'position'] as const) {
          expect([a[part], b[part]]).toContainEqual(merged[part])
        }
        if (merged.current === a.current && a.current !== b.current) expect(merged.words).toBe(a.words)
        const unknown = [a.unknown, b.unknown].filter((value) => value !== undefined)
        expect(unknown.length === 0 ? [undefined] : unknown).toContainEqual(merged.unknown)
      }),
      RUNS,
    )
  })

  test('stay deleted where the last deletion is later than the last return, whatever else was edited', () => {
    fc.assert(
      fc.property(anyArticle, anyArticle, (a, b) => {
        const merged = mergeArticles(a, b)
        const time = (value: string | undefined) => (value === undefined ? -1 : Date.parse(value))
        const deletedAt = Math.max(time(a.deletedAt), time(b.deletedAt))
        const restoredAt = Math.max(time(a.restoredAt), time(b.restoredAt))
        if (!sameRecord(a, b)) expect(merged.deletedAt !== undefined).toBe(deletedAt > restoredAt)
        expect(dead(merged)).toBe(deletedAt > restoredAt)
      }),
      RUNS,
    )
  })
})

describe('any highlights', () => {
  const text = (highlights: readonly Highlight[]) => canonicalJSON(highlights)

  test('merge to the same in either order, grouped in either way, and again', () => {
    fc.assert(
      fc.property(anyHighlights, anyHighlights, anyHighlights, (a, b, c) => {
        const merged = mergeHighlights(a, b)
        expect(text(mergeHighlights(b, a))).toBe(text(merged))
        expect(text(mergeHighlights(merged, c))).toBe(text(mergeHighlights(a, mergeHighlights(b, c))))
        expect(mergeHighlights(merged, b)).toBe(merged)
        expect(mergeHighlights(merged, structuredClone(a))).toBe(merged)
      }),
      RUNS,
    )
  })

  test('none is lost, and those of one side alone are as they were', () => {
    fc.assert(
      fc.property(anyHighlights, anyHighlights, (a, b) => {
        const merged = mergeHighlights(a, b)
        expect(highlightsFileSchema.parse({ version: 2, highlights: merged }).highlights).toEqual(merged)
        const ids = (each: readonly Highlight[]) => each.map(({ id }) => id)
        expect(ids(merged).toSorted()).toEqual([...new Set([...ids(a), ...ids(b)])].toSorted())
        for (const one of merged) {
          const [own, other] = [a, b].map((side) => side.find(({ id }) => id === one.id))
          if (own === undefined || other === undefined) expect(one).toBe(own ?? other)
          else expect([own.note, other.note]).toContain(one.note)
        }
      }),
      RUNS,
    )
  })

  test('come with the fields around them, which merge in any order too', () => {
    const file = fc
      .record({ highlights: anyHighlights, by: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }) })
      .map((given) => highlightsFileSchema.parse({ version: 2, ...JSON.parse(JSON.stringify(given)) }))
    fc.assert(
      fc.property(file, file, file, (a, b, c) => {
        const merged = mergeHighlightFiles(a, b)
        expect(canonicalJSON(mergeHighlightFiles(b, a))).toBe(canonicalJSON(merged))
        const grouped = mergeHighlightFiles(a, mergeHighlightFiles(b, c))
        expect(canonicalJSON(mergeHighlightFiles(merged, c))).toBe(canonicalJSON(grouped))
        expect(mergeHighlightFiles(merged, b)).toBe(merged)
        expect([a.by, b.by]).toContain(merged.by)
        if (a.by !== undefined || b.by !== undefined) expect(merged.by).toBeDefined()
      }),
      RUNS,
    )
  })

  test('one that stands twice in a file counts once', () => {
    fc.assert(
      fc.property(anyHighlights, anyHighlights, (a, b) => {
        const twice = mergeHighlights([...a, ...b], [])
        expect(text(twice)).toBe(text(mergeHighlights(a, b)))
      }),
      RUNS,
    )
  })
})

describe('an article that was edited apart', () => {
  test('keeps the title of one and the tags of the other', () => {
    const titled = article({ title: 'Deux', updatedAt: at(3), changedAt: { title: at(3) } })
    const tagged = article({ tags: ['été'], updatedAt: at(5), changedAt: { tags: at(5) } })
    const merged = mergeArticles(titled, tagged)
    expect(merged).toMatchObject({ title: 'Deux', tags: ['été'], updatedAt: at(5) })
    expect(merged.changedAt).toEqual({ title: at(3), tags: at(5) })
  })

  test('has the facts of the text that was saved last, though something else was changed later elsewhere', () => {
    const facts = { byline: 'Zoé Noël', site: 'Le Cahier', publishedAt: '2024-03-14', modifiedAt: '2024-03-15' }
    const renewed = article({ ...facts, words: 3, updatedAt: at(3), changedAt: { text: at(3) } })
    const tagged = article({ site: null, modifiedAt: '2024-01-01', updatedAt: at(5), changedAt: { tags: at(5) } })
    for (const merged of [mergeArticles(renewed, tagged), mergeArticles(tagged, renewed)])
      expect(merged).toMatchObject({ ...facts, words: 3 })
  })

  test('is deleted though it was edited later elsewhere, and back where it was restored later', () => {
    const deleted = article({ deletedAt: at(2), updatedAt: at(2) })
    const edited = article({ title: 'Deux', updatedAt: at(4), changedAt: { title: at(4) } })
    expect(mergeArticles(deleted, edited)).toMatchObject({ title: 'Deux', deletedAt: at(2), updatedAt: at(4) })
    const restored = article({ restoredAt: at(3), updatedAt: at(3) })
    const back = mergeArticles(mergeArticles(deleted, edited), restored)
    expect(back).toMatchObject({ title: 'Deux', restoredAt: at(3) })
    expect(back.deletedAt).toBeUndefined()
  })

  test('by a program that knows no times counts as changed throughout when it says so', () => {
    const byHand = article({ title: 'À la main', updatedAt: at(4) })
    const before = article({ title: 'Deux', tags: ['b'], updatedAt: at(3), changedAt: { title: at(3), tags: at(3) } })
    expect(mergeArticles(before, byHand)).toMatchObject({ title: 'À la main', tags: [] })
    expect(explainArticle(byHand).changedAt).toMatchObject({ title: at(4), reading: at(4), text: at(4) })
    expect(explainArticle(before)).toEqual(before)
  })

  test('has no part that is older than itself, whatever its times say', () => {
    const parts = Object.fromEntries(articleParts.map((part) => [part, at(1)]))
    const young = article({ createdAt: at(5), updatedAt: at(5), changedAt: parts, title: 'Deux' })
    const old = article({ changedAt: { title: at(3) }, updatedAt: at(3), title: 'Trois' })
    const merged = mergeArticles(young, old)
    expect(merged).toMatchObject({ title: 'Deux', createdAt: at(0), updatedAt: at(5), changedAt: { title: at(5) } })
    expect(mergeArticles(merged, old)).toBe(merged)
  })

  test('takes the fields that nobody here knows from whoever was last, and loses none', () => {
    const old = article({ rating: 3, shelf: 'été', updatedAt: at(1), changedAt: { title: at(1) } })
    const young = article({ rating: 5, updatedAt: at(2), changedAt: { tags: at(2) } })
    for (const merged of [mergeArticles(young, old), mergeArticles(old, young)]) {
      expect(merged).toMatchObject({ rating: 5, shelf: 'été', updatedAt: at(2) })
      expect(merged.changedAt).toEqual({ title: at(1), tags: at(2), shelf: at(1) })
    }
    const before = article({ rating: 4 })
    const after = article({ rating: 4, title: 'Deux', updatedAt: at(3), changedAt: { title: at(3) } })
    expect(mergeArticles(after, before)).toBe(after)
  })
})

test('records are the same whatever the order of their fields', () => {
  expect(sameRecord({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true)
  expect(sameRecord({ a: [1, 2] }, { a: [2, 1] })).toBe(false)
  expect(sameRecord({ a: undefined }, {})).toBe(true)
})
