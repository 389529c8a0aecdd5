import { describe, expect, test } from 'vitest'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import { joinArticle, mergeArticle, mergeHighlights, withoutMedia } from '../../main/reader/merging.ts'
import { changeTime, uniqueTags } from '../../main/reader/records.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString()
const hash = (digit: string) => digit.repeat(64)

const article = (changes: Partial<Article> = {}): Article => ({
  version: 2,
  changedAt: {},
  id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  createdAt: at(0),
  updatedAt: at(0),
  url: null,
  canonicalUrl: null,
  title: 'Un titre',
  byline: null,
  site: null,
  publishedAt: null,
  lang: 'fr',
  dir: 'ltr',
  excerpt: '',
  leadImage: null,
  words: 2,
  minutes: 1,
  tags: [],
  archived: false,
  favourite: false,
  progress: 0,
  position: null,
  current: hash('a'),
  versions: [{ hash: hash('a'), original: null, capturedAt: at(0) }],
  ...changes,
})

const highlight = (id: string, minute: number, changes: Partial<Highlight> = {}): Highlight => ({
  version: 2,
  changedAt: {},
  id,
  articleId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  createdAt: at(0),
  updatedAt: at(minute),
  contentHash: hash('a'),
  selectors: {
    quote: { type: 'TextQuoteSelector', exact: 'titre', prefix: 'Un ', suffix: '' },
    position: { type: 'TextPositionSelector', start: 3, end: 8 },
  },
  color: 'yellow',
  note: '',
  tags: [],
  ...changes,
})

describe('merging', () => {
  test('the later record wins, and keeps what this library alone knows', () => {
    const kept = article({ tags: ['a'] })
    const given = article({ updatedAt: at(5), tags: ['b'], current: hash('b'), versions: [], extra: 'kept too' })
    const merged = mergeArticle(kept, given)
    expect(merged).toMatchObject({ tags: ['b'], current: hash('a'), updatedAt: at(5), extra: 'kept too' })
    expect(merged.versions).toEqual(kept.versions)
    expect(mergeArticle(kept, article({ tags: ['b'] }))).toBe(kept)
    expect(mergeArticle(given, kept)).toBe(given)
  })

  test('deleting and restoring are changes like any other', () => {
    const deleted = article({ deletedAt: at(3), updatedAt: at(3) })
    expect(mergeArticle(article(), deleted).deletedAt).toBe(at(3))
    expect(mergeArticle(deleted, article()).deletedAt).toBe(at(3))
    expect(mergeArticle(deleted, article({ updatedAt: at(4) })).deletedAt).toBeUndefined()
  })

  test('the same page from elsewhere adds its tags, comes back from the trash, and changes nothing else', () => {
    const kept = article({ tags: ['a'], title: 'Mon titre' })
    const now = new Date(at(9))
    const joined = joinArticle(kept, article({ tags: ['A', 'b'], title: 'Son titre', updatedAt: at(8) }), now)
    expect(joined).toMatchObject({ title: 'Mon titre', tags: ['a', 'b'], updatedAt: at(9) })
    expect(joinArticle(kept, article({ tags: ['a'] }), now)).toBe(kept)
    const trashed = article({ deletedAt: at(2), updatedAt: at(2) })
    expect(joinArticle(trashed, article(), now).deletedAt).toBeUndefined()
    expect(joinArticle(trashed, trashed, now)).toBe(trashed)
  })

  test('highlights merge one by one, tombstones too, in whatever order they come', () => {
    const [first, second] = ['01ARZ3NDEKTSV4RRFFQ69G5FAA', '01ARZ3NDEKTSV4RRFFQ69G5FAB'] as const
    const kept = [highlight(first, 1, { note: 'older' }), highlight(second, 5, { deletedAt: at(5) })]
    const given = [highlight(first, 2, { note: 'newer' }), highlight(second, 3)]
    const merged = mergeHighlights(kept, given)
    expect(merged.map(({ note, deletedAt }) => [note, deletedAt])).toEqual([
      ['newer', undefined],
      ['', at(5)],
    ])
    expect(mergeHighlights(given, kept).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(merged)
    expect(mergeHighlights(merged, given)).toBe(merged)
  })

  test('pictures that did not come along leave their places', () => {
    const image = (name: string) => ({
      type: 'image',
      attrs: { media: name, alt: 'Une lampe', source: 'https://a.example/' },
    })
    const document: DocumentJSON = {
      type: 'doc',
      content: [{ type: 'figure', content: [image('here'), image('gone')] }],
    }
    const stripped = withoutMedia(document, new Set(['gone']))
    expect(stripped.content[0]?.content).toEqual([
      image('here'),
      { type: 'image', attrs: { media: null, alt: 'Une lampe', source: 'https://a.example/' } },
    ])
    expect(withoutMedia(document, new Set())).toBe(document)
  })
})

describe('records', () => {
  test('a change is later than the one before, even where the clock is behind', () => {
    expect(changeTime(new Date(at(5)), at(3))).toBe(at(5))
    expect(changeTime(new Date(at(1)), at(3)) > at(3)).toBe(true)
  })

  test('a tag is there once, however its letters are composed', () => {
    expect(uniqueTags(['Été', 'E\u0301te\u0301', 'été', 'b'])).toEqual(['Été', 'b'])
  })
})

test('later is later in time, however the time is written', () => {
  const whole = article({ updatedAt: '2026-01-01T12:00:00Z', title: 'Whole second' })
  const later = article({ updatedAt: '2026-01-01T12:00:00.500Z', title: 'Half a second later' })
  expect(mergeArticle(whole, later).title).toBe('Half a second later')
  expect(mergeArticle(later, whole)).toBe(later)
})

test('a record from the end of time can still be changed', () => {
  expect(changeTime(new Date(at(0)), '9999-12-31T23:59:59.999Z')).toBe('9999-12-31T23:59:59.999Z')
})
