import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetcherFactory, type FetchRequest } from '../../../main/capture/fetch/index.ts'
import { PostilError } from '../../../main/core/result.ts'
import { html, redirect, serve, type TestServer } from '../server.ts'

const limits: FetchRequest = { timeoutMs: 5000, maxBytes: 100_000, accept: 'text/html' }
let site: TestServer

async function get(
  path: string,
  request: Partial<FetchRequest> = {},
  typed: string | null = site.host,
  base = site.url,
) {
  const fetcher = createFetcherFactory()(typed)
  try {
    return await fetcher.get(base + path, { ...limits, ...request })
  } finally {
    await fetcher.close()
  }
}

async function failure(work: Promise<unknown>): Promise<PostilError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof PostilError)) throw new Error(`expected a PostilError, got ${String(error)}`)
  return error
}

const page = '<p>« Été »</p>'
const coded = (body: string | Uint8Array, coding: string) => html(body, 'text/html', { 'content-encoding': coding })
const status = (code: number) => (response: import('node:http').ServerResponse) => {
  response.writeHead(code, { 'content-type': 'text/html' }).end('no')
}

beforeAll(async () => {
  site = await serve({
    '/': html(page),
    '/gzip': html(gzipSync(page), 'text/html', { 'content-encoding': 'gzip' }),
    '/br': html(brotliCompressSync(page), 'text/html', { 'content-encoding': 'br' }),
    '/deflate': html(deflateSync(page), 'text/html', { 'content-encoding': 'deflate' }),
    '/raw': html(deflateRawSync(page), 'text/html', { 'content-encoding': 'deflate' }),
    '/zstd': html(zstdCompressSync(page), 'text/html', { 'content-encoding': 'zstd' }),
    '/twice': html(brotliCompressSync(gzipSync(page)), 'text/html', { 'content-encoding': 'gzip, br' }),
    '/thrice': coded(zstdCompressSync(brotliCompressSync(deflateSync(page))), 'deflate, br, zstd'),
    '/shouted': coded(gzipSync(page), 'GZIP, identity'),
    '/none': coded(page, 'none'),
    '/is-not-gzip': coded(page, 'gzip'),
    '/is-not-br': coded(page, 'br'),
    '/is-not-long-br': coded(page.repeat(200), 'br'),
    '/is-not-deflate': coded(page, 'deflate'),
    '/is-not-zstd': coded(page, 'zstd'),
    '/is-not-all': coded(gzipSync(page), 'gzip, br, deflate'),
    '/unsaid': html(gzipSync(page), 'text/html'),
    '/again': coded(gzipSync(gzipSync(page)), 'gzip'),
    '/members': coded(Buffer.concat([gzipSync(page.slice(0, 5)), gzipSync(page.slice(5))]), 'gzip'),
    '/archive': html(gzipSync(page), 'application/gzip'),
    '/unknown': coded(page, 'x-klingon'),
    '/many': coded(page, 'gzip, gzip, gzip, gzip'),
    '/bytewise': (response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
      const bytes = gzipSync(page)
      for (let at = 0; at < bytes.length; at++) response.write(bytes.subarray(at, at + 1))
      response.end()
    },
    '/zstd-bomb': coded(zstdCompressSync(Buffer.alloc(30_000_000)), 'zstd'),
    '/br-bomb': coded(brotliCompressSync(Buffer.alloc(30_000_000)), 'br'),
    '/cut': html(gzipSync(page.repeat(50)).subarray(0, 40), 'text/html', { 'content-encoding': 'gzip' }),
    '/bomb': html(gzipSync(Buffer.alloc(30_000_000)), 'text/html', { 'content-encoding': 'gzip' }),
    '/large': html('x'.repeat(200_000)),
    '/endless': (response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const more = () => {
        while (response.write('y'.repeat(10_000)));
        response.once('drain', more)
      }
      more()
    },
    '/silent': () => {},
    '/hang': (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<p>')
    },
    '/hop': redirect('/'),
    '/relative': redirect('hop?x=1#frag', 301),
    '/loop': redirect('/loop2'),
    '/loop2': redirect('/loop'),
    '/count': (response, request) => {
      const n = Number(request.url?.split('?')[1] ?? 0)
      response.writeHead(302, { location: `/count?${n + 1}` }).end()
    },
    '/file': redirect('file:///etc/passwd'),
    '/script': redirect('javascript:alert(1)'),
    '/inside': redirect('http://127.0.0.2:1/'),
    '/metadata': redirect('http://169.254.169.254/latest'),
    '/mapped': redirect('http://[::ffff:127.0.0.1]/'),
    '/named': redirect('http://localhost:1/'),
    '/utf8': (response) => {
      response.writeHead(302, { location: Buffer.from('/été').toString('latin1') }).end()
    },
    '/%C3%A9t%C3%A9': html(page),
    ...Object.fromEntries([401, 403, 410, 429, 451, 500, 503].map((code) => [`/s${code}`, status(code)])),
  })
})
afterAll(() => site.close())

