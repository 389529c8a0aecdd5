import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FetchRequest } from '../../../main/capture/fetch/index.ts'
import { fetchPictures, pictureLimits } from '../../../main/capture/images/index.ts'
import { keepPicture } from '../../../main/capture/images/keep.ts'
import { decodeDataUrl, pictureType } from '../../../main/capture/images/sniff.ts'
import { inertSvg } from '../../../main/capture/images/svg.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import { PostilError } from '../../../main/core/result.ts'
import { makePng } from '../../support/site.ts'
import { PNG } from '../server.ts'

const ICON = Buffer.from('GIF89a\x10\0\x10\0\0\0\0;', 'latin1')

const image = (source: string, attrs = {}) => ({
  type: 'image',
  attrs: { media: null, source, alt: 'words', title: null, width: null, height: null, ...attrs },
})
const doc = (...content: DocumentJSON['content']): DocumentJSON => ({ type: 'doc', content })

function fakeFetcher(files: Readonly<Record<string, Uint8Array>>) {
  const asked: { url: string; request: FetchRequest }[] = []
  let running = 0
  let most = 0
  return {
    asked,
    most: () => most,
    async get(url: string, request: FetchRequest) {
      asked.push({ url, request })
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      const bytes = files[url]
      if (!bytes) throw new PostilError('pageNotFound', { status: 404 })
      if (bytes.byteLength > request.maxBytes) throw new PostilError('pageTooLarge', { limit: 1 })
      return { url, status: 200, contentType: 'image/png', contentLanguage: null, bytes }
    },
    async close() {},
  }
}

const ask = { leadImageUrl: null, pageUrl: 'https://me:secret@x.example/p?q=1#f', limits: pictureLimits }

