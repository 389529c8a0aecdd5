import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLibrary } from '../../main/library/index.ts'
import { createIndexing } from '../../main/reader/indexing.ts'
import { createTexts } from '../../main/reader/texts.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import { faultyFiles } from '../library/faults.ts'
import { clock, ids, markOf, newArticle } from '../library/records.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-full-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a copy that a full disk keeps from being merged costs neither the article its place nor the index its file', async () => {
  const faults = faultyFiles()
  const library = await openLibrary({ path: folder, clock, ids, files: faults.files })
  const { id } = await library.createArticle(newArticle({ title: '« Été\u202F»' }))
  await library.createArticle(newArticle({ title: '余白' }))
  const copy = join(folder, 'articles', id, 'highlights.sync-conflict-20261123-110953-ABCDEFG.json')
  const { current } = await library.readArticle(id)
  writeFileSync(copy, JSON.stringify({ version: 2, highlights: [{ ...markOf(id, 'n'), contentHash: current }] }))
  const index = openSearchIndex({ path: join(folder, '.index', 'index.sqlite'), shared: true })
  const reports: unknown[] = []
  let built = 0
  const indexing = createIndexing({
    library,
    texts: createTexts(library),
    index,
    changed: () => {},
    progress: (done) => void (done === 0 && built++),
    report: (thrown) => reports.push(thrown),
    watchful: false,
  })
  faults.arm(1, 'ENOSPC', { forever: true })
  await indexing.catchUp()
  await indexing.ready
  expect((await indexing.ask((each) => each.list({ shelf: 'all', offset: 0, limit: 9 }))).total).toBe(2)
  expect(built).toBe(1)
  expect(index.rebuilt).not.toBe('memory')
  expect(reports).toMatchObject([{ code: 'diskFull' }])
  expect(readFileSync(copy, 'utf8')).toContain('"n"')
  faults.disarm()
  await indexing.close()
  await library.close()
})