describe('reading', () => {
  it.each(['/', '/gzip', '/br', '/deflate', '/raw', '/zstd', '/twice', '/hop', '/relative', '/utf8'])(
    'reads %s',
    async (path) => {
      const file = await get(path)
      expect(new TextDecoder().decode(file.bytes)).toBe(page)
    },
  )

  it.each(['/thrice', '/shouted', '/none', '/unsaid', '/again', '/members', '/bytewise'])('undoes %s', async (path) => {
    expect(new TextDecoder().decode((await get(path)).bytes)).toBe(page)
  })

  it.each(['/is-not-gzip', '/is-not-br', '/is-not-deflate', '/is-not-zstd', '/is-not-all'])(
    'takes %s for what it is',
    async (path) => {
      expect(new TextDecoder().decode((await get(path)).bytes)).toBe(page)
    },
  )

  it('takes a long page that claims a coding without marks for what it is', async () => {
    expect(new TextDecoder().decode((await get('/is-not-long-br')).bytes)).toBe(page.repeat(200))
  })

  it('leaves a compressed file compressed', async () => {
    expect((await get('/archive')).bytes.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
  })

  it('reads a page of ten megabytes to its last byte', async () => {
    const large = Buffer.from(`${'<p>« Été »</p>\n'.repeat(700_000)}<p>終わり</p>`)
    expect(large.byteLength).toBeGreaterThan(10_000_000)
    const server = await serve({ '/large': coded(gzipSync(large), 'gzip') })
    const { bytes } = await get('/large', { maxBytes: 25_000_000, timeoutMs: 60_000 }, server.host, server.url)
    await server.close()
    expect(Buffer.compare(bytes, large)).toBe(0)
  })

  it('answers the address where the redirects ended, without fragment', async () => {
    expect((await get('/relative')).url).toBe(`${site.url}/`)
  })

  it('presents itself as a browser does, and sends the referer it is given', async () => {
    await get('/', { referer: 'https://x.example/' })
    const headers = site.requests.at(-1)?.headers ?? {}
    expect(headers['user-agent']).toMatch(/^Mozilla\/5\.0/)
    expect(headers['accept-encoding']).toContain('br')
    expect(headers.referer).toBe('https://x.example/')
  })
})

describe('refusing', () => {
  it.each([
    ['/nowhere', 'pageNotFound'],
    ['/s410', 'pageNotFound'],
    ['/s401', 'loginRequired'],
    ['/s403', 'pageDenied'],
    ['/s451', 'pageDenied'],
    ['/s429', 'siteFailed'],
    ['/s500', 'siteFailed'],
    ['/s503', 'siteFailed'],
    ['/cut', 'pageCutOff'],
    ['/large', 'pageTooLarge'],
    ['/endless', 'pageTooLarge'],
    ['/bomb', 'pageTooLarge'],
    ['/zstd-bomb', 'pageTooLarge'],
    ['/br-bomb', 'pageTooLarge'],
    ['/unknown', 'typeUnsupported'],
    ['/many', 'typeUnsupported'],
    ['/loop', 'redirectLoop'],
    ['/count', 'tooManyRedirects'],
    ['/file', 'urlInvalid'],
    ['/script', 'urlInvalid'],
    ['/inside', 'addressBlocked'],
    ['/metadata', 'addressBlocked'],
    ['/mapped', 'addressBlocked'],
    ['/named', 'addressBlocked'],
  ])('%s is %s', async (path, code) => {
    expect((await failure(get(path))).code).toBe(code)
  })

  it.each(['/silent', '/hang'])('ends %s after its time', async (path) => {
    const error = await failure(get(path, { timeoutMs: 300 }))
    expect(error.code).toBe('fetchTimeout')
  })

  it.each(['/silent', '/hang'])('stops %s when asked', async (path) => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 100)
    expect((await failure(get(path, { signal: stop.signal }))).code).toBe('cancelled')
  })

  it('refuses the private network unless this very host and port was typed', async () => {
    expect((await failure(get('/', {}, null))).code).toBe('addressBlocked')
    expect((await failure(get('/', {}, '127.0.0.1:1'))).code).toBe('addressBlocked')
    expect((await failure(get('/', {}, null, site.url.replace('127.0.0.1', '0x7f.1')))).code).toBe('addressBlocked')
  })

  it('counts ten redirects, not more', async () => {
    const before = site.requests.length
    await failure(get('/count'))
    expect(site.requests.length - before).toBe(11)
  })

  it('lets the caller refuse by type and first bytes, before the rest comes', async () => {
    const inspect = (type: string, start: Uint8Array) => {
      expect([type, Buffer.from(start).toString().slice(0, 4)]).toEqual(['text/html', 'yyyy'])
      throw new PostilError('typeUnsupported', { type: 'video/mp4' })
    }
    expect((await failure(get('/endless', { inspect }))).code).toBe('typeUnsupported')
  })
})

