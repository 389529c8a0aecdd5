import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shelves as allShelves, type Shelf, type Sort } from '../../main/core/contract.ts'
import type { Article } from '../../main/core/model/article.ts'
import { summarize } from '../../main/core/model/summary.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import { article, entry, found, ids, listed, openAt, size } from './support.ts'

function shelves() {
  const index = openAt()
  const later = '2026-02-01T00:00:00.000Z'
  index.put([entry({ title: 'plain', tags: ['Été', 'c++'] })])
  index.put([entry({ title: 'archived', archived: true, tags: ['été', 'c'] })])
  index.put([entry({ title: 'favourite', favourite: true, tags: ['c'] })])
  index.put([entry({ title: 'both', favourite: true, archived: true })])
  index.put([entry({ title: 'trashed', favourite: true, deletedAt: later, tags: ['été'] })])
  return index
}

describe('the list', () => {
  it.each<[Shelf, string[]]>([
    ['reading', ['favourite', 'plain']],
    ['archive', ['both', 'archived']],
    ['favourites', ['both', 'favourite']],
    ['trash', ['trashed']],
    ['all', ['both', 'favourite', 'archived', 'plain']],
  ])('of the shelf %s, newest first, with the counts of all shelves', (shelf, titles) => {
    const { items, total, counts } = shelves().list({ shelf, offset: 0, limit: 10 })
    expect(items.map((item) => item.title)).toEqual(titles)
    expect(total).toBe(titles.length)
    expect(counts).toEqual({ reading: 2, archive: 2, favourites: 2, trash: 1, all: 4 })
  })

  it('comes in pages', () => {
    const { items, total } = shelves().list({ shelf: 'all', offset: 1, limit: 2 })
    expect(items.map((item) => item.title)).toEqual(['favourite', 'archived'])
    expect(total).toBe(4)
  })

  it('of a tag has what carries it, whatever its case; signs count', () => {
    const index = shelves()
    const withTag = (tag: string) =>
      index.list({ shelf: 'all', tag, offset: 0, limit: 10 }).items.map((item) => item.title)
    expect(withTag('ÉTÉ')).toEqual(['archived', 'plain'])
    expect(withTag('c++')).toEqual(['plain'])
    expect(withTag('c')).toEqual(['favourite', 'archived'])
    expect(withTag('none')).toEqual([])
  })

  it('narrows as one types', () => {
    const index = openAt()
    index.put([entry({ title: 'Marginalia in the age of print' })])
    index.put([entry({ title: 'Margins and profit' })])
    expect(listed(index, 'm')).toHaveLength(2)
    expect(listed(index, 'margi')).toHaveLength(2)
    expect(listed(index, 'margina')).toEqual(['Marginalia in the age of print'])
    expect(listed(index, 'print margi')).toEqual(['Marginalia in the age of print'])
    // What comes before the last word is finished, and so is a word with a space after it.
    expect(listed(index, 'margi print')).toEqual([])
    expect(listed(index, 'margi ')).toEqual([])
    expect(listed(index, '"age of pri')).toEqual(['Marginalia in the age of print'])
    expect(listed(index, '-profit')).toEqual(['Marginalia in the age of print'])
    expect(listed(index, '« ')).toHaveLength(2)
  })

  it('finds in the trash too', () => {
    const index = shelves()
    expect(index.list({ shelf: 'trash', text: 'trash', offset: 0, limit: 10 }).total).toBe(1)
  })

  it('has everything that a row shows', () => {
    const index = openAt()
    const put = entry({ title: 'Row', url: 'https://a.example/x', byline: 'B', lang: 'fr', progress: 0.25 }, '', [
      ['q', 'n'],
    ])
    index.put([put])
    expect(index.list({ shelf: 'all', offset: 0, limit: 1 }).items[0]).toEqual(summarize(put.article, put.highlights))
    expect(index.get(put.article.id)).toEqual(summarize(put.article, put.highlights))
    expect(summarize(put.article, put.highlights)).toMatchObject({ deletedAt: null, highlights: 1, notes: 1 })
  })
})

