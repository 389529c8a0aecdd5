import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { documentText } from '../../main/core/document/text.ts'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { article, html, serve, type TestServer } from '../capture/server.ts'
import { bad, eventually, good, heard } from '../support/contract/helpers.ts'
import { makePng } from '../support/site.ts'

const quick = makePng(400, 300)
const slow = makePng(320, 200)
const sign = makePng(16, 16)
const figures = `<p>« Les images viennent plus tard\u202F», dit-elle.</p>
<figure><img src="/quick.png" alt="La première"><figcaption>صورة أولى</figcaption></figure>
<figure><img src="/slow.png" alt="La seconde"><figcaption>二枚目の写真</figcaption></figure>`

let folder: string
let site: TestServer
let postil: Postil
/** Answers of the slow picture that are being held back. */
let waiting: ServerResponse[]
let hold: boolean

const image = (bytes: Uint8Array) => html(bytes, 'image/png')
const pictures = (document: DocumentJSON) =>
  document.content
    .flatMap((node) => (node.type === 'figure' ? (node.content ?? []) : [node]))
    .flatMap((node) => (node.type === 'image' ? [node.attrs ?? {}] : []))

/** Lets the slow picture come, those that are asked for later at once. */
function letGo(): void {
  hold = false
  for (const response of waiting.splice(0)) image(slow)(response)
}

async function open(patience = 60_000): Promise<Postil> {
  postil = await openPostil({ libraryPath: folder, patience, report: (thrown) => reports.push(thrown) })
  await postil.ready
  return postil
}
let reports: unknown[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-late-'))
  waiting = []
  reports = []
  hold = true
  site = await serve({
    '/p': html(article(figures, 'Deux images').replace('<head>', '<head><link rel="icon" href="/sign.png">')),
    '/quick.png': image(quick),
    '/sign.png': image(sign),
    '/slow.png': (response) => {
      if (hold) waiting.push(response)
      else image(slow)(response)
    },
  })
})
afterEach(async () => {
  await postil.close()
  await site.close()
  await rm(folder, { recursive: true, force: true })
})

const request = () => ({ url: `${site.url}/p`, typed: true, task: 'save' })

describe('pictures that take their time', () => {
  /** Saves the page, and answers once its text can be read while the slow picture is still awaited. */
  async function half(patience = 0) {
    const { reader } = await open(patience)
    const stored = heard(reader, 'libraryChanged', (data) => data.ids !== null)
    const saving = reader.saveUrl(request())
    const [id = ''] = (await stored.promise).ids ?? []
    await eventually(async () => waiting[0])
    return { reader, id, saving }
  }

  test('do not keep the text from being read and marked; they come into the same version', async () => {
    const { reader, id, saving } = await half()
    const before = await good(reader.openArticle({ id }))
    expect(pictures(before.document).at(-1)).toMatchObject({ media: null, source: `${site.url}/slow.png` })
    const quote = 'Les images viennent plus tard'
    const mark = await good(reader.addHighlight({ articleId: id, passage: { quote }, note: 'مهم' }))

    letGo()
    const { article, missingImages, duplicate } = await good(saving)
    expect({ id: article.id, missingImages, duplicate }).toEqual({ id, missingImages: 0, duplicate: false })
    expect(article.versions).toHaveLength(1)
    expect(article.current).not.toBe(before.article.current)

    const after = await good(reader.openArticle({ id }))
    expect(pictures(after.document)).toMatchObject([
      { alt: 'La première', width: 400, height: 300 },
      { alt: 'La seconde', width: 320, height: 200 },
    ])
    expect(pictures(after.document).every(({ media }) => typeof media === 'string')).toBe(true)
    expect(documentText(after.document).text).toBe(documentText(before.document).text)
    expect(after.highlights).toMatchObject([
      { id: mark.id, note: 'مهم', contentHash: article.current, anchor: { status: 'exact' } },
    ])
    expect(after.article.favicon).toMatch(/\.png$/)
    expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
    expect(reports).toEqual([])
  })

  test('are told of when they are there', async () => {
    const { reader, id, saving } = await half()
    const told = heard(reader, 'libraryChanged', (data) => data.ids?.includes(id) === true)
    letGo()
    await told.promise
    await good(saving)
  })

  test('keep nobody who saves the same page again waiting', async () => {
    const { reader, id, saving } = await half()
    const { task: _, ...again } = request()
    expect(await good(reader.saveUrl(again))).toMatchObject({ duplicate: true, article: { id } })
    letGo()
    await good(saving)
  })

  test('are given up when one is told to stop, and the article stays', async () => {
    const { reader, id, saving } = await half()
    expect(await good(reader.cancelTask({ task: 'save' }))).toEqual({ cancelled: true })
    expect(await good(saving)).toMatchObject({ article: { id }, missingImages: 1 })
    const { document } = await good(reader.openArticle({ id }))
    expect(pictures(document)).toMatchObject([{ alt: 'La première' }, { media: null }])
    expect(pictures(document)[0]?.media).toMatch(/\.png$/)
    letGo()
    expect(await good(reader.fetchPictures({ id }))).toMatchObject({ fetched: 1, missing: 0 })
  })

  test('are missing where the article was deleted for good by the time they come', async () => {
    const { reader, id, saving } = await half()
    await good(reader.deleteArticles({ ids: [id] }))
    await good(reader.emptyTrash({}))
    letGo()
    expect((await good(saving)).article.id).toBe(id)
    await bad(reader.openArticle({ id }), 'articleNotFound')
    expect(reports).toEqual([])
  })

  test('leave nothing half done where Postil is closed meanwhile', async () => {
    const { id, saving } = await half()
    await postil.close()
    await saving
    const { reader } = await open()
    expect((await good(reader.openArticle({ id }))).article.title).toBe('Deux images')
    expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
  })

  test('are waited for where they come soon', async () => {
    hold = false
    const { reader } = await open()
    let changes = 0
    reader.on('libraryChanged', () => {
      changes += 1
    })
    const { missingImages } = await good(reader.saveUrl(request()))
    expect({ missingImages, changes }).toEqual({ missingImages: 0, changes: 1 })
    const [id = ''] = await readdir(join(folder, 'articles'))
    expect(await readdir(join(folder, 'articles', id, 'content'))).toHaveLength(1)
  })

  test('do not take the text with them when everything is killed', async () => {
    await open()
    await postil.close()
    const program = fileURLToPath(new URL('./save-until-killed.ts', import.meta.url))
    const args = ['--disable-warning=ExperimentalWarning', program, folder, `${site.url}/p`]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let id = ''
    for await (const line of createInterface({ input: child.stdout })) {
      id = line
      child.kill('SIGKILL')
    }
    const { reader } = await open()
    const { document } = await good(reader.openArticle({ id }))
    expect(documentText(document).text).toContain('plus tard')
    expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
    letGo()
    expect(await good(reader.fetchPictures({ id }))).toMatchObject({ missing: 0 })
  })
})

