import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCapture } from '../../main/capture/index.ts'
import type { Capture } from '../../main/capture/types.ts'
import { documentProblem } from '../../main/core/document/parse.ts'
import { documentText } from '../../main/core/document/text.ts'
import { article, html, PARAGRAPH, PNG, redirect, serve, type TestServer } from './server.ts'

let site: TestServer
let other: TestServer
let capture: Capture

const picture = html(PNG, 'image/png')

beforeAll(async () => {
  other = await serve({ '/secret.png': picture })
  site = await serve({
    '/article': html(article('<img src="/a.png" alt="A"><img src="/gone.png" alt="Gone">')),
    '/prying': html(
      article(`<img src="${other.url}/secret.png" alt="Secret"><img src="http://169.254.169.254/x.png">`),
    ),
    '/latin': html(
      Buffer.from(article('<p>L\x92\xe9t\xe9 \xab tr\xe8s \xbb chaud</p>'), 'latin1'),
      'text/html; charset=utf-8',
    ),
    '/text': html('Un titre\n\n« Une phrase »\u202f!\nUne autre.\n', 'text/plain; charset=utf-8'),
    '/sneaky': html(article(), 'text/plain'),
    '/pdf': html('%PDF-1.7 \x00', 'application/pdf'),
    '/lying-pdf': html('%PDF-1.7 \x00', 'text/html'),
    '/json': html('{"a":1}', 'application/json'),
    '/empty': html(''),
    '/wall': redirect('/login'),
    '/login': html(
      '<html><title>Log in</title><form action="/login"><p>Members only.</p><input type="password"></form></html>',
    ),
    '/old': redirect('/article'),
    '/moved': html(
      '<html><head><meta http-equiv="Refresh" content="0; URL=\'/old#top\'"><title>Moved</title></head><body><p>You are being redirected. If nothing happens, please <a href="/old">go on to the new address of this page</a>.</p></body></html>',
    ),
    '/moved-script': html('<meta http-equiv=refresh content="1;/moved"><script>location.replace("/moved")</script>'),
    '/reloads': html(article().replace('<head>', '<head><meta http-equiv="refresh" content="0; url=/moved">')),
    '/slow': html('<meta http-equiv="refresh" content="30; url=/article"><p>Soon.</p>'),
    '/round': html('<meta http-equiv="refresh" content="0; url=/round-again"><p>On.</p>'),
    '/round-again': html('<meta http-equiv="refresh" content="0; url=/round"><p>On.</p>'),
    '/count': (response, request) => {
      const left = Number(URL.parse(request.url ?? '', 'http://x/')?.searchParams.get('n'))
      const next = left === 0 ? '/article' : `/count?n=${left - 1}`
      html(`<meta http-equiv="refresh" content="0; url=${next}"><p>On.</p>`)(response)
    },
    '/pries': html('<meta http-equiv="refresh" content="0; url=http://169.254.169.254/"><p>On.</p>'),
    '/a.png': picture,
  })
  capture = createCapture({ maxThreads: 1 })
})
afterAll(async () => {
  await capture.close()
  await site.close()
  await other.close()
})

const save = (path: string) => capture.fromUrl(site.url + path, { typed: true })