it('tags are counted over what is not in the trash, most used first', () => {
  expect(shelves().tags()).toEqual([
    { tag: 'c', count: 2 },
    { tag: 'Été', count: 2 },
    { tag: 'c++', count: 1 },
  ])
})

it('finds by any key, in the trash too, until another one takes its place', () => {
  const index = openAt()
  const url = 'https://a.example/x'
  const trashed = entry({ canonicalUrl: url, deletedAt: '2026-02-01T00:00:00.000Z' })
  index.put([trashed])
  expect(index.findByKey(['b', url])).toBe(trashed.article.id)
  const living = entry({ canonicalUrl: url })
  index.put([living])
  expect(index.findByKey([url])).toBe(living.article.id)
  expect(index.findByKey(['https://a.example/y'])).toBeNull()
  expect(index.findByKey([])).toBeNull()
  index.put([{ ...living, keys: ['c', 'd', 'd'] }])
  expect(index.findByKey([url])).toBe(trashed.article.id)
  expect(index.findByKey(['d'])).toBe(living.article.id)
  index.remove([living.article.id])
  expect(index.findByKey(['c'])).toBeNull()
})

it('holds two thousand articles', () => {
  const index = openAt()
  const topics = ['margins', 'binding', 'paper', 'ink', 'type']
  for (let number = 0; number < 2000; number++) {
    const topic = topics[number % topics.length]
    index.put([
      entry(
        { title: `Article ${number} on ${topic}` },
        `${'The reader writes in the book. '.repeat(10)}${topic} ${number}`,
      ),
    ])
  }
  expect(index.list({ shelf: 'reading', offset: 1990, limit: 100 })).toMatchObject({
    total: 2000,
    counts: { all: 2000 },
  })
  expect(index.list({ shelf: 'all', text: 'article ink', offset: 0, limit: 5 }).total).toBe(400)
  expect(found(index, 'reader ink')).toHaveLength(50)
  expect(found(index, '1234')).toEqual(['Article 1234 on type'])
  expect(size(index)).toBe(2000)
})

describe('the orders', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 2, number)).toISOString()
  const rows: Parameters<typeof entry>[0][] = [
    { title: 'École', words: 300, createdAt: day(1), updatedAt: day(9), publishedAt: '2024-03-14' },
    { title: '« Abeille »', words: 10, createdAt: day(2), updatedAt: day(2), publishedAt: null },
    { title: 'zèbre', words: 10, createdAt: day(3), updatedAt: day(5), publishedAt: '2025-01-01T10:00:00Z' },
    { title: 'Encre', words: 2000, createdAt: day(4), updatedAt: day(4), publishedAt: '2019' },
    { title: '東京', words: 50, createdAt: day(5), updatedAt: day(7), publishedAt: null },
  ]
  it.each<[Sort, string[]]>([
    ['newest', ['東京', 'Encre', 'zèbre', '« Abeille »', 'École']],
    ['oldest', ['École', '« Abeille »', 'zèbre', 'Encre', '東京']],
    ['updated', ['École', '東京', 'zèbre', 'Encre', '« Abeille »']],
    ['published', ['zèbre', 'École', 'Encre', '東京', '« Abeille »']],
    ['title', ['« Abeille »', 'École', 'Encre', 'zèbre', '東京']],
    ['longest', ['Encre', 'École', '東京', 'zèbre', '« Abeille »']],
    ['shortest', ['« Abeille »', 'zèbre', '東京', 'École', 'Encre']],
  ])('%s, in pages too', (sort, titles) => {
    const index = openAt()
    index.put(rows.map((row) => entry(row)))
    const page = (offset: number, limit: number) =>
      index.list({ shelf: 'all', sort, offset, limit }).items.map((item) => item.title)
    expect(page(0, 10)).toEqual(titles)
    expect([...page(0, 2), ...page(2, 2), ...page(4, 2)]).toEqual(titles)
  })
})