describe('looking again for pictures', () => {
  /** An article of which one picture failed. */
  async function incomplete() {
    hold = false
    const lost: Record<string, boolean> = { '/slow.png': true }
    await site.close()
    site = await serve({
      '/p': html(article(figures, 'Deux images')),
      '/quick.png': image(quick),
      '/slow.png': (response) => {
        if (lost['/slow.png']) response.writeHead(503).end()
        else image(slow)(response)
      },
    })
    const { reader } = await open()
    const saved = await good(reader.saveUrl(request()))
    expect(saved.missingImages).toBe(1)
    return { reader, id: saved.article.id, old: saved.article.current, back: () => (lost['/slow.png'] = false) }
  }

  test('puts what came into the version that is shown, and keeps every mark', async () => {
    const { reader, id, old, back } = await incomplete()
    const quote = 'viennent plus tard'
    await good(reader.addHighlight({ articleId: id, passage: { quote } }))
    expect(await good(reader.fetchPictures({ id }))).toMatchObject({
      article: { current: old },
      fetched: 0,
      missing: 1,
    })
    back()
    const steps: string[] = []
    reader.on('progress', ({ task, step, done, total }) => steps.push(`${task} ${step} ${done}/${total}`))
    site.requests.length = 0
    const { article, fetched, missing } = await good(reader.fetchPictures({ id, task: 'again' }))
    expect({ fetched, missing }).toEqual({ fetched: 1, missing: 0 })
    expect(steps).toEqual(['again images 0/1', 'again images 1/1'])
    expect(site.requests.map(({ url }) => url)).toEqual(['/slow.png'])
    const opened = await good(reader.openArticle({ id }))
    expect(opened.article).toEqual(article)
    expect(pictures(opened.document).map(({ width }) => width)).toEqual([400, 320])
    expect(opened.highlights).toMatchObject([{ anchor: { status: 'exact' }, contentHash: article.current }])
    expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
  })

  test('asks nobody where nothing is missing', async () => {
    const { reader, id, back } = await incomplete()
    back()
    await good(reader.fetchPictures({ id }))
    site.requests.length = 0
    expect(await good(reader.fetchPictures({ id }))).toMatchObject({ fetched: 0, missing: 0 })
    expect(site.requests).toEqual([])
  })

  test('reaches into the private network only for a page whose address a person typed', async () => {
    const { reader, back } = await incomplete()
    back()
    const page = { html: article(figures, 'Une autre'), url: `${site.url}/autre` }
    const pasted = await good(reader.saveHtml(page))
    expect(pasted.missingImages).toBe(2)
    site.requests.length = 0
    expect(await good(reader.fetchPictures({ id: pasted.article.id }))).toMatchObject({ fetched: 0, missing: 2 })
    expect(site.requests).toEqual([])
  })

  test('says that an article is not there', async () => {
    const { reader } = await open()
    const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
    await bad(reader.fetchPictures({ id }), 'articleNotFound')
  })
})