describe('fromUrl', () => {
  it('brings an article with its pictures, its original and its facts', async () => {
    const steps: string[] = []
    const saved = await capture.fromUrl(`${site.url}/old?utm_source=x`, {
      typed: true,
      onProgress: (step) => steps.push(step),
    })
    expect(saved).toMatchObject({ title: 'Two logbooks', lang: 'en', dir: 'ltr', missingImages: 1, minutes: 1 })
    expect(saved.url).toBe(`${site.url}/old?utm_source=x`)
    expect(saved.canonicalUrl).toBe(`${site.url}/article`)
    expect(saved.media).toHaveLength(1)
    expect(Buffer.from(saved.original ?? []).toString()).toContain('<!doctype html>')
    expect(documentProblem(saved.document)).toBeNull()
    expect([...new Set(steps)]).toEqual(['fetch', 'extract', 'images'])
    expect(site.requests.find(({ url }) => url === '/a.png')?.headers.referer).toContain('/old')
  })

  it('is led on as a browser is, by pages that hold nothing else', async () => {
    for (const path of ['/moved', '/moved-script']) {
      const saved = await save(path)
      expect(saved).toMatchObject({ title: 'Two logbooks', url: site.url + path, canonicalUrl: `${site.url}/article` })
      expect(Buffer.from(saved.original ?? []).toString()).not.toContain('efresh')
    }
    expect((await save('/reloads')).canonicalUrl).toBe(`${site.url}/reloads`)
    expect((await save('/count?n=9')).title).toBe('Two logbooks')
    await expect(save('/count?n=10')).rejects.toMatchObject({ code: 'tooManyRedirects' })
    await expect(save('/round')).rejects.toMatchObject({ code: 'redirectLoop' })
    await expect(save('/pries')).rejects.toMatchObject({ code: 'addressBlocked' })
    await expect(save('/slow')).rejects.toMatchObject({ code: 'articleNotDetected' })
  })

  it('fetches no picture from elsewhere in the private network', async () => {
    const saved = await save('/prying')
    expect(saved.missingImages).toBe(2)
    expect(other.requests).toEqual([])
  })

  it('reads a page whose server lies about its charset', async () => {
    expect(documentText((await save('/latin')).document).text).toContain('L’été « très » chaud')
  })

  it('keeps plain text as it is, but for the title', async () => {
    const saved = await save('/text')
    expect(documentText(saved.document).text).toBe('« Une phrase »\u202f!\nUne autre.')
    expect(saved.title).toBe('Un titre')
  })

  it('sees a page in what is called text', async () => {
    expect((await save('/sneaky')).title).toBe('Two logbooks')
  })

  it.each([
    ['/pdf', 'typeUnsupported'],
    ['/lying-pdf', 'typeUnsupported'],
    ['/json', 'typeUnsupported'],
    ['/a.png', 'typeUnsupported'],
    ['/empty', 'pageEmpty'],
    ['/wall', 'loginRequired'],
    ['/missing', 'pageNotFound'],
  ])('%s: %s', async (path, code) => {
    await expect(save(path)).rejects.toMatchObject({ code })
  })

  it('keeps no password in the address', async () => {
    const address = new URL(`${site.url}/article`)
    address.username = 'reader'
    address.password = 'secret'
    const saved = await capture.fromUrl(address.href, { typed: true })
    expect(saved.url).toBe(`${site.url}/article`)
    expect(JSON.stringify(saved.document)).not.toContain('secret')
  })

  it('refuses what nobody typed', async () => {
    await expect(capture.fromUrl(`${site.url}/article`)).rejects.toMatchObject({ code: 'addressBlocked' })
    await expect(capture.fromUrl('javascript:alert(1)')).rejects.toMatchObject({ code: 'urlInvalid' })
  })

  it('stops when asked', async () => {
    const work = capture.fromUrl(`${site.url}/article`, { typed: true, signal: AbortSignal.abort() })
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('fromPage', () => {
  it('hands the page over as it came, before the article is looked for', async () => {
    const told: string[] = []
    const html = article()
    await capture.fromPage(
      { html },
      { onPage: (bytes) => told.push(new TextDecoder().decode(bytes)), onProgress: (step) => told.push(step) },
    )
    expect(told.slice(0, 2)).toEqual([html, 'extract'])
  })

  it('reads a saved file in its own charset, and finds where it came from', async () => {
    const text =
      `<!-- saved from url=(0024)https://x.example/story -->${article('<p>The m\xe9 of the caf\xe9 stands.</p>')}`.replace(
        '<head>',
        '<head><meta charset="windows-1252">',
      )
    const saved = await capture.fromPage({ bytes: Buffer.from(text, 'latin1'), name: 'story.html' })
    expect(saved.canonicalUrl).toBe('https://x.example/story')
    expect(documentText(saved.document).text).toContain('The mé of the café stands.')
  })

  it('tells text from pages by what they are', async () => {
    const textOf = async (text: string) =>
      documentText((await capture.fromPage({ bytes: new TextEncoder().encode(text), name: 'notes.txt' })).document).text
    expect(await textOf('First line.\n\n<not> a page')).toBe('First line.\n<not> a page')
    // The first line is the title, if it is a line of its own and no sentence, and there is more.
    expect(await textOf('Le moulin\n\nIl a brûlé.')).toBe('Il a brûlé.')
    expect(await textOf('Le moulin\nIl a brûlé.\n\nFin.')).toBe('Le moulin\nIl a brûlé.\nFin.')
    expect(await textOf('Le moulin')).toBe('Le moulin')
    expect((await capture.fromPage({ bytes: new TextEncoder().encode(article()), name: 'page.txt' })).title).toBe(
      'Two logbooks',
    )
  })

  it.each([
    [{ bytes: new Uint8Array(), name: 'x.html' }, 'fileEmpty'],
    [{ bytes: PNG, name: 'x.html' }, 'fileTypeUnsupported'],
    [{ html: '' }, 'pageEmpty'],
    [{ html: article(), url: 'nonsense' }, 'urlInvalid'],
  ])('%j: %s', async (page, code) => {
    await expect(capture.fromPage(page)).rejects.toMatchObject({ code })
  })

  it('stops extraction under way, and works on', async () => {
    const stop = new AbortController()
    const work = capture.fromPage({ html: article(`<p>${PARAGRAPH}</p>`.repeat(20_000)) }, { signal: stop.signal })
    setTimeout(() => stop.abort(), 50)
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    expect((await capture.fromPage({ html: article() })).title).toBe('Two logbooks')
  })

  it('gives up on a page that takes too long', async () => {
    const hasty = createCapture({ maxThreads: 1, extractTimeoutMs: 1 })
    await expect(hasty.fromPage({ html: article() })).rejects.toMatchObject({ code: 'pageTooComplex' })
    await hasty.close()
  })
})

describe('fromText', () => {
  it('keeps every character, and parts paragraphs at blank lines', async () => {
    const text = '\uFEFF« Un mot »\u202f: l’été\u00a0!\r\ndeuxième ligne\r\n \r\n\r\nFin.'
    const saved = await capture.fromText({ text })
    expect(documentText(saved.document).text).toBe('« Un mot »\u202f: l’été\u00a0!\ndeuxième ligne\nFin.')
    expect(saved.title).toBe('« Un mot »\u202f: l’été\u00a0!')
    expect(saved.document.content).toHaveLength(2)
    expect(saved.original).toBeNull()
    expect(documentProblem(saved.document)).toBeNull()
  })

  it('takes the title that it is given', async () => {
    expect((await capture.fromText({ text: 'a', title: ' T ', url: 'https://x.example/' })).title).toBe('T')
  })

  it('takes its title from the facts of a Markdown file, else from the first line with words in it', async () => {
    const titleOf = async (text: string) => (await capture.fromText({ text })).title
    expect(await titleOf('---\ntitle: x\ntags: [a]\n---\n\n# The Mill\n\nIt burned.')).toBe('x')
    expect(await titleOf('---\n\nThe Mill\n\nIt burned.')).toBe('The Mill')
    expect(await titleOf('***\n\n!')).toBe('*** !')
  })

  it('refuses nothing at all', async () => {
    await expect(capture.fromText({ text: ' \n\u00a0\n' })).rejects.toMatchObject({ code: 'pageEmpty' })
  })
})