describe('names', () => {
  const resolved = (...addresses: string[]) =>
    createFetcherFactory(async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))

  it('refuses a name if any of its addresses is private, so that rebinding gains nothing', async () => {
    const fetcher = resolved('93.184.216.34', '127.0.0.1')(null)
    const error = await failure(fetcher.get('http://rebind.example/', limits))
    expect(error.code).toBe('addressBlocked')
    expect(error.details.host).toBe('rebind.example')
    await fetcher.close()
  })

  it('connects a typed name to its private address', async () => {
    const host = `typed.example:${new URL(site.url).port}`
    const fetcher = resolved('127.0.0.1')(host)
    const file = await fetcher.get(`http://${host}/`, limits)
    expect(file.bytes.byteLength).toBeGreaterThan(0)
    await fetcher.close()
  })

  it('tells an unknown name from a refused connection', async () => {
    const unknown = createFetcherFactory(() => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })))(
      null,
    )
    expect((await failure(unknown.get('http://nowhere.example/', limits))).code).toBe('hostNotFound')
    await unknown.close()
    const refused = createFetcherFactory()('127.0.0.1:1')
    expect((await failure(refused.get('http://127.0.0.1:1/', limits))).code).toBe('connectionRefused')
    await refused.close()
  })

  it('says that a site without TLS could not prove itself', async () => {
    const fetcher = createFetcherFactory()(site.host)
    expect((await failure(fetcher.get(`https://${site.host}/`, limits))).code).toBe('tlsFailed')
    await fetcher.close()
  })

  it.each([
    'ftp://x.example/',
    'file:///etc/passwd',
    'nonsense',
    'javascript:1',
    'http://%ff@x.example/',
    'http://a:%@x.example/',
  ])('knows that %s is no address', async (url) => {
    const fetcher = createFetcherFactory()(null)
    expect((await failure(fetcher.get(url, limits))).code).toBe('urlInvalid')
    await fetcher.close()
  })
})