it('lists, counts and tags stay those of the articles, whatever is put in and removed', () => {
  const tags = ['été', 'Été', 'c', 'c++', '本']
  const one = fc.record({
    number: fc.nat({ max: 11 }),
    tags: fc.subarray(tags),
    archived: fc.boolean(),
    favourite: fc.boolean(),
    deleted: fc.boolean(),
    gone: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), fc.nat({ max: 3 }), (changes, offset) => {
      const index = openSearchIndex({ path: ':memory:' })
      const names = Array.from({ length: 12 }, () => ids())
      const model = new Map<string, Article>()
      for (const { number, gone, deleted, ...rest } of changes) {
        const id = names[number] ?? ''
        const made = {
          ...article({ ...rest, id, words: number }),
          ...(deleted && { deletedAt: '2026-03-01T00:00:00.000Z' }),
        }
        if (gone) index.remove([id])
        else index.put([{ ...entry({}, `mot ${number % 3}`), article: made }])
        if (gone) model.delete(id)
        else model.set(id, made)
      }
      const all = [...model.values()]
      const onShelf: Record<Shelf, (each: Article) => boolean> = {
        reading: (each) => !each.deletedAt && !each.archived,
        archive: (each) => !each.deletedAt && each.archived,
        favourites: (each) => !each.deletedAt && each.favourite,
        trash: (each) => each.deletedAt !== undefined,
        all: (each) => !each.deletedAt,
      }
      const has = (each: Article, tag: string) => each.tags.some((own) => own.toLowerCase() === tag.toLowerCase())
      for (const shelf of allShelves) {
        for (const tag of [undefined, 'ÉTÉ', 'c']) {
          const expected = all.filter((each) => onShelf[shelf](each) && (tag === undefined || has(each, tag)))
          expected.sort((a, b) => b.words - a.words || (a.id < b.id ? 1 : -1))
          const listed = index.list({ shelf, tag, sort: 'longest', offset, limit: 4 })
          expect(listed.items.map(({ id }) => id)).toEqual(expected.slice(offset, offset + 4).map(({ id }) => id))
          expect(listed.total).toBe(expected.length)
          expect(listed.counts[shelf]).toBe(all.filter(onShelf[shelf]).length)
          const typed = index.list({ shelf, tag, text: 'mot 1', sort: 'longest', offset, limit: 4 })
          const fitting = expected.filter((each) => each.words % 3 === 1)
          expect(typed.items.map(({ id }) => id)).toEqual(fitting.slice(offset, offset + 4).map(({ id }) => id))
        }
      }
      const counted = new Map<string, number>()
      for (const each of all.filter(onShelf.all)) {
        for (const tag of new Set(each.tags.map((own) => own.toLowerCase()))) {
          counted.set(tag, (counted.get(tag) ?? 0) + 1)
        }
      }
      const told = index.tags().map(({ tag, count }) => [tag.toLowerCase(), count])
      expect(new Map(told as [string, number][])).toEqual(counted)
      index.close()
    }),
    { numRuns: 60 },
  )
})

it('knows which pictures are needed', () => {
  const index = openAt()
  const [one, two] = [entry({}), entry({})]
  index.put([
    { ...one, media: ['a.png', 'b.png'] },
    { ...two, media: ['b.png'] },
  ])
  expect(index.mediaUsers(['a.png', 'b.png', 'c.png'])).toEqual(new Set(['a.png', 'b.png']))
  index.put([{ ...one, media: ['c.png'] }])
  expect(index.mediaUsers(['a.png', 'b.png', 'c.png'])).toEqual(new Set(['b.png', 'c.png']))
  index.remove([two.article.id])
  expect(index.mediaUsers(['a.png', 'b.png', 'c.png'])).toEqual(new Set(['c.png']))
  expect(index.mediaUsers([])).toEqual(new Set())
})
