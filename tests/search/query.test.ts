import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Shelf } from '../../main/core/contract.ts'
import type { SearchIndex } from '../../main/search/types.ts'
import { article, entry, found, highlight, listed, openAt, search } from './support.ts'

/** What a query finds in the search and in the list, which must be the same. */
function both(index: SearchIndex, query: string, shelf: Shelf = 'all'): string[] {
  const hits = found(index, query, { shelf }).sort()
  const rows = index.list({ shelf, text: `${query} `, offset: 0, limit: 50 }).items.map(({ title }) => title)
  expect(rows.toSorted()).toEqual(hits)
  return hits
}

function library() {
  const index = openAt()
  const marked = article({
    title: 'Marked',
    tags: ['Reading'],
    byline: 'Charlotte Brontë',
    lang: 'en-GB',
    progress: 0.5,
  })
  index.put([
    {
      article: marked,
      highlights: [
        highlight(marked.id, 'a fox in the quotation', 'my note on owls', { tags: ['Méthode'] }),
        highlight(marked.id, 'gone', '', { tags: ['ghost'], deletedAt: '2026-01-02T00:00:00.000Z' }),
      ],
      text: 'a fox in the text',
      images: 2,
      media: [],
      keys: [],
      stamp: '1',
    },
    entry(
      { title: 'Lettre', tags: ['méthode'], lang: 'fr-CA', site: 'Le Monde', url: 'https://www.lemonde.fr/a' },
      'renard',
    ),
    entry(
      { title: 'Fox', archived: true, lang: 'fr', canonicalUrl: 'https://blog.example.org:8080/x?u=lemonde.fr' },
      'x',
    ),
    entry({ title: 'Star', favourite: true, site: 'The Reading Room', byline: 'Le Monde Diplomatique' }, 'fox'),
    entry({ title: 'Trashed', deletedAt: '2026-02-01T00:00:00.000Z', tags: ['reading'], lang: 'fr' }, 'fox'),
  ])
  return index
}