describe('fetchPictures', () => {
  it('takes the next smaller one, then another, where the best is gone; more than three are not asked for', async () => {
    const at = (name: string) => `https://x.example/${name}`
    const fetcher = fakeFetcher({ [at('s.png')]: PNG, [at('html.png')]: Buffer.from('<html>'), [at('t4.png')]: PNG })
    const otherPictures = new Map([
      [at('l.png'), [at('html.png'), at('s.png')]],
      [at('t1.png'), [at('t2.png'), at('t3.png'), at('t4.png')]],
    ])
    const document = doc(image(at('l.png')), image(at('t1.png')), image(at('lone.png')))
    const result = await fetchPictures({ ...ask, document, fetcher, otherPictures })
    const name = `${createHash('sha256').update(PNG).digest('hex')}.png`
    expect(result.document.content.map((node) => node.attrs?.media)).toEqual([name, null, null])
    expect(result.document.content[0]?.attrs?.source).toBe(at('l.png'))
    expect(result.missingImages).toBe(2)
    const asked = new Set(fetcher.asked.map(({ url }) => url))
    expect(asked).not.toContain(at('t4.png'))
    expect(asked).toContain(at('t3.png'))
  })

  it('names, measures and counts', async () => {
    const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG, 'https://x.example/b.png': PNG })
    const document = doc(
      image('https://x.example/a.png'),
      image('https://x.example/b.png', { width: 3 }),
      image('https://x.example/gone.png'),
    )
    const result = await fetchPictures({ ...ask, document, fetcher, leadImageUrl: 'https://x.example/b.png' })
    const name = `${createHash('sha256').update(PNG).digest('hex')}.png`
    expect(result.media.map((media) => media.name)).toEqual([name])
    expect(result.leadImage).toBe(name)
    expect(result.missingImages).toBe(1)
    expect(result.document.content[0]?.attrs).toMatchObject({
      media: name,
      width: 5,
      height: 5,
      source: 'https://x.example/a.png',
    })
    expect(result.document.content[1]?.attrs).toMatchObject({ width: 3, height: 3 })
    expect(result.document.content[2]?.attrs).toMatchObject({
      media: null,
      alt: 'words',
      source: 'https://x.example/gone.png',
    })
  })

  it('tells its own host which page asks, another host only which site, and nobody a password', async () => {
    const addresses = ['https://x.example/a.png', 'https://other.example/b.png', 'http://x.example/c.png']
    const fetcher = fakeFetcher(Object.fromEntries(addresses.map((address) => [address, PNG])))
    await fetchPictures({ ...ask, document: doc(...addresses.map((address) => image(address))), fetcher })
    const told = new Map(fetcher.asked.map(({ url, request }) => [url, request.referer]))
    expect(addresses.map((address) => told.get(address))).toEqual([
      'https://x.example/p?q=1',
      'https://x.example/',
      undefined,
    ])
  })

  describe('of a host that looks at who asks', () => {
    const guarded = (refuse: (referer: string | undefined) => PostilError | Uint8Array | null) => {
      const asked: (string | undefined)[] = []
      return {
        asked,
        async get(url: string, { referer }: FetchRequest) {
          asked.push(referer)
          const answer = refuse(referer)
          if (answer instanceof PostilError) throw answer
          return { url, status: 200, contentType: '', contentLanguage: null, bytes: answer ?? PNG }
        },
        async close() {},
      }
    }
    const document = doc(image('https://other.example/a.png'))

    it('asks once more without the page’s name where it was refused', async () => {
      const fetcher = guarded((from) => (from ? new PostilError('pageDenied', { status: 403 }) : null))
      expect((await fetchPictures({ ...ask, document, fetcher })).missingImages).toBe(0)
      expect(fetcher.asked).toEqual(['https://x.example/', undefined])
    })

    it('asks once more where something else came than a picture', async () => {
      const fetcher = guarded((from) => (from ? Buffer.from('<html>Hotlinking is forbidden</html>') : null))
      expect((await fetchPictures({ ...ask, document, fetcher })).missingImages).toBe(0)
    })

    it('asks once where the page’s name opens the door, and where there is no picture at all', async () => {
      const open = guarded((from) => (from ? null : new PostilError('pageDenied', { status: 403 })))
      expect((await fetchPictures({ ...ask, document, fetcher: open })).missingImages).toBe(0)
      const gone = guarded(() => new PostilError('pageNotFound', { status: 404 }))
      expect((await fetchPictures({ ...ask, document, fetcher: gone })).missingImages).toBe(1)
      expect([open.asked.length, gone.asked.length]).toEqual([1, 1])
    })
  })

  describe('and the site’s sign', () => {
    const signed = { ...ask, faviconUrl: 'https://x.example/favicon.ico' }
    const document = doc(image('https://x.example/a.png'))

    it('comes along, last', async () => {
      const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG, 'https://x.example/favicon.ico': ICON })
      const { favicon, media, missingImages } = await fetchPictures({ ...signed, document, fetcher })
      expect(favicon).toMatch(/^[0-9a-f]{64}\.gif$/)
      expect([media.length, missingImages]).toEqual([2, 0])
      expect(fetcher.asked.map(({ url }) => url)).toEqual(['https://x.example/a.png', 'https://x.example/favicon.ico'])
      expect(fetcher.asked.at(-1)?.request.maxBytes).toBe(200_000)
    })

    it('is missed by nobody', async () => {
      const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG })
      const found = await fetchPictures({ ...signed, document, fetcher })
      expect(found).toMatchObject({ favicon: null, missingImages: 0, fetchedImages: 1 })
    })

    it('that is too large for one is not kept', async () => {
      const large = Buffer.concat([ICON, Buffer.alloc(200_000)])
      const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG, 'https://x.example/favicon.ico': large })
      expect(await fetchPictures({ ...signed, document, fetcher })).toMatchObject({ favicon: null, missingImages: 0 })
    })
  })

  it('asks only for what a document lacks, and keeps what it has', async () => {
    const here = `${'a'.repeat(64)}.png`
    const poster = { kind: 'video', title: 'Film', url: 'https://x.example/film', media: null }
    const document = doc(
      image('https://x.example/here.png', { media: here, width: 9, height: 9 }),
      image('https://x.example/a.png'),
      { type: 'embed', attrs: { ...poster, source: 'https://x.example/poster.png' } },
      { type: 'embed', attrs: { ...poster, media: here } },
    )
    const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG, 'https://x.example/poster.png': PNG })
    const found = await fetchPictures({ ...ask, document, fetcher })
    expect(fetcher.asked.map(({ url }) => url)).toEqual(['https://x.example/a.png', 'https://x.example/poster.png'])
    const [{ name = '' } = {}] = found.media
    expect(found.document.content.map(({ attrs }) => attrs?.media)).toEqual([here, name, name, here])
    expect(found.document.content[2]?.attrs).toEqual({ ...poster, media: name })
    const none = await fetchPictures({ ...ask, document, fetcher: fakeFetcher({}) })
    expect(none.document).toEqual(document)
  })

  it('keeps where a film’s poster is that did not come', async () => {
    const attrs = { kind: 'video', title: null, url: 'https://x.example/film', media: 'https://x.example/p.jpg' }
    const found = await fetchPictures({ ...ask, document: doc({ type: 'embed', attrs }), fetcher: fakeFetcher({}) })
    expect(found.document.content[0]?.attrs).toEqual({ ...attrs, media: null, source: 'https://x.example/p.jpg' })
    expect(documentProblem(found.document)).toBeNull()
  })

  it('shows a picture in its own proportions, whatever the page says', async () => {
    const wide = makePng(400, 100)
    const fetcher = fakeFetcher({ 'https://x.example/w.png': wide })
    const sizes = [{}, { width: 200 }, { width: 200, height: 200 }, { height: 50 }, { width: 900, height: 900 }]
    const document = doc(...sizes.map((size) => image('https://x.example/w.png', size)))
    const found = await fetchPictures({ ...ask, document, fetcher })
    expect(found.document.content.map(({ attrs }) => [attrs?.width, attrs?.height])).toEqual([
      [400, 100],
      [200, 50],
      [200, 50],
      [200, 50],
      [400, 100],
    ])
  })

  it('asks for six at a time, and each address once', async () => {
    const urls = Array.from({ length: 20 }, (_unused, index) => `https://x.example/${index}.png`)
    const fetcher = fakeFetcher(Object.fromEntries(urls.map((url) => [url, PNG])))
    await fetchPictures({ ...ask, document: doc(...urls.map((url) => image(url)), image(urls[0] ?? '')), fetcher })
    expect(fetcher.asked).toHaveLength(20)
    expect(fetcher.most()).toBe(6)
  })

  it('takes pictures out of data addresses, which never stay in a document', async () => {
    const fetcher = fakeFetcher({})
    const data = `data:image/png;base64,${PNG.toString('base64')}`
    const result = await fetchPictures({
      ...ask,
      document: doc(image(data), image('data:image/png;base64,AAAA')),
      fetcher,
    })
    expect(result.document.content.map(({ attrs }) => attrs?.source)).toEqual([null, null])
    expect(result.media).toHaveLength(1)
    expect(result.missingImages).toBe(1)
    expect(fetcher.asked).toEqual([])
  })

  it('keeps within its limits', async () => {
    const other = Buffer.concat([PNG, Buffer.from('x')])
    const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG, 'https://x.example/b.png': other })
    const document = doc(image('https://x.example/a.png'), image('https://x.example/b.png'))
    const few = await fetchPictures({ ...ask, document, fetcher, limits: { ...pictureLimits, maxPictures: 1 } })
    expect([few.media.length, few.missingImages]).toEqual([1, 1])
    const small = await fetchPictures({
      ...ask,
      document,
      fetcher,
      limits: { ...pictureLimits, maxBytes: PNG.byteLength },
    })
    expect(small.media).toHaveLength(1)
    const total = await fetchPictures({
      ...ask,
      document,
      fetcher,
      limits: { ...pictureLimits, maxTotalBytes: PNG.byteLength + 5 },
    })
    expect(total.media).toHaveLength(1)
  })

  it('stops when asked', async () => {
    const fetcher = fakeFetcher({ 'https://x.example/a.png': PNG })
    const work = fetchPictures({
      ...ask,
      document: doc(image('https://x.example/a.png')),
      fetcher,
      signal: AbortSignal.abort(),
    })
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('keeps no page that calls itself a picture', async () => {
    const fetcher = fakeFetcher({ 'https://x.example/a.png': Buffer.from('<html><script>alert(1)</script>') })
    expect(
      (await fetchPictures({ ...ask, document: doc(image('https://x.example/a.png')), fetcher })).missingImages,
    ).toBe(1)
  })
})

