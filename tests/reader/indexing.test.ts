import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ReaderApi, sorts } from '../../main/core/contract.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { createIndexerThread } from '../../main/reader/indexer/thread.ts'
import { good } from '../support/contract/helpers.ts'

let folder: string
const opened: Postil[] = []
const reports: unknown[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-indexing-'))
  reports.splice(0)
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

const close = () => Promise.all(opened.splice(0).map((postil) => postil.close()))

async function open(stays: boolean): Promise<ReaderApi> {
  const report = (thrown: unknown) => reports.push(thrown)
  const postil = await openPostil({ libraryPath: folder, report, housekeeping: stays })
  opened.push(postil)
  return postil.reader
}
const ready = () => Promise.all(opened.map((postil) => postil.ready))

const words = ['marge', 'été', 'œuvre', 'كتاب', '東京都', 'reader', 'naïve', 'l’encre', 'C++']
async function save(reader: ReaderApi, number: number): Promise<string> {
  const title = `« ${words[number % words.length]}\u202F» ${number}`
  const text = `${words[(number * 7) % words.length]} ${number}. ${'Un texte. '.repeat(number % 5)}`
  const { article } = await good(reader.saveText({ title, text }))
  return article.id
}

/** Everything that the index is asked for. */
async function answers(reader: ReaderApi) {
  const lists = []
  for (const shelf of ['reading', 'archive', 'favourites', 'trash', 'all'] as const) {
    for (const sort of sorts) lists.push(await good(reader.listArticles({ shelf, sort, limit: 1000 })))
    lists.push(await good(reader.listArticles({ shelf, tag: 'été', limit: 1000 })))
  }
  const searches = []
  for (const query of words) {
    const { hits } = await good(reader.search({ query, limit: 100 }))
    searches.push(hits.map(({ article, snippet }) => [article.id, snippet?.runs]))
  }
  return { lists, searches, tags: await good(reader.listTags({})) }
}

/** Waits until `holds`, looking again whenever the library is said to have changed. */
async function until(reader: ReaderApi, holds: () => Promise<boolean>): Promise<void> {
  let wake = () => {}
  const end = reader.on('libraryChanged', () => wake())
  for (;;) {
    const heard = new Promise<void>((resolve) => {
      wake = resolve
    })
    if (await holds()) break
    await heard
  }
  end()
}

const titles = async (reader: ReaderApi) =>
  (await good(reader.listArticles({ shelf: 'all' }))).items.map(({ title }) => title)

/** Deletes what the index consists of, as a person or a cleaning program would; the lock is no part of it. */
function deleteIndex(): void {
  const derived = join(folder, '.index')
  for (const name of readdirSync(derived)) if (name.startsWith('index')) rmSync(join(derived, name), { force: true })
}

describe.each([
  ['in this thread', false],
  ['in a thread of its own', true],
])('an index that is written %s', (_name, stays) => {
  it('answers of every change at once, and after a restart the same', async () => {
    const reader = await open(stays)
    const id = await save(reader, 1)
    expect(await titles(reader)).toEqual(['« été\u202F» 1'])
    await good(reader.updateArticle({ id, patch: { title: 'Autre', tags: ['Été'], archived: true } }))
    expect(await titles(reader)).toEqual(['Autre'])
    expect((await good(reader.listTags({}))).tags).toEqual([{ tag: 'Été', count: 1 }])
    await good(reader.addHighlight({ articleId: id, passage: { start: 0, end: 3 }, note: '余白' }))
    expect((await good(reader.search({ query: '余白' }))).hits.map((hit) => hit.article.highlights)).toEqual([1])
    await good(reader.deleteArticles({ ids: [id] }))
    expect((await good(reader.listArticles({ shelf: 'trash' }))).counts).toMatchObject({ all: 0, trash: 1 })
    await close()
    const again = await open(stays)
    expect((await good(again.listArticles({ shelf: 'trash' }))).items[0]).toMatchObject({ id, title: 'Autre' })
    await ready()
    expect((await good(again.libraryStatus({}))).indexed).toBe(true)
    expect(reports).toEqual([])
  })

  it('answers as a fresh one does, whenever it is deleted', async () => {
    // Moments that a fixed sequence of numbers gives.
    let state = 7
    const chance = (share: number) => {
      state = (state * 48271) % 2147483647
      return state % share === 0
    }
    let reader = await open(stays)
    const ids: string[] = []
    for (let number = 0; number < 60; number++) {
      if (chance(9)) deleteIndex()
      ids.push(await save(reader, number))
      const id = ids[(number * 13) % ids.length] ?? ''
      if (chance(2))
        await reader.updateArticle({ id, patch: { tags: ['été', `t${number % 4}`], favourite: chance(2) } })
      if (chance(4)) await reader.deleteArticles({ ids: [id] })
      if (chance(5)) await reader.restoreArticles({ ids: [id] })
      if (chance(6)) {
        await close()
        if (chance(2)) deleteIndex()
        reader = await open(stays)
        if (chance(2)) await ready()
      }
    }
    await ready()
    const before = await answers(reader)
    expect(before.lists.at(-2)?.total).toBeGreaterThan(30)
    await good(reader.reindex({}))
    expect(await answers(reader)).toEqual(before)
    await close()
    deleteIndex()
    reader = await open(stays)
    await ready()
    expect(await answers(reader)).toEqual(before)
    expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
  })

  it('that turns out to be damaged is built again, with progress', async () => {
    let reader = await open(stays)
    for (let number = 0; number < 40; number++) await save(reader, number)
    await close()
    const file = join(folder, '.index', 'index.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 8 * 4096)
    writeFileSync(file, bytes)
    reader = await open(stays)
    const progress: number[] = []
    reader.on('progress', ({ task, done }) => task === 'index' && progress.push(done))
    for (let tries = 0; tries < 20; tries++) {
      await ready()
      const listed = await reader.listArticles({ shelf: 'all', limit: 100, text: 'texte' })
      const searched = await reader.search({ query: 'marge' })
      if (listed.ok && searched.ok && listed.value.total === 32) break
    }
    await ready()
    expect((await good(reader.listArticles({ shelf: 'all' }))).total).toBe(40)
    expect(progress.at(-1)).toBe(40)
  })

  it('that another program holds is left to it for the time being', async () => {
    let reader = await open(stays)
    await save(reader, 1)
    await close()
    const other = new DatabaseSync(join(folder, '.index', 'index.sqlite'))
    other.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    reader = await open(stays)
    await ready()
    expect(await titles(reader)).toEqual(['« été\u202F» 1'])
    await save(reader, 2)
    expect(await titles(reader)).toHaveLength(2)
    await close()
    other.exec('ROLLBACK')
    other.close()
    reader = await open(stays)
    await ready()
    expect(await titles(reader)).toHaveLength(2)
    expect(readdirSync(join(folder, '.index')).filter((name) => name.includes('-2'))).toEqual([])
    expect(reports).toEqual([])
  })
})

it('what another program changes while Postil runs is shown', async () => {
  const reader = await open(true)
  const [first, second] = [await save(reader, 1), await save(reader, 2)]
  await ready()
  const articles = join(folder, 'articles')
  const script = `
    const { readFileSync, writeFileSync } = require('node:fs')
    const file = process.argv[1]
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), title: process.argv[2] }))`
  const edit = (id: string, title: string) =>
    once(spawn(process.execPath, ['-e', script, join(articles, id, 'article.json'), title]), 'exit')

  await edit(first, 'Renommé ailleurs')
  await until(reader, async () => (await titles(reader)).includes('Renommé ailleurs'))

  // One that is open in the window.
  await good(reader.openArticle({ id: second }))
  await edit(second, '別の題名')
  await until(reader, async () => (await titles(reader)).includes('別の題名'))

  const other = mkdtempSync(join(tmpdir(), 'postil-other-'))
  const there = await openPostil({ libraryPath: other })
  const { article } = await good(there.reader.saveText({ title: 'Venu d’ailleurs', text: 'Un texte.' }))
  await there.close()
  cpSync(join(other, 'articles', article.id), join(articles, article.id), { recursive: true })
  rmSync(other, { recursive: true })
  await until(reader, async () => (await titles(reader)).includes('Venu d’ailleurs'))

  rmSync(join(articles, first), { recursive: true })
  await until(reader, async () => (await titles(reader)).length === 2)
  expect(await titles(reader)).not.toContain('Renommé ailleurs')
  expect(reports).toEqual([])
})

it('a copy that a sync tool leaves beside a record is merged while Postil runs', async () => {
  const reader = await open(true)
  const id = await save(reader, 1)
  await ready()
  const record = JSON.parse(readFileSync(join(folder, 'articles', id, 'article.json'), 'utf8'))
  const later = new Date(Date.parse(record.updatedAt) + 60_000).toISOString()
  const copy = { ...record, title: 'De l’autre copie', updatedAt: later, changedAt: { title: later } }
  const name = 'article.sync-conflict-20260314-092653-ABCDEFG.json'
  writeFileSync(join(folder, 'articles', id, name), JSON.stringify(copy))
  await until(reader, async () => (await titles(reader)).includes('De l’autre copie'))
  expect(readdirSync(join(folder, 'articles', id))).not.toContain(name)
  expect((await good(reader.openArticle({ id }))).article.title).toBe('De l’autre copie')
})

it('a copy that is written in place while Postil looks is merged when it is whole', async () => {
  const reader = await open(true)
  const id = await save(reader, 1)
  await ready()
  const file = join(folder, 'articles', id, 'article.json')
  const record = JSON.parse(readFileSync(file, 'utf8'))
  const [first, later] = [60_000, 120_000].map((ms) => new Date(Date.parse(record.updatedAt) + ms).toISOString())
  const copy = join(folder, 'articles', id, 'article.sync-conflict-20260314-092653-ABCDEFG.json')
  const whole = JSON.stringify({ ...record, title: 'Enfin entière', updatedAt: later, changedAt: { title: later } })
  writeFileSync(copy, whole.slice(0, 200))
  writeFileSync(file, JSON.stringify({ ...record, title: 'Vue avec sa moitié', updatedAt: first }))
  await until(reader, async () => (await titles(reader)).includes('Vue avec sa moitié'))
  expect(readFileSync(copy, 'utf8')).toBe(whole.slice(0, 200))
  writeFileSync(copy, whole)
  await until(reader, async () => (await titles(reader)).includes('Enfin entière'))
  expect(reports).toEqual([])
})

it('what a crash left is swept away behind the opening', async () => {
  let reader = await open(true)
  const id = await save(reader, 1)
  await close()
  const left = join(folder, 'articles', id, '.article.json.tmp')
  writeFileSync(left, '{')
  writeFileSync(join(folder, 'media', `.${'a'.repeat(64)}.png.tmp`), '')
  writeFileSync(join(folder, 'media', '.syncthing.b.png.tmp'), '')
  reader = await open(true)
  await ready()
  expect(readdirSync(join(folder, 'articles', id))).not.toContain('.article.json.tmp')
  expect(readdirSync(join(folder, 'media'))).toEqual(['.syncthing.b.png.tmp'])
  expect(await titles(reader)).toHaveLength(1)
})

it('a thread that dies fails its calls, is begun again, and at last given up', async () => {
  const url = new URL(`data:text/javascript,${encodeURIComponent('process.exit(1)')}`)
  const indexer = createIndexerThread(url, { root: folder, location: 'file:/none?vfs=memdb' })
  const failures: string[] = []
  for (let call = 0; call < 7; call++) {
    await indexer.look([]).catch((thrown: Error) => failures.push(thrown.message))
  }
  expect(failures).toHaveLength(7)
  expect(failures.at(0)).toContain('has ended')
  expect(failures.at(-1)).toContain('again and again')
  await indexer.close()
})
