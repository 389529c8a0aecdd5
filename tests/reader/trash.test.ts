import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TRASH_DAYS } from '../../main/core/model/tombstone.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { bad, eventually, good, heard } from '../support/contract/helpers.ts'

const DAY = 24 * 60 * 60 * 1000
const start = Date.parse('2026-03-14T09:26:53.589Z')
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

let folder: string
let now: number
const opened: Postil[] = []

async function open(housekeeping = false) {
  const postil = await openPostil({
    libraryPath: folder,
    clock: () => new Date(now++),
    report: () => {},
    housekeeping,
  })
  opened.push(postil)
  await postil.ready
  return postil.reader
}
type Reader = Awaited<ReturnType<typeof open>>

/** An article with a picture of its own and one that all have. */
async function save(reader: Reader, title: string) {
  const own = Buffer.concat([Buffer.from(png, 'base64'), Buffer.from(title)]).toString('base64')
  const pictures = [png, own].map(
    (data) => `<figure><img src="data:image/png;base64,${data}" alt="" width="400" height="300"></figure>`,
  )
  const html = `<html><title>${title}</title><article><h1>${title}</h1><p>${`${title}, une phrase. `.repeat(30)}</p>${pictures.join('')}<p>${'Encore une. '.repeat(30)}</p></article></html>`
  const { article } = await good(reader.saveHtml({ html, url: `https://exemple.fr/${encodeURIComponent(title)}` }))
  return article.id
}
const pictures = () => readdir(join(folder, 'media'))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-trash-'))
  now = start
})
afterEach(async () => {
  for (const postil of opened.splice(0)) await postil.close()
  await rm(folder, { recursive: true, force: true })
})

test('what is deleted for good is nowhere any more, with the pictures that nobody else shows', async () => {
  const reader = await open()
  const ids = [await save(reader, 'Été'), await save(reader, 'قراءة'), await save(reader, '余白')]
  const [first = '', second = '', third = ''] = ids
  expect(await pictures()).toHaveLength(4)
  await good(reader.addHighlight({ articleId: first, passage: { start: 0, end: 3 }, note: 'ملاحظة' }))
  await good(reader.deleteArticles({ ids: [first, second] }))
  const told = heard(reader, 'libraryChanged', (data) => data.ids?.includes(first) === true)
  expect(await good(reader.emptyTrash({ ids: [first] }))).toEqual({ deleted: [first] })
  await told.promise
  await bad(reader.openArticle({ id: first }), 'articleNotFound')
  await bad(reader.restoreArticles({ ids: [first] }), 'articleNotFound')
  expect((await good(reader.listArticles({ shelf: 'trash' }))).items.map(({ id }) => id)).toEqual([second])
  expect(await pictures()).toHaveLength(3)
  expect(await good(reader.emptyTrash({}))).toEqual({ deleted: [second] })
  expect(await good(reader.emptyTrash({}))).toEqual({ deleted: [] })
  expect(await pictures()).toHaveLength(2)
  expect((await good(reader.listArticles({ shelf: 'all' }))).items.map(({ id }) => id)).toEqual([third])
  expect(await good(reader.verifyLibrary({}))).toMatchObject({ problems: [] })
  // Saved anew, the page is another article.
  expect(await save(reader, 'Été')).not.toBe(first)
  expect(await good(reader.verifyLibrary({}))).toMatchObject({ problems: [] })
})

test('an export made before brings nothing back that was deleted for good, and says so of that article alone', async () => {
  const reader = await open()
  const ids = [await save(reader, 'Été'), await save(reader, 'Hiver')]
  const { files } = await good(reader.exportArticles({ ids: 'all', format: 'json' }))
  await good(reader.deleteArticles({ ids: ids.slice(0, 1) }))
  await good(reader.emptyTrash({}))
  const data = Buffer.from(files[0]?.text ?? '').toString('base64')
  const receipt = await good(reader.importFile({ name: 'export.json', data }))
  expect(receipt).toMatchObject({ articles: { added: 0, skipped: 1 }, problems: [{ row: 'Été' }] })
  expect((await good(reader.listArticles({ shelf: 'all' }))).items.map(({ id }) => id)).toEqual(ids.slice(1))
})