it.each([
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff\xe0', 'jpg'],
  ['GIF89a', 'gif'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['\0\0\0\x20ftypavif', 'avif'],
  ['\0\0\0\x20ftypisom', null],
  ['\0\0\x01\0\x01\0', 'ico'],
  ['<?xml version="1.0"?>\n<!-- c --><svg xmlns="http://www.w3.org/2000/svg">', 'svg'],
  ['<html><svg>', null],
  ['%PDF-1.7', null],
])('sniffs %j as %s', (start, type) => {
  expect(pictureType(Buffer.from(start, 'latin1'))).toBe(type)
})

it('decodes data addresses', () => {
  expect(Buffer.from(decodeDataUrl('data:text/plain,a%20b') ?? []).toString()).toBe('a b')
  expect(decodeDataUrl('data:image/png;base64')).toBeNull()
  expect(decodeDataUrl('data:,%')).toBeNull()
})

describe('inertSvg', () => {
  const clean = (svg: string) => new TextDecoder().decode(inertSvg(new TextEncoder().encode(svg)) ?? undefined)

  it('keeps what draws, spelt as it was', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="1"/></linearGradient></defs><path fill="url(#g)" d="M0 0"/></svg>'
    const kept = clean(svg)
    for (const part of ['viewBox="0 0 9 9"', 'linearGradient', 'url(#g)', 'd="M0 0"']) expect(kept).toContain(part)
    expect(await keepPicture(new TextEncoder().encode(svg))).toMatchObject({ width: 9, height: 9 })
  })

  it.each([
    '<svg xmlns="x"><script>alert(1)</script><path d="M0 0"/></svg>',
    '<svg xmlns="x" onload="alert(1)"><path onclick="alert(1)"/></svg>',
    '<svg xmlns="x"><foreignObject><p>alert(1)</p></foreignObject></svg>',
    '<svg xmlns="x"><a xlink:href="javascript:alert(1)"><path/></a></svg>',
    '<svg xmlns="x"><image href="https://alert(1).example/x.png"/><use xlink:href="https://x/alert(1)#a"/></svg>',
    '<svg xmlns="x"><style>@import url(https://alert(1).example)</style></svg>',
    '<svg xmlns="x"><rect style="fill:url(https://alert(1).example)"/></svg>',
    '<svg xmlns="x"><animate attributeName="href" to="javascript:alert(1)"/></svg>',
    '<!DOCTYPE svg [<!ENTITY a "alert(1)">]><svg xmlns="x"><text>&a;</text></svg>',
  ])('takes the sting out of %s', (svg) => {
    expect(clean(svg)).toContain('<svg')
    expect(clean(svg)).not.toContain('alert')
  })

  const again = {
    use: (id: string) => `<use xlink:href=" #${id}"/>`,
    pattern: (id: string) => `<path d="M0 0" fill="url('#${id}')"/>`,
    mask: (id: string) => `<path d="M0 0" style="mask: url(#${id})"/>`,
  }
  /** Each level is drawn again so many times by the one above it. */
  const levels = (by: keyof typeof again, most: number, times: number) => {
    const name = by === 'use' ? 'g' : by
    const level = (number: number) =>
      `<${name} id="é${number}">${again[by](number === 1 ? 'leaf' : `%C3%A9${number - 1}`).repeat(times)}</${name}>`
    const all = Array.from({ length: most }, (_unused, index) => level(index + 1)).join('')
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><defs><path id="leaf" d="M0 0"/>${all}</defs>${again[by](`é${most}`)}</svg>`
  }

  it.each(['use', 'pattern', 'mask'] as const)('refuses what multiplies itself without end by %s', (by) => {
    expect(inertSvg(new TextEncoder().encode(levels(by, 10, 10)))).toBeNull()
    expect(clean(levels(by, 4, 10))).toContain('leaf')
  })

  it('keeps what leads back to itself, which nobody draws', () => {
    expect(clean('<svg xmlns="x"><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>')).toContain('#b')
  })
})
