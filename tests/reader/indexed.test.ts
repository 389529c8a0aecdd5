import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PostilError } from '../../main/core/result.ts'
import type { Library } from '../../main/library/types.ts'
import { createIndexing, type Indexing } from '../../main/reader/indexing.ts'
import { createTexts } from '../../main/reader/texts.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import type { OwnedIndex } from '../../main/search/types.ts'
import { newArticle, openAt } from '../library/support.ts'

let folder: string
let library: Library
let index: OwnedIndex
let indexing: Indexing
const reports: unknown[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postil-indexed-'))
  reports.splice(0)
  library = await openAt(join(folder, 'Bibliothèque'))
  index = openSearchIndex({ path: ':memory:', shared: true })
})
afterEach(async () => {
  await indexing.close()
  rmSync(folder, { recursive: true, force: true })
})

function begin(changes: Partial<OwnedIndex> = {}): void {
  const parts = { library, texts: createTexts(library), changed: () => {}, progress: () => {}, watchful: true }
  const given = new Proxy(index, { get: (target, name) => Reflect.get(name in changes ? changes : target, name) })
  indexing = createIndexing({ ...parts, index: given, report: (thrown) => reports.push(thrown) })
  void indexing.catchUp()
}

it('an index that agrees with the files is not said to be behind while it is checked', async () => {
  await library.createArticle(newArticle())
  const seen: boolean[] = []
  begin({
    stampsAfter: (...params: Parameters<OwnedIndex['stampsAfter']>) => {
      seen.push(indexing.current)
      return index.stampsAfter(...params)
    },
  })
  await indexing.ready
  expect(seen).toEqual([false])
  await indexing.catchUp()
  // The check that comes again and again.
  await vi.waitFor(async () => expect(seen.length).toBeGreaterThan(2), { timeout: 20_000 })
  expect(seen.slice(1)).not.toContain(false)
  expect(indexing.current).toBe(true)
})

it('it is said to be behind while differences are made good', async () => {
  begin()
  await indexing.ready
  expect(indexing.current).toBe(true)
  await library.createArticle(newArticle())
  const seen: boolean[] = []
  await indexing.catchUp({ onProgress: () => seen.push(indexing.current) })
  expect(seen[0]).toBe(false)
  expect(indexing.current).toBe(true)
})

it('what could not be put in is made good without another change, and then it is said so', async () => {
  let fails = false
  begin({
    put: (entries: Parameters<OwnedIndex['put']>[0]) => {
      if (fails) throw new PostilError('internal', { reason: 'database is locked' })
      index.put(entries)
    },
  })
  await indexing.ready
  fails = true
  const { id } = await library.createArticle(newArticle())
  indexing.refresh(id)
  await indexing.ask(() => {})
  expect(indexing.current).toBe(false)
  expect(reports.length).toBeGreaterThan(0)
  fails = false
  await vi.waitFor(async () => expect(indexing.current).toBe(true), { timeout: 20_000 })
  expect(await indexing.ask((each) => each.counts().all)).toBe(1)
})
