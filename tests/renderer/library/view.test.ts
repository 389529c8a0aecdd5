import { describe, expect, test } from 'vitest'
import { methods } from '../../../main/core/contract.ts'
import { firstView, pageParams, pageSize, pagesFor, walk } from '../../../renderer/library/view.ts'

describe('pages', () => {
  test('parameters fit the contract and leave out what is not asked', () => {
    expect(pageParams(firstView, 0)).toEqual({ shelf: 'reading', offset: 0, limit: pageSize })
    const params = pageParams({ shelf: 'archive', text: '  mer ', tag: 'sea' }, 3)
    expect(params).toEqual({ shelf: 'archive', text: 'mer', tag: 'sea', offset: 3 * pageSize, limit: pageSize })
    expect(methods.listArticles.params.parse(params)).toEqual(params)
  })

  test('only the pages in sight are fetched, and the first', () => {
    expect(pagesFor(0, 12)).toEqual([0])
    expect(pagesFor(pageSize - 1, pageSize)).toEqual([0, 1])
    expect(pagesFor(5 * pageSize, 5 * pageSize + 20)).toEqual([0, 5])
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
