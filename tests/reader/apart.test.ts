import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPostil, type Postil } from '../../main/postil.ts'
import { good } from '../support/contract/helpers.ts'

const copyName = 'highlights.sync-conflict-20261123-110953-ABCDEFG.json'
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

let folder: string
let reports: unknown[]
const opened: Postil[] = []

async function open() {
  const postil = await openPostil({ libraryPath: folder, report: (thrown) => reports.push(thrown) })
  opened.push(postil)
  await postil.ready
  return postil.reader
}
const close = () => Promise.all(opened.splice(0).map((postil) => postil.close()))
type Reader = Awaited<ReturnType<typeof open>>

async function save(reader: Reader, title: string): Promise<string> {
  const { article } = await good(reader.saveText({ title, text: `${title}. L’été est là.` }))
  return article.id
}
const titles = async (reader: Reader, shelf: 'all' | 'trash' = 'all') =>
  (await good(reader.listArticles({ shelf }))).items.map(({ title }) => title).toSorted()
const inArticle = (id: string, name: string) => join(folder, 'articles', id, name)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-apart-'))
  reports = []
})
afterEach(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

test('a folder that the system does not hand out keeps no other article from the list', async () => {
  let reader = await open()
  const odd = await save(reader, 'Été')
  await save(reader, 'قراءة')
  await close()
  await rm(inArticle(odd, 'article.json'))
  await rm(inArticle(odd, 'article.json.bak'), { force: true })
  // Whoever looks at it is answered ELOOP.
  await symlink('article.json', inArticle(odd, 'article.json'))
  await rm(join(folder, '.index'), { recursive: true })
  reader = await open()
  expect(await titles(reader)).toEqual(['قراءة'])
  expect((await good(reader.libraryStatus({}))).indexed).toBe(true)
})

test('an article stays in the list where the copy beside its records cannot be put aside', async () => {
  let reader = await open()
  const id = await save(reader, 'Été')
  await save(reader, '余白')
  await close()
  await writeFile(inArticle(id, copyName), await readFile(inArticle(id, 'highlights.json')))
  await writeFile(join(folder, 'quarantine'), 'a file has the name')
  reader = await open()
  expect(await titles(reader)).toEqual(['Été', '余白'])
  expect((await good(reader.libraryStatus({}))).indexed).toBe(true)
  await close()
  // It is tried again with the next opening.
  await rm(join(folder, 'quarantine'))
  reader = await open()
  expect(await titles(reader)).toEqual(['Été', '余白'])
  expect(await readdir(join(folder, 'articles', id))).not.toContain(copyName)
})

test('a note that a sync tool left beside an article that was deleted for good is not deleted unseen', async () => {
  let reader = await open()
  const id = await save(reader, 'Été')
  const added = await good(reader.addHighlight({ articleId: id, passage: { quote: 'L’été' }, note: 'Ici' }))
  await good(reader.deleteArticles({ ids: [id] }))
  const names = ['article.json', 'highlights.json']
  const [article = '', marks = ''] = await Promise.all(names.map((name) => readFile(inArticle(id, name), 'utf8')))
  await good(reader.emptyTrash({}))
  await close()
  const { anchor: _, ...mark } = added
  await mkdir(join(folder, 'articles', id))
  await writeFile(inArticle(id, 'article.json'), article)
  await writeFile(inArticle(id, 'highlights.json'), marks)
  const elsewhere = { ...mark, id: `${mark.id.slice(0, -1)}${mark.id.endsWith('Z') ? 'Y' : 'Z'}`, note: 'ملاحظة' }
  await writeFile(inArticle(id, copyName), JSON.stringify({ version: 2, highlights: [elsewhere] }))
  reader = await open()
  expect(await titles(reader, 'trash')).toEqual(['Été'])
  const kept = JSON.parse(await readFile(inArticle(id, 'highlights.json'), 'utf8'))
  expect(kept.highlights.map(({ note }: { note: string }) => note).toSorted()).toEqual(['Ici', 'ملاحظة'])
})

test('one article that cannot be deleted keeps no other in the trash', async () => {
  const reader = await open()
  const ids = [await save(reader, 'Un'), await save(reader, 'Deux'), await save(reader, 'Trois')]
  await good(reader.deleteArticles({ ids }))
  await listedTrash(reader, 3)
  await writeFile(inArticle(ids[1] ?? '', copyName), JSON.stringify({ version: 99, highlights: [] }))
  const result = await reader.emptyTrash({})
  expect(result).toMatchObject({ ok: false, error: { code: 'libraryNewer' } })
  expect(await titles(reader, 'trash')).toEqual(['Deux'])
})

test('a picture stays while an article that cannot be read might show it', async () => {
  const reader = await open()
  const html = (title: string) =>
    `<html><title>${title}</title><article><h1>${title}</h1><p>${`${title}, une phrase. `.repeat(30)}</p><figure><img src="data:image/png;base64,${png}" alt="" width="400" height="300"></figure><p>${'Encore. '.repeat(60)}</p></article></html>`
  const saved = async (title: string) =>
    (await good(reader.saveHtml({ html: html(title), url: `https://exemple.fr/${title}` }))).article.id
  const gone = await saved('Un')
  const damaged = await saved('Deux')
  await close()
  const again = await open()
  expect(await readdir(join(folder, 'media'))).toHaveLength(1)
  await writeFile(inArticle(damaged, 'article.json'), '\0'.repeat(50))
  await rm(inArticle(damaged, 'article.json.bak'), { force: true })
  await again.openArticle({ id: damaged })
  await good(again.reindex({}))
  await good(again.deleteArticles({ ids: [gone] }))
  expect((await good(again.emptyTrash({}))).deleted).toEqual([gone])
  expect(await readdir(join(folder, 'media'))).toHaveLength(1)
})

async function listedTrash(reader: Reader, count: number): Promise<void> {
  expect(await titles(reader, 'trash')).toHaveLength(count)
}
