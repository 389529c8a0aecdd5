import { expect, test } from 'vitest'
import { openSession, splitHash } from '../../../renderer/api/session.ts'

test.each([
  ['#token=abc', { token: 'abc', route: '' }],
  ['#token=a%2Bb', { token: 'a+b', route: '' }],
  ['#token=abc&/article/01X', { token: 'abc', route: '#/article/01X' }],
  ['#/article/01X', { token: null, route: '#/article/01X' }],
  ['#token=', { token: null, route: '' }],
  ['', { token: null, route: '' }],
])('%s is cut into token and route', (hash, parts) => {
  expect(splitHash(hash)).toEqual(parts)
})

function page(hash: string, answer: () => Promise<Response>) {
  const urls: string[] = []
  const requests: [string, RequestInit | undefined][] = []
  return {
    urls,
    requests,
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_data: unknown, _unused: string, url: string) => urls.push(url) },
    fetch: ((url: string, init?: RequestInit) => {
      requests.push([url, init])
      return answer()
    }) as typeof fetch,
  }
}

test('the token becomes a session and leaves the address first', async () => {
  const it = page('#token=secret', async () => Response.json({}))
  await openSession(it)
  expect(it.urls).toEqual(['/'])
  expect(it.requests).toEqual([
    ['/api/session', expect.objectContaining({ method: 'POST', headers: { authorization: 'Bearer secret' } })],
  ])
})

test('without a token nothing is asked and the address stays', async () => {
  const it = page('#/article/01X', async () => Response.json({}))
  await openSession(it)
  expect(it.urls).toEqual([])
  expect(it.requests).toEqual([])
})

test('a host that is gone does not stop the window from starting', async () => {
  const it = page('#token=secret', () => Promise.reject(new TypeError()))
  await expect(openSession(it)).resolves.toBeUndefined()
})
