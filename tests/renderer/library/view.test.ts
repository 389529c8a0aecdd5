import { describe, expect, test } from 'vitest'
import { methods } from '../../../main/core/contract.ts'
import {
  firstView,
  hitsParams,
  hitsSize,
  orderOf,
  pageParams,
  pageSize,
  pagesFor,
  parseView,
  walk,
} from '../../../renderer/library/view.ts'

describe('pages', () => {
  test('parameters fit the contract and leave out what is not asked', () => {
    expect(pageParams(firstView, 'title', 0)).toEqual({ shelf: 'reading', sort: 'title', offset: 0, limit: pageSize })
    const view = { ...firstView, shelf: 'archive', text: '  mer ', tag: 'sea' } as const
    const params = pageParams(view, 'oldest', 3)
    const rest = { shelf: 'archive', tag: 'sea', limit: pageSize }
    expect(params).toEqual({ ...rest, text: 'mer', sort: 'oldest', offset: 3 * pageSize })
    expect(methods.listArticles.params.parse(params)).toEqual(params)
    const hits = hitsParams(view, 2)
    expect(hits).toEqual({ ...rest, query: 'mer', typing: true, offset: 2 * hitsSize, limit: hitsSize })
    expect(methods.search.params.parse(hits)).toEqual(hits)
  })

  test('only the pages in sight are fetched, and the first', () => {
    expect(pagesFor(0, 12)).toEqual([0])
    expect(pagesFor(pageSize - 1, pageSize)).toEqual([0, 1])
    expect(pagesFor(5 * pageSize, 5 * pageSize + 20)).toEqual([0, 5])
    expect(pagesFor(49, 50, hitsSize)).toEqual([0, 1])
  })
})

describe('walking', () => {
  test.each([
    ['j', 0, 1],
    ['ArrowDown', 9, 9],
    ['k', 0, 0],
    ['ArrowUp', 4, 3],
    ['Home', 7, 0],
    ['End', 2, 9],
    ['PageDown', 5, 9],
    ['PageUp', 5, 0],
  ])('%s from %i leads to %i', (key, from, to) => {
    expect(walk(key, from, 10, 8)).toBe(to)
  })

  test('other keys and empty lists lead nowhere', () => {
    expect(walk('e', 3, 10, 8)).toBeNull()
    expect(walk('j', 0, 0, 8)).toBeNull()
    expect(walk('toString', 0, 10, 8)).toBeNull()
  })
})

describe('a view', () => {
  test('shows what is searched for by rank, and the list in its own order', () => {
    expect(orderOf(firstView, 'oldest')).toBe('oldest')
    expect(orderOf({ ...firstView, text: '\u202f ' }, 'oldest')).toBe('oldest')
    expect(orderOf({ ...firstView, text: '余白' }, 'oldest')).toBe('best')
    expect(orderOf({ ...firstView, text: '余白', found: 'title' }, 'oldest')).toBe('title')
    expect(orderOf({ ...firstView, text: '-tag:île' }, 'oldest')).toBe('best')
  })

  test.each(['tag:', 'is:tr', 'before:soon', 'foo:bar ', '« »', 'in:notes'])(
    'lists all for %j, which asks for nothing',
    (text) => {
      expect(orderOf({ ...firstView, text }, 'oldest')).toBe('oldest')
      expect(pageParams({ ...firstView, text }, 'oldest', 0).text).toBe(text.trim())
    },
  )

  test('survives a reload', () => {
    const view = { shelf: 'archive', text: '« l’œuvre » -tag:هوامش', tag: 'à relire', found: 'published' } as const
    expect(parseView(JSON.stringify(view))).toEqual(view)
  })

  test.each([null, '', 'null', '7', '{"shelf":', '"archive"'])('is none where %j was kept', (kept) => {
    expect(parseView(kept)).toBeNull()
  })

  test('falls back where a part of it means nothing', () => {
    expect(parseView('{"shelf":"attic","text":3,"tag":"","found":"luck"}')).toEqual(firstView)
  })
})
