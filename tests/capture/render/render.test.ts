import { once } from 'node:events'
import { get } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCapture } from '../../../main/capture/index.ts'
import { createRenderer } from '../../../main/capture/render/index.ts'
import { createRoom } from '../../../main/capture/render/room.ts'
import type { RenderJob, RenderPage } from '../../../main/capture/render/types.ts'
import type { Capture } from '../../../main/capture/types.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { html, PARAGRAPH, PNG, serve, type TestServer } from '../server.ts'

const SHELL =
  '<!doctype html><html lang="fr"><title>Coquille</title><div id="root"></div><script src="/app.js"></script></html>'
const built = (body: string) =>
  `<html lang="fr"><head><meta charset="iso-8859-1"><title>L’été</title></head><body>${body}</body></html>`
const ARTICLE = built(
  `<article><h1>L’été</h1><p>« Oui »\u202f! ${PARAGRAPH}</p><p>${PARAGRAPH}</p><img src="/a.png" alt=""></article>`,
)
const never: RenderPage = () => new Promise(() => {})

let site: TestServer
let capture: Capture
let jobs: RenderJob[]
let render: RenderPage

beforeAll(async () => {
  site = await serve({ '/shell': html(SHELL), '/app.js': html('1'), '/a.png': html(PNG, 'image/png') })
  capture = createCapture({
    maxThreads: 1,
    render: (job) => {
      jobs.push(job)
      return render(job)
    },
  })
})
afterAll(async () => {
  await capture.close()
  await site.close()
})
beforeEach(() => {
  jobs = []
})

describe('a page that needs its scripts', () => {
  it('is built, read and kept as it was built', async () => {
    render = async ({ url }) => ({ html: ARTICLE, url: `${url}/lire?a--b` })
    const steps: string[] = []
    const pages: string[] = []
    const saved = await capture.fromUrl(`${site.url}/shell`, {
      typed: true,
      explain: true,
      onProgress: (step) => steps.push(step),
      onPage: (bytes) => pages.push(Buffer.from(bytes).toString()),
    })
    expect(saved).toMatchObject({ title: 'L’été', lang: 'fr', missingImages: 0, url: `${site.url}/shell` })
    expect(saved.canonicalUrl).toContain('/shell/lire')
    expect(documentText(saved.document).text).toContain('« Oui »\u202f!')
    expect([...new Set(steps)]).toEqual(['fetch', 'extract', 'render', 'images'])
    expect(saved.steps?.[0]).toMatchObject({ step: 'render', notes: [{ text: `${site.url}/shell/lire?a--b` }] })
    const original = Buffer.from(saved.original ?? []).toString()
    expect(original).toMatch(/^\uFEFF<!doctype html>\n<!-- saved from url=\(\d{4}\)\S+\?a%2D%2Db -->\n<html/)
    expect(pages).toEqual([SHELL, original])
  })

  it('is kept in a file that reads as what was built, whatever charset the page names', async () => {
    render = async ({ url }) => ({ html: ARTICLE, url })
    const { original } = await capture.fromUrl(`${site.url}/shell`, { typed: true })
    const again = await capture.fromPage({ bytes: original ?? new Uint8Array(), name: 'page.html' })
    expect(documentText(again.document).text).toContain('« Oui »\u202f!')
    expect(again.url).toBe(`${site.url}/shell`)
  })

  it('is the error that it was where nothing builds it, and for a file', async () => {
    const plain = createCapture({ maxThreads: 1 })
    await expect(plain.fromUrl(`${site.url}/shell`, { typed: true })).rejects.toMatchObject({
      code: 'pageNeedsJavaScript',
    })
    await plain.close()
    await expect(capture.fromPage({ html: SHELL })).rejects.toMatchObject({ code: 'pageNeedsJavaScript' })
    expect(jobs).toEqual([])
  })

  it.each([
    ['nothing', built('<div id="root"></div><script src="/app.js"></script>'), 'pageNotRendered'],
    ['a word', built('<p>Bonjour</p>'), 'pageNotRendered'],
    ['a login', built('<form action="/login"><input type="password"></form>'), 'loginRequired'],
    ['an error', '<html><title>404 Not Found</title><p>Sorry</p></html>', 'pageNotFound'],
    ['too much', `<html><p>${'é'.repeat(13 * 1024 * 1024)}</p></html>`, 'pageTooLarge'],
  ])('says what came of it: %s', async (_name, page, code) => {
    render = async ({ url }) => ({ html: page, url })
    await expect(capture.fromUrl(`${site.url}/shell`, { typed: true })).rejects.toMatchObject({ code })
  })

  it('stops when asked', async () => {
    const stop = new AbortController()
    render = ({ signal }) => {
      stop.abort()
      return new Promise((_answer, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const saving = capture.fromUrl(`${site.url}/shell`, { typed: true, signal: stop.signal })
    await expect(saving).rejects.toMatchObject({ code: 'cancelled' })
    expect(jobs[0]?.signal.aborted).toBe(true)
  })
})

describe('building', () => {
  const resolve = async () => []
  const request = { typedHost: null }

  it('tells why it failed, and shuts the gate', async () => {
    let proxy = ''
    const renderer = createRenderer({
      render: async (job) => {
        proxy = job.proxy
        expect((await once(get(proxy), 'response'))[0].statusCode).toBe(407)
        throw new Error('the page crashed')
      },
      resolve,
      maxBytes: 1000,
    })
    await expect(renderer('https://x.example/', request)).rejects.toMatchObject({
      code: 'pageNotRendered',
      details: { reason: 'the page crashed' },
    })
    await expect(fetch(proxy)).rejects.toThrow()
  })

  it('waits no longer than it may for a host that does not answer', async () => {
    const renderer = createRenderer({ render: never, resolve, maxBytes: 1000, timeoutMs: 50 })
    await expect(renderer('https://x.example/', request)).rejects.toMatchObject({ details: { reason: 'timeout' } })
  })

  it('takes an address that is none for the one that was asked for', async () => {
    const renderer = createRenderer({
      render: async () => ({ html: '<html></html>', url: 'about:blank' }),
      resolve,
      maxBytes: 1000,
    })
    expect(await renderer('https://x.example/a', request)).toEqual({
      html: '<html></html>',
      url: 'https://x.example/a',
    })
  })

  it('builds two at once, the others in their turn', async () => {
    let now = 0
    let most = 0
    const renderer = createRenderer({
      render: async ({ url }) => {
        now += 1
        most = Math.max(most, now)
        await new Promise(setImmediate)
        now -= 1
        return { html: '<html></html>', url }
      },
      resolve,
      maxBytes: 1000,
    })
    await Promise.all(Array.from({ length: 7 }, (_unused, index) => renderer(`https://x.example/${index}`, request)))
    expect(most).toBe(2)
  })
})

describe('a room', () => {
  it('lets in who comes first, and forgets who gave up waiting', async () => {
    const enter = createRoom(1)
    const leave = await enter()
    const order: string[] = []
    const stop = new AbortController()
    const second = enter(stop.signal)
    const third = enter().then((left) => {
      order.push('third')
      left()
    })
    stop.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    order.push('left')
    leave()
    await third
    expect(order).toEqual(['left', 'third'])
    await expect(enter(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    ;(await enter())()
  })
})
