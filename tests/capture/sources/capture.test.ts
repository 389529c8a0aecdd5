import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenFetcher } from '../../../main/capture/fetch/index.ts'
import { createCapture } from '../../../main/capture/index.ts'
import type { Capture } from '../../../main/capture/types.ts'
import { documentProblem, mediaNames } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { makePng } from '../../support/site.ts'
import { chapter, makeEpub } from '../../support/sources/epub.ts'
import { makeMhtml } from '../../support/sources/mhtml.ts'
import { nodesOf } from '../../support/sources/read.ts'
import { html, serve, type TestServer } from '../server.ts'

const TEXT = 'The keeper kept two logbooks, one for the weather and one for himself, and wrote the truth in both. '
const cover = makePng(300, 400)
const plate = makePng(320, 200)
const nameOf = (bytes: Uint8Array) => `${createHash('sha256').update(bytes).digest('hex')}.png`

const book = makeEpub({
  metadata: '<dc:title>The Keeper</dc:title><dc:language>en</dc:language>',
  files: [
    {
      path: 'a.xhtml',
      content: chapter(
        `<h1>One</h1><p>${TEXT.repeat(3)}</p><p><img src="plate.png" alt="Plate"/></p><p><img src="fake.png" alt="Fake"/></p>`,
      ),
      spine: true,
    },
    { path: 'cover.png', content: cover, type: 'image/png', properties: 'cover-image' },
    { path: 'plate.png', content: plate, type: 'image/png' },
    { path: 'fake.png', content: '<html><script>alert(1)</script></html>', type: 'image/png' },
  ],
})

const asked: string[] = []
const noNetwork: OpenFetcher = () => ({
  get(address) {
    asked.push(address)
    throw new Error('asked the network')
  },
  close: async () => {},
})

let capture: Capture
let site: TestServer
beforeAll(async () => {
  capture = createCapture({ maxThreads: 1, openFetcher: noNetwork, maxFileBytes: 200_000 })
  site = await serve({
    '/book': html(book, 'application/epub+zip'),
    '/blob': html(book, 'application/octet-stream'),
    '/read.md': html('# Lamps\n\nWith *care*.', 'text/plain; charset=utf-8'),
    '/page.mhtml': html(
      makeMhtml({ 'Snapshot-Content-Location': 'https://x.example/a' }, [
        {
          headers: { 'Content-Type': 'text/html', 'Content-Location': 'https://x.example/a' },
          body: `<title>A lamp</title><article><h1>A lamp</h1><p>${TEXT.repeat(8)}</p></article>`,
          encoding: 'quoted-printable',
        },
      ]),
      'multipart/related',
    ),
  })
})
afterAll(async () => {
  await capture.close()
  await site.close()
})

describe('a book', () => {
  it('brings its pictures from itself, sniffed, measured and named, and asks nobody', async () => {
    const saved = await capture.fromPage({ bytes: book, name: 'keeper.epub' })
    expect(asked).toEqual([])
    expect(saved.leadImage).toBe(nameOf(cover))
    expect(new Set(saved.media.map(({ name }) => name))).toEqual(new Set([nameOf(cover), nameOf(plate)]))
    expect([...mediaNames(saved.document)]).toEqual([nameOf(plate)])
    const [shown, fake] = nodesOf(saved.document, 'image')
    expect(shown?.attrs).toMatchObject({ media: nameOf(plate), source: null, width: 320, height: 200, alt: 'Plate' })
    expect(fake?.attrs).toMatchObject({ media: null, source: null, alt: 'Fake' })
    expect(saved.missingImages).toBe(1)
    expect(documentProblem(saved.document)).toBeNull()
    expect(Buffer.from(saved.original ?? []).equals(Buffer.from(book))).toBe(true)
    expect(saved).not.toHaveProperty('resources')
  })

  it('is refused with a reason where it is too large, and stops when asked', async () => {
    const large = { bytes: new Uint8Array(200_001), name: 'large.epub' }
    await expect(capture.fromPage(large)).rejects.toMatchObject({
      code: 'fileTooLarge',
      details: { path: 'large.epub' },
    })
    const stop = new AbortController()
    const work = capture.fromPage({ bytes: book, name: 'keeper.epub' }, { signal: stop.signal })
    stop.abort()
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    const text = capture.fromText({ text: 'Words.' }, { signal: AbortSignal.abort() })
    await expect(text).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('an address', () => {
  it.each([
    ['/book', 'The Keeper'],
    ['/blob', 'The Keeper'],
    ['/read.md', 'Lamps'],
    ['/page.mhtml', 'A lamp'],
  ])('%s may hold any of these: %s', async (path, title) => {
    const online = createCapture({ maxThreads: 1 })
    const saved = await online.fromUrl(site.url + path, { typed: true })
    await online.close()
    expect([saved.title, saved.url]).toEqual([title, site.url + path])
  })
})

describe('words', () => {
  it('are Markdown where they clearly are, and then bring their facts', async () => {
    const saved = await capture.fromText({ text: '---\ntitle: Lamps\ntags: [sea]\n---\n\nWith **care**.' })
    expect(saved).toMatchObject({ title: 'Lamps', tags: ['sea'], original: null })
    expect(documentText(saved.document).text).toBe('With care.')
  })
})
