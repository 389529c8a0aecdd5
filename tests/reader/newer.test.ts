import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MethodName, Params, ReaderApi } from '../../main/core/contract.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { untouched } from '../library/formats.ts'
import { good, saveParagraphs } from '../support/contract/helpers.ts'

let folder: string
let path: string
const opened: Postil[] = []

const open = async (): Promise<ReaderApi> => {
  const postil = await openPostil({ libraryPath: path, housekeeping: true, report: () => {} })
  opened.push(postil)
  await postil.ready
  return postil.reader
}
const close = async () => {
  for (const postil of opened.splice(0)) await postil.close()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-newer-'))
  path = join(folder, 'Bibliothèque')
})
afterEach(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

test('a library of a newer format is read like any other; every write says why not, and nothing changes', async () => {
  const first = await open()
  const id = await saveParagraphs(first, 'L’albatros est revenu\u202F! 余白 هامش')
  const mark = await good(first.addHighlight({ articleId: id, passage: { quote: 'albatros' }, note: 'Baudelaire' }))
  const gone = await saveParagraphs(first, 'À jeter.')
  await good(first.deleteArticles({ ids: [gone] }))
  const [exported] = (await good(first.exportArticles({ ids: [id], format: 'json' }))).files
  const backup = join(folder, 'before.zip')
  await good(first.backupLibrary({ path: backup }))
  await close()
  const other = join(folder, 'autre')
  const second = await openPostil({ libraryPath: other, report: () => {} })
  await saveParagraphs(second.reader, 'Ailleurs.')
  await second.close()

  const file = join(path, 'library.json')
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), format: 3 }))
  const look = untouched(path)
  const before = look()
  const reader = await open()

  expect(await good(reader.libraryStatus({}))).toMatchObject({
    readOnly: true,
    newerFormat: 3,
    articles: 1,
    problems: [],
  })
  expect((await good(reader.listArticles({}))).items.map((article) => article.id)).toEqual([id])
  expect((await good(reader.openArticle({ id }))).highlights).toMatchObject([{ note: 'Baudelaire' }])
  expect((await good(reader.search({ query: 'albatros' }))).hits).toHaveLength(1)
  expect((await good(reader.exportArticles({ ids: 'all', format: 'markdown' }))).files).toHaveLength(1)
  expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
  await good(reader.getSettings({}))
  await good(reader.reindex({}))

  const data = Buffer.from(exported?.text.replaceAll('albatros', 'corbeau') ?? '').toString('base64')
  const writes: { [M in MethodName]?: Params<M> } = {
    saveText: { text: 'Nouveau.' },
    saveHtml: { html: '<article><h1>Neuf</h1><p>Un texte neuf, assez long pour être gardé.</p></article>' },
    updateArticle: { id, patch: { title: 'Autre' } },
    setReadingPosition: { id, position: { block: 0, offset: 0.5 }, progress: 0.5 },
    deleteArticles: { ids: [id] },
    restoreArticles: { ids: [gone] },
    emptyTrash: {},
    addHighlight: { articleId: id, passage: { quote: 'revenu' } },
    updateHighlight: { articleId: id, id: mark.id, patch: { note: '' } },
    deleteHighlight: { articleId: id, id: mark.id },
    updateSettings: { patch: { fontSize: 20 } },
    restoreBackup: { path: backup },
    mergeLibrary: { path: other },
    verifyLibrary: { repair: true },
  }
  const call = reader as unknown as Record<string, (params: unknown) => Promise<unknown>>
  for (const [method, params] of Object.entries(writes)) {
    expect(await call[method]?.(params), method).toMatchObject({ ok: false, error: { code: 'libraryNewer' } })
  }
  const record = JSON.parse(Buffer.from(data, 'base64').toString())
  record.articles[0].article.id = '01JP9Y8ZD030NCAHE5FN09H9Y9'
  record.articles[0].highlights = []
  const fresh = Buffer.from(JSON.stringify(record)).toString('base64')
  expect(await reader.importFile({ name: 'x.json', data: fresh })).toMatchObject({ error: { code: 'libraryNewer' } })
  // What only reads the library and writes elsewhere works.
  await good(reader.backupLibrary({ path: join(folder, 'after.zip') }))
  await close()
  expect(look()).toEqual(before)
})