test('nothing but what is in the trash is deleted, and nothing at all where an id is unknown', async () => {
  const reader = await open()
  const kept = await save(reader, 'Gardé')
  const thrown = await save(reader, 'Jeté')
  await good(reader.deleteArticles({ ids: [thrown] }))
  await bad(reader.emptyTrash({ ids: [thrown, '01ARZ3NDEKTSV4RRFFQ69G5FAV'] }), 'articleNotFound')
  expect((await good(reader.listArticles({ shelf: 'trash' }))).total).toBe(1)
  expect(await good(reader.emptyTrash({ ids: [kept, thrown] }))).toEqual({ deleted: [thrown] })
  expect((await good(reader.openArticle({ id: kept }))).article.id).toBe(kept)
})

test('stopped half-way, it answers what is gone; the rest is still in the trash', async () => {
  const reader = await open()
  const ids: string[] = []
  for (let number = 0; number < 6; number++) {
    ids.push((await good(reader.saveText({ text: `Texte ${number}.`, title: `N° ${number}` }))).article.id)
  }
  await good(reader.deleteArticles({ ids }))
  const steps: number[] = []
  reader.on('progress', ({ task, done }) => {
    if (task !== 'vider') return
    steps.push(done)
    if (done === 2) void reader.cancelTask({ task: 'vider' })
  })
  const { deleted } = await good(reader.emptyTrash({ task: 'vider' }))
  expect(deleted.length).toBeGreaterThanOrEqual(2)
  expect(deleted.length).toBeLessThan(6)
  expect(steps.slice(0, 3)).toEqual([0, 1, 2])
  expect((await good(reader.listArticles({ shelf: 'trash' }))).total).toBe(6 - deleted.length)
})

test(`what has been in the trash for ${TRASH_DAYS} days is deleted for good, by hosts that stay open`, async () => {
  const reader = await open()
  const [old, recent, kept] = [await save(reader, 'Vieux'), await save(reader, 'Récent'), await save(reader, 'Gardé')]
  await good(reader.deleteArticles({ ids: [old] }))
  now = start + 2 * DAY
  await good(reader.deleteArticles({ ids: [recent] }))
  await opened.pop()?.close()
  now = start + (TRASH_DAYS + 1) * DAY
  const command = await open()
  expect((await good(command.listArticles({ shelf: 'trash' }))).total).toBe(2)
  await opened.pop()?.close()
  const host = await open(true)
  await eventually(async () => {
    const { items } = await good(host.listArticles({ shelf: 'trash' }))
    return items.length === 1 ? items : undefined
  })
  expect((await good(host.restoreArticles({ ids: [recent] }))).restored).toEqual([recent])
  await bad(host.openArticle({ id: old }), 'articleNotFound')
  expect((await good(host.openArticle({ id: kept }))).article.title).toBe('Gardé')
})

test('a repair is seen at once: in the list, in an open article, and among the problems', async () => {
  const reader = await open()
  const id = await save(reader, 'À réparer')
  const inside = join(folder, 'articles', id)
  await opened.pop()?.close()
  await rm(join(inside, 'article.json'))
  await rm(join(inside, 'article.json.bak'), { force: true })
  const again = await open()
  await bad(again.openArticle({ id }), 'fileMissing')
  const { repairs, problems } = await good(again.verifyLibrary({ repair: true }))
  expect([problems, repairs.map(({ done, path }) => [done, path])]).toEqual([
    [],
    [['mended', `articles/${id}/article.json`]],
  ])
  expect((await good(again.listArticles({}))).items.map(({ title }) => title)).toEqual(['À réparer'])
  expect((await good(again.openArticle({ id }))).document.type).toBe('doc')
  expect((await good(again.libraryStatus({}))).problems).toEqual([])
  const content = join(inside, 'content', (await readdir(join(inside, 'content')))[0] ?? '')
  const sound = await readFile(content)
  await writeFile(content, 'x')
  await opened.pop()?.close()
  const last = await open()
  await bad(last.openArticle({ id }), 'recordDamaged')
  const [aside = ''] = await readdir(join(folder, 'quarantine'))
  await writeFile(join(folder, 'quarantine', aside), sound)
  expect((await good(last.verifyLibrary({ repair: true }))).problems).toEqual([])
  await good(last.openArticle({ id }))
  expect((await good(last.search({ query: 'phrase' }))).hits).toHaveLength(1)
})