describe('a filter', () => {
  it.each([
    ['tag:reading', ['Marked']],
    ['tag:MÉTHODE', ['Lettre', 'Marked']],
    ['tag:methode', []],
    ['tag:ghost', []],
    ['tag:read', []],
    ['-tag:méthode', ['Fox', 'Star']],
    ['tag:méthode tag:reading', ['Marked']],
    ['author:bronte', ['Marked']],
    ['author:"charlotte brontë"', ['Marked']],
    ['author:char', []],
    ['author:monde', ['Star']],
    ['-author:monde', ['Fox', 'Lettre', 'Marked']],
    ['site:lemonde.fr', ['Lettre']],
    ['site:monde.fr', []],
    ['site:lemonde', ['Lettre']],
    ['site:"le monde"', ['Lettre']],
    ['site:example.org', ['Fox']],
    ['site:org', ['Fox']],
    ['site:room site:lemonde.fr', ['Lettre', 'Star']],
    ['-site:room -site:lemonde.fr', ['Fox', 'Marked']],
    ['lang:fr', ['Fox', 'Lettre']],
    ['lang:FR-ca', ['Lettre']],
    ['lang:fr lang:en', ['Fox', 'Lettre', 'Marked']],
    ['-lang:fr', ['Marked', 'Star']],
    ['is:unread', ['Fox', 'Lettre', 'Star']],
    ['-is:unread', ['Marked']],
    ['is:archived', ['Fox']],
    ['is:favorite', ['Star']],
    ['is:trash', ['Trashed']],
    ['is:trash fox', ['Trashed']],
    ['is:trash lang:fr tag:reading', ['Trashed']],
    ['-is:trash fox', ['Fox', 'Marked', 'Star']],
    ['has:highlight', ['Marked']],
    ['has:note', ['Marked']],
    ['has:image', ['Marked']],
    ['-has:image fox', ['Fox', 'Star']],
    ['in:title fox', ['Fox']],
    ['in:text fox', ['Marked', 'Star']],
    ['in:quotes fox', ['Marked']],
    ['in:notes fox', []],
    ['in:notes owls', ['Marked']],
    ['in:quotes in:title fox', ['Fox', 'Marked']],
    ['in:title -fox', ['Lettre', 'Marked', 'Star']],
    ['fox lang:fr', ['Fox']],
    ['fox -lang:fr is:unread', ['Star']],
    ['tga:x fox', ['Fox', 'Marked', 'Star']],
  ])('%s', (query, titles) => {
    expect(both(library(), query)).toEqual(titles)
  })

  it('keeps to the shelf, but for the trash, and for what is archived while one looks at what is not', () => {
    const index = library()
    expect(both(index, 'fox', 'reading')).toEqual(['Marked', 'Star'])
    expect(both(index, 'fox', 'archive')).toEqual(['Fox'])
    expect(both(index, 'fox', 'trash')).toEqual(['Trashed'])
    expect(both(index, 'is:archived fox', 'reading')).toEqual(['Fox'])
    expect(both(index, 'is:archived', 'favourites')).toEqual([])
    expect(both(index, 'is:trash', 'reading')).toEqual(['Trashed'])
    expect(both(index, '-is:trash', 'trash')).toEqual([])
  })

  it('takes what the window adds', () => {
    const index = library()
    expect(found(index, 'fox', { tag: 'reading' })).toEqual(['Marked'])
    expect(found(index, 'lang:fr', { tag: 'MÉTHODE' })).toEqual(['Lettre'])
    expect(found(index, 'fox', { tag: 'none' })).toEqual([])
  })

  it('goes on while one types', () => {
    const index = library()
    expect(listed(index, 'tag:mét')).toEqual(['Lettre', 'Marked'])
    expect(listed(index, 'site:lem')).toEqual(['Lettre'])
    expect(listed(index, 'site:lemonde.f')).toEqual(['Lettre'])
    expect(listed(index, 'author:bro')).toEqual(['Marked'])
    expect(found(index, 'fo', { typing: true }).sort()).toEqual(['Fox', 'Marked', 'Star'])
    expect(found(index, 'fo')).toEqual([])
  })

  it('of a date has the day’s first moment on one side and the one before it on the other', () => {
    const index = openAt()
    const start = new Date(2024, 2, 14).getTime()
    for (const [title, time] of [
      ['before', start - 1],
      ['at', start],
      ['late', new Date(2024, 2, 14, 23, 59, 59, 999).getTime()],
      ['next', new Date(2024, 2, 15).getTime()],
    ] as const)
      index.put([entry({ title, createdAt: new Date(time).toISOString() })])
    expect(both(index, 'after:2024-03-14')).toEqual(['at', 'late', 'next'])
    expect(both(index, 'before:2024-03-14')).toEqual(['before'])
    expect(both(index, 'after:2024-03-14 before:2024-03-15')).toEqual(['at', 'late'])
    expect(both(index, 'after:2024-03 before:2024-04')).toHaveLength(4)
    expect(both(index, '-after:2024-03-15')).toEqual(['at', 'before', 'late'])
    expect(both(index, 'before:2024')).toEqual([])
  })
})

it('tells mistakes, in the search and in the list', () => {
  const index = library()
  expect(search(index, 'fox foo:bar').mistakes).toEqual([{ text: 'foo:bar', reason: 'field' }])
  const { mistakes, items } = index.list({ shelf: 'all', text: 'is:blue fox', offset: 0, limit: 10 })
  expect(mistakes).toEqual([{ text: 'is:blue', reason: 'value' }])
  expect(items).toHaveLength(3)
  expect(search(index, 'foo:bar')).toEqual({ hits: [], total: 0, mistakes: [{ text: 'foo:bar', reason: 'field' }] })
})

it('runs whatever was typed', () => {
  const index = library()
  const pieces = fc.constantFrom(
    ...[
      'tag:',
      'site:',
      'author:',
      'lang:',
      'is:trash',
      'in:title ',
      'after:2024',
      '-',
      '"',
      '» ',
      ' ',
      'fox',
      '東京',
      'AND',
      '*',
      '(',
      '{',
      ':',
      '^',
      '\u0000',
      '\uD800',
      "'",
      '%',
      'NEAR',
    ],
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, fc.boolean(), (query, typing) => {
      const { hits, total } = search(index, query, { typing })
      expect(hits).toHaveLength(total)
      index.list({ shelf: 'reading', text: query, offset: 0, limit: 10 })
    }),
    { numRuns: 500 },
  )
})
