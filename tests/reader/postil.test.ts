import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Capture } from '../../main/capture/types.ts'
import type { ReaderApi } from '../../main/core/contract.ts'
import { openLibrary } from '../../main/library/index.ts'
import { defaultLibraryPath, openPostil, type Postil } from '../../main/postil.ts'
import { createReader } from '../../main/reader.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import { good, save, saveParagraphs } from '../support/contract/helpers.ts'
import { articles, startSite } from '../support/site.ts'

describe('a library that was opened', () => {
  let folder: string
  const opened: Postil[] = []

  const open = async (name: string): Promise<Postil> => {
    const postil = await openPostil({ libraryPath: join(folder, name), report: () => {} })
    opened.push(postil)
    await postil.ready
    return postil
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'postil-reader-'))
  })
  afterEach(async () => {
    for (const postil of opened.splice(0)) await postil.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('is locked for others until it is closed', async () => {
    const first = await open('a')
    await expect(openPostil({ libraryPath: first.libraryPath })).rejects.toMatchObject({ code: 'libraryLocked' })
    await opened.pop()?.close()
    await open('a')
  })

  test.each(['missing', 'garbage'])('finds everything again with its index %s', async (state) => {
    const { reader } = await open('a')
    const id = await saveParagraphs(reader, 'The albatross came back.')
    await good(reader.addHighlight({ articleId: id, passage: { quote: 'albatross' }, note: 'Coleridge' }))
    await opened.pop()?.close()
    const index = join(folder, 'a', '.index')
    for (const name of await readdir(index)) {
      if (!name.startsWith('index.sqlite')) continue
      if (state === 'missing') await rm(join(index, name))
      else await writeFile(join(index, name), 'This is no database. '.repeat(400))
    }
    const again = (await open('a')).reader
    const { hits } = await good(again.search({ query: 'coleridge' }))
    expect(hits.map(({ article }) => article.id)).toEqual([id])
  })

  test('sees what a folder-sync tool changed while it was closed', async () => {
    const { reader } = await open('a')
    const id = await saveParagraphs(reader, 'A text.')
    await opened.pop()?.close()
    const file = join(folder, 'a', 'articles', id, 'article.json')
    const record = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...record, title: 'Renamed elsewhere', future: { kept: true } }))
    const again = (await open('a')).reader
    expect((await good(again.listArticles({}))).items[0]?.title).toBe('Renamed elsewhere')
    const updated = await good(again.updateArticle({ id, patch: { favourite: true } }))
    expect(updated).toMatchObject({ title: 'Renamed elsewhere', future: { kept: true } })
  })

  test('hands a whole library over to another: highlights in their places, pictures that are there, and tombstones', async () => {
    const site = await startSite()
    const from = (await open('from')).reader
    const { article } = await save(from, site, 'fr')
    const [first, second] = articles.fr.passages
    const mark = (quote: string) =>
      good(from.addHighlight({ articleId: article.id, passage: { quote }, note: articles.fr.note }))
    const kept = await mark(first)
    await mark(second)
    const exportAll = async (reader: ReaderApi) => {
      const { files } = await good(reader.exportArticles({ ids: 'all', format: 'json' }))
      return { name: 'export.json', data: Buffer.from(files[0]?.text ?? '', 'utf8').toString('base64') }
    }
    const file = await exportAll(from)

    const to = (await open('to')).reader
    const receipt = await good(to.importFile(file))
    expect(receipt).toMatchObject({
      format: 'postil',
      articles: { added: 1, merged: 0, skipped: 0 },
      highlights: { exact: 2, moved: 0, changed: 0, unsure: 0, lost: 0 },
      problems: [],
    })
    const copy = await good(to.openArticle({ id: article.id }))
    expect(copy.highlights.find(({ id }) => id === kept.id)?.note).toBe(articles.fr.note)
    expect(JSON.stringify(copy.document)).not.toMatch(/"media":"/)
    expect((await good(to.verifyLibrary({}))).problems).toEqual([])
    expect((await good(to.importFile(file))).articles).toEqual({ added: 0, merged: 0, skipped: 1 })

    // The same page, saved on its own in a third library: its highlights join.
    const third = (await open('third')).reader
    const own = await save(third, site, 'fr')
    const joined = await good(third.importFile(file))
    expect(joined.articles).toEqual({ added: 0, merged: 1, skipped: 0 })
    expect((await good(third.openArticle({ id: own.article.id }))).highlights).toHaveLength(2)
    expect((await good(third.listArticles({ shelf: 'all' }))).total).toBe(1)
    await site.close()
  })

  test('one record of an import that cannot be used costs no other, and is told of', async () => {
    const from = (await open('from')).reader
    await saveParagraphs(from, 'A fine one.')
    const { files } = await good(from.exportArticles({ ids: 'all', format: 'json' }))
    const data = JSON.parse(files[0]?.text ?? '')
    data.articles.push({ article: { title: 'A broken one' }, document: {}, highlights: [] })
    const to = (await open('to')).reader
    const text = Buffer.from(JSON.stringify(data), 'utf8').toString('base64')
    const receipt = await good(to.importFile({ name: 'x.json', data: text }))
    expect(receipt.articles.added).toBe(1)
    expect(receipt.problems).toHaveLength(1)
    expect(receipt.problems[0]?.row).toContain('A broken one')
  })

  test.each(['the next start', 'the next change'])(
    'a save succeeds when only its indexing fails, and is found from %s on',
    async (when) => {
      const clock = () => new Date()
      let next = 0
      const ids = () => `01ARZ3NDEKTSV4RRFFQ69G5F${String(next++).padStart(2, '0')}`
      const path = join(folder, 'a')
      const library = await openLibrary({ path, clock, ids })
      const index = openSearchIndex({ path: join(path, '.index', 'index.sqlite') })
      let failures = 1
      const failing = {
        ...index,
        put(entries: Parameters<typeof index.put>[0]) {
          if (failures-- > 0) throw new Error('the index had a bad moment')
          index.put(entries)
        },
      }
      const heard: unknown[] = []
      const unused = () => Promise.reject(new Error('not asked for'))
      const capture: Capture = {
        fromUrl: unused,
        fromPage: unused,
        fetchPictures: unused,
        fromText: async ({ text }) => ({
          url: null,
          canonicalUrl: null,
          title: text,
          byline: null,
          site: null,
          publishedAt: null,
          lang: 'en',
          dir: 'ltr',
          excerpt: text,
          leadImage: null,
          words: 1,
          minutes: 1,
          document: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
          media: [],
          original: null,
          missingImages: 0,
        }),
        canonicalUrl: () => null,
        close: async () => {},
      }
      const report = (thrown: unknown) => heard.push(thrown)
      const reader = createReader({ library, search: failing, capture, clock, ids, welcome: unused, report })
      await reader.ready()
      const { article } = await good(reader.api.saveText({ text: 'Persistent' }))
      // Whoever asks waits for what was changed; whoever changes it does not.
      expect((await good(reader.api.libraryStatus({}))).indexed).toBe(false)
      expect(heard).toHaveLength(1)
      if (when === 'the next change') {
        await good(reader.api.saveText({ text: 'Patient' }))
        await reader.ready()
        const { items } = await good(reader.api.listArticles({}))
        expect(items.map(({ title }) => title)).toEqual(['Patient', 'Persistent'])
      }
      await reader.close()
      await library.close()

      const again = (await open('a')).reader
      expect((await good(again.listArticles({}))).items.map(({ id }) => id)).toContain(article.id)
    },
  )
})

test('the library is where $POSTIL_LIBRARY says, else in the home folder', () => {
  expect(defaultLibraryPath({}, '/home/ada')).toBe(resolve('/home/ada/Postil'))
  expect(defaultLibraryPath({ POSTIL_LIBRARY: '' }, '/home/ada')).toBe(resolve('/home/ada/Postil'))
  expect(defaultLibraryPath({ POSTIL_LIBRARY: '/srv/books' }, '/home/ada')).toBe(resolve('/srv/books'))
})
