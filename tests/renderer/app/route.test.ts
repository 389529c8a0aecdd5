import { expect, test } from 'vitest'
import { parseRoute, routeHash, type Target, targetOf } from '../../../renderer/app/route.ts'

const id = '01J9ZZZZZZZZZZZZZZZZZZZZZZ'
const nowhere: Target = { query: null, at: null, highlight: null }

test('a route survives the address', () => {
  for (const articleId of [id, null]) {
    expect(parseRoute(routeHash({ articleId }))).toEqual({ articleId, target: nowhere })
  }
  expect(parseRoute('#/article/../../x').articleId).toBeNull()
  expect(parseRoute('#token=x').articleId).toBeNull()
})

test.each(['«\u202fLire, c’est répondre\u202f» -tag:"à relire"', 'الهوامش', '余白 site:例え.jp', 'a&b=c#d?e%20f+g'])(
  'a search survives the address: %s',
  (query) => {
    for (const target of [
      { ...nowhere, query },
      { query, at: 1234, highlight: null },
      { query, at: null, highlight: '01JABC' },
    ]) {
      expect(parseRoute(routeHash({ articleId: id, target }))).toEqual({ articleId: id, target })
    }
  },
)

test('what is no place is none', () => {
  expect(parseRoute(`#/article/${id}?at=-3&highlight=../x&q=`).target).toEqual(nowhere)
  expect(parseRoute(`#/article/${id}?at=1e9&other=1`).target).toEqual(nowhere)
})

test('a hit leads to its passage or its highlight, else to the first match', () => {
  expect(targetOf('mer', { kind: 'text', start: 12, end: 15 })).toEqual({ query: 'mer', at: 12, highlight: null })
  expect(targetOf('mer', { kind: 'highlight', id: '01J' })).toEqual({ query: 'mer', at: null, highlight: '01J' })
  expect(targetOf('mer', null)).toEqual({ query: 'mer', at: null, highlight: null })
})
