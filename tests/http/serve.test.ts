import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PostilError } from '../../main/core/result.ts'
import { createHttpClient } from '../../main/http/client.ts'
import { type Served, serveHttp } from '../../main/http/serve.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { makePng, startSite } from '../support/site.ts'

/** `fetch` keeps Host and Origin to itself, so these requests are made by hand. */
function raw(
  served: Served,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent: false, host: '127.0.0.1', port: served.port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('the HTTP host', () => {
  let folder: string
  let postil: Postil
  let served: Served
  let bearer: Record<string, string>

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postil-http-'))
    const windowDir = join(folder, 'window')
    await mkdir(join(windowDir, 'assets'), { recursive: true })
    await writeFile(join(windowDir, 'index.html'), '<!doctype html><title>Postil</title>')
    await writeFile(join(windowDir, 'assets', 'main-abc.js'), 'export {}')
    await writeFile(join(folder, 'secret.json'), '{"secret":true}')
    postil = await openPostil({ libraryPath: join(folder, 'library') })
    served = await serveHttp({ reader: postil.reader, readMedia: postil.readMedia, windowDir, maxBody: 200_000 })
    bearer = { authorization: `Bearer ${served.token}` }
  })
  afterEach(async () => {
    await served.close()
    await postil.close()
    await rm(folder, { recursive: true, force: true })
  })

  const json = async (answer: ReturnType<typeof raw>) => {
    const { status, text } = await answer
    return { status, body: JSON.parse(text) }
  }

  test('nothing is answered without the token', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { cookie: `postil-session-${served.port}=wrong` }]) {
      for (const [method, path] of [
        ['POST', '/api/listArticles'],
        ['POST', '/api/session'],
        ['GET', '/api/events'],
        ['GET', `/media/${'0'.repeat(64)}.png`],
      ] as const) {
        const answer = await json(raw(served, path, { method, headers: headers as Record<string, string> }))
        expect(answer).toMatchObject({ status: 401, body: { ok: false, error: { code: 'unauthorized' } } })
      }
    }
  })

  test('the token opens a session for the window, whose cookie scripts and other sites never see', async () => {
    const opened = await raw(served, '/api/session', { method: 'POST', headers: bearer })
    expect(opened.status).toBe(200)
    const [cookie = ''] = opened.headers['set-cookie'] ?? []
    expect(cookie).toMatch(new RegExp(`^postil-session-${served.port}=\\S+; Path=/; HttpOnly; SameSite=Strict$`))
    expect(cookie).not.toContain(served.token)
    const [pair = ''] = cookie.split(';')
    const answer = await json(raw(served, '/api/libraryStatus', { method: 'POST', headers: { cookie: pair } }))
    expect(answer).toMatchObject({ status: 200, body: { ok: true, value: { path: postil.libraryPath } } })
  })

  test('a ticket opens one session, once, and calls nothing', async () => {
    const issued = await json(raw(served, '/api/ticket', { method: 'POST', headers: bearer }))
    const headers = { authorization: `Bearer ${issued.body.value.ticket}` }
    for (const path of ['/api/libraryStatus', '/api/ticket'])
      expect((await raw(served, path, { method: 'POST', headers })).status).toBe(401)
    const opened = await raw(served, '/api/session', { method: 'POST', headers })
    expect(opened.headers['set-cookie']?.[0]).toMatch(/^postil-session-/)
    expect((await raw(served, '/api/session', { method: 'POST', headers })).status).toBe(401)
  })

  test('foreign names and foreign pages are refused, whatever they know', async () => {
    const host = await json(raw(served, '/', { headers: { ...bearer, host: `evil.example:${served.port}` } }))
    expect(host).toMatchObject({ status: 403, body: { error: { code: 'originRefused' } } })
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${served.port + 1}`]) {
      const answer = await json(raw(served, '/api/listArticles', { method: 'POST', headers: { ...bearer, origin } }))
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'originRefused', details: { origin } } } })
    }
    const own = { ...bearer, origin: `http://127.0.0.1:${served.port}` }
    const answer = await raw(served, '/api/listArticles', { method: 'POST', headers: own })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test('calls that are none get a Result all the same', async () => {
    const call = (path: string, body: string, method = 'POST') =>
      json(raw(served, path, { method, headers: bearer, body }))
    expect(await call('/api/listEverything', '{}')).toMatchObject({
      status: 404,
      body: { error: { code: 'methodUnknown' } },
    })
    expect(await call('/api/constructor', '{}')).toMatchObject({
      status: 404,
      body: { error: { code: 'methodUnknown' } },
    })
    expect(await call('/api/listArticles', '{"limit":')).toMatchObject({
      status: 400,
      body: { error: { code: 'paramsInvalid' } },
    })
    expect(await call('/api/listArticles', '[]')).toMatchObject({
      status: 400,
      body: { error: { code: 'paramsInvalid' } },
    })
    expect(await call('/api/listArticles', 'null')).toMatchObject({ status: 200 })
    expect(await call('/api/listArticles', '', 'GET')).toMatchObject({ status: 405, body: { ok: false } })
    const large = JSON.stringify({ text: 'x'.repeat(300_000) })
    expect(await call('/api/saveText', large)).toMatchObject({
      status: 413,
      body: { error: { code: 'paramsInvalid' } },
    })
    expect(await call('/api/openArticle', '{"id":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}')).toMatchObject({
      status: 200,
      body: { ok: false, error: { code: 'articleNotFound' } },
    })
  })

  test('a body may come without its length, or not at all, and is measured all the same', async () => {
    // As `curl -X POST` does it: neither a length nor a body.
    const bare = connect(served.port, '127.0.0.1')
    bare.write(`POST /api/session HTTP/1.1\r\nHost: 127.0.0.1:${served.port}\r\nConnection: close\r\n`)
    bare.write(`Authorization: Bearer ${served.token}\r\n\r\n`)
    expect(await text(bare)).toMatch(/^HTTP\/1\.1 200 .*"opened":true/s)

    const headers = { ...bearer, 'transfer-encoding': 'chunked' }
    const list = await raw(served, '/api/listArticles', { method: 'POST', headers, body: '{"shelf":"all"}' })
    expect(JSON.parse(list.text)).toMatchObject({ ok: true, value: { total: 0 } })
    const long = await raw(served, '/api/saveText', {
      method: 'POST',
      headers,
      body: `{"text":"${'x'.repeat(300_000)}"}`,
    })
    expect(long.status).toBe(413)
    expect(JSON.parse(long.text)).toMatchObject({ ok: false, error: { code: 'paramsInvalid' } })
    expect(await postil.reader.listArticles({ shelf: 'all' })).toMatchObject({ ok: true, value: { total: 0 } })
  })

  test('the window comes with its locks, and nothing outside its folder comes at all', async () => {
    const page = await raw(served, '/')
    expect(page.text).toContain('<title>Postil</title>')
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    })
    const script = await raw(served, '/assets/main-abc.js')
    expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
    expect(script.headers['cache-control']).toContain('immutable')
    for (const path of [
      '/../secret.json',
      '/%2e%2e/secret.json',
      '/..%2fsecret.json',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.json',
      '/..%5csecret.json',
      '/%00',
      '/%zz',
      '/nothing.js',
    ]) {
      const answer = await raw(served, path)
      expect([path, answer.status]).toEqual([path, 404])
      expect(answer.text).not.toContain('secret":')
    }
  })

  test('pictures come from the library, unchanging and inert', async () => {
    const site = await startSite()
    const html = `<article><h1>A lamp</h1>${'<p>The lamp stood where it had always stood, and lit what it had always lit, for nobody in particular.</p>'.repeat(6)}<p><img src="data:image/png;base64,${makePng(40, 30).toString('base64')}" alt="A lamp"></p></article>`
    const outcome = await postil.reader.saveHtml({ html })
    await site.close()
    const document = JSON.stringify(outcome.ok && (await postil.reader.openArticle({ id: outcome.value.article.id })))
    const [, name = ''] = /"media":"([0-9a-f]{64}\.png)"/.exec(document) ?? []
    const picture = await raw(served, `/media/${name}`, { headers: bearer })
    expect(picture.status).toBe(200)
    expect(picture.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
    expect(picture.headers['cache-control']).toContain('immutable')
    expect(String(picture.headers['content-security-policy'])).toContain('sandbox')
    for (const missing of [`${'0'.repeat(64)}.png`, '..%2f..%2flibrary.json', 'library.json']) {
      const answer = await raw(served, `/media/${missing}`, { headers: bearer })
      expect([missing, answer.status]).toEqual([missing, 404])
    }
  })

  test('a client hears events of what others do, and says when the connection is lost', async () => {
    const client = createHttpClient(served)
    const heard = new Promise((resolve) => client.on('libraryChanged', resolve))
    await client.libraryStatus({})
    const saved = await postil.reader.saveText({ text: 'By somebody else.' })
    expect(await heard).toEqual({ ids: [saved.ok && saved.value.article.id] })
    await served.close()
    expect(await client.libraryStatus({})).toMatchObject({ ok: false, error: { code: 'connectionLost' } })
    client.close()
  })

  test('a port that is taken is told of', async () => {
    const again = serveHttp({
      reader: postil.reader,
      readMedia: postil.readMedia,
      windowDir: folder,
      port: served.port,
    })
    const thrown = await again.catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(PostilError)
    expect(thrown).toMatchObject({ code: 'portTaken', details: { port: served.port } })
  })
})
