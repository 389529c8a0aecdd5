import { describe, expect, it } from 'vitest'
import type { Shelf } from '../../main/core/contract.ts'
import { summarize } from '../../main/core/model/summary.ts'
import { entry, found, listed, openAt, size } from './support.ts'

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

it('finds by canonical address, in the trash too', () => {
  const index = openAt()
  const url = 'https://a.example/x'
  const trashed = entry({ canonicalUrl: url, deletedAt: '2026-02-01T00:00:00.000Z' })
  index.put([trashed])
  expect(index.findByCanonicalUrl(url)).toBe(trashed.article.id)
  const living = entry({ canonicalUrl: url })
  index.put([living])
  expect(index.findByCanonicalUrl(url)).toBe(living.article.id)
  expect(index.findByCanonicalUrl('https://a.example/y')).toBeNull()
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
