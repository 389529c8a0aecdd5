import { describe, expect, test } from 'vitest'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import { adoptHighlights, joinArticle, mergeArticle, withoutMedia } from '../../main/reader/merging.ts'
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
  test('part by part the later change wins, and the text stays that of the files that are here', () => {
    const kept = article({ tags: ['a'], changedAt: { title: at(6) }, updatedAt: at(6), title: 'Mon titre' })
    const changes = { tags: ['b'], title: 'Son titre', favourite: true, extra: 'kept too' }
    const elsewhere = { current: hash('b'), versions: [], words: 900, lang: 'ja', leadImage: `${hash('c')}.png` }
    const given = article({ ...changes, ...elsewhere, updatedAt: at(7), changedAt: { text: at(7), tags: at(5) } })
    const merged = mergeArticle(kept, given)
    expect(merged).toMatchObject({
      tags: ['b'],
      title: 'Mon titre',
      favourite: true,
      updatedAt: at(6),
      extra: 'kept too',
    })
    expect(merged).toMatchObject({ current: hash('a'), words: 2, lang: 'fr', leadImage: null })
    expect(merged.versions).toEqual(kept.versions)
    expect(merged.changedAt).toEqual({ title: at(6), tags: at(5) })
    expect(mergeArticle(merged, given)).toBe(merged)
    expect(mergeArticle(kept, article({ tags: ['a'] }))).toBe(kept)
  })

  test('a record that says no more than that it changed later wins throughout, but for the text', () => {
    const kept = article({ tags: ['a'], changedAt: { tags: at(2) }, updatedAt: at(2) })
    const merged = mergeArticle(kept, article({ title: 'À la main', updatedAt: at(5), current: hash('b') }))
    expect(merged).toMatchObject({ title: 'À la main', tags: [], current: hash('a'), updatedAt: at(5) })
  })

  test('what a page says of itself stays with the text that it is of', () => {
    const kept = article({ byline: 'Ada', changedAt: { text: at(1) }, updatedAt: at(1) })
    const elsewhere = { current: hash('b'), byline: 'Ada et Léa', publishedAt: '2026-01-01', modifiedAt: '2026-01-02' }
    const given = article({ ...elsewhere, site: 'Le Quai', favicon: `${hash('c')}.png`, changedAt: { text: at(5) } })
    expect(mergeArticle(kept, { ...given, updatedAt: at(5) })).toBe(kept)
    const own = article({ ...elsewhere, changedAt: { text: at(1) }, updatedAt: at(1) })
    const bare = article({ title: 'Autre', changedAt: { text: at(5), title: at(5) }, updatedAt: at(5) })
    expect(mergeArticle(own, bare)).toMatchObject({ ...elsewhere, title: 'Autre' })
  })

  test('an edit elsewhere undoes no deletion; bringing back does', () => {
    const deleted = article({ deletedAt: at(3), updatedAt: at(3) })
    expect(mergeArticle(article(), deleted).deletedAt).toBe(at(3))
    expect(mergeArticle(deleted, article()).deletedAt).toBe(at(3))
    const edited = article({ title: 'Deux', updatedAt: at(4), changedAt: { title: at(4) } })
    expect(mergeArticle(deleted, edited)).toMatchObject({ title: 'Deux', deletedAt: at(3) })
    expect(mergeArticle(deleted, article({ updatedAt: at(4), restoredAt: at(4) })).deletedAt).toBeUndefined()
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

  test('highlights from elsewhere become highlights of this article, on a version that is here', () => {
    const [first, second] = ['01ARZ3NDEKTSV4RRFFQ69G5FAA', '01ARZ3NDEKTSV4RRFFQ69G5FAB'] as const
    const versions = ['a', 'b'].map((digit) => ({ hash: hash(digit), original: null, capturedAt: at(0) }))
    const here = article({ current: hash('b'), versions })
    const there = '01ARZ3NDEKTSV4RRFFQ69G5FAX'
    const given = [
      highlight(first, 1, { articleId: there, contentHash: hash('c') }),
      highlight(second, 1, { articleId: there, contentHash: hash('a') }),
    ]
    const named = (kept: readonly Highlight[]) =>
      adoptHighlights(here, kept, given).map(({ articleId, contentHash }) => [articleId, contentHash])
    expect(named([])).toEqual([
      [here.id, hash('b')],
      [here.id, hash('a')],
    ])
    expect(named([highlight(first, 1)])[0]).toEqual([here.id, hash('a')])
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
  const time = '2026-01-01T12:00:00.500Z'
  const later = article({ updatedAt: time, changedAt: { title: time }, title: 'Half a second later' })
  expect(mergeArticle(whole, later).title).toBe('Half a second later')
  expect(mergeArticle(later, whole)).toBe(later)
})

test('a record from the end of time can still be changed', () => {
  expect(changeTime(new Date(at(0)), '9999-12-31T23:59:59.999Z')).toBe('9999-12-31T23:59:59.999Z')
})
