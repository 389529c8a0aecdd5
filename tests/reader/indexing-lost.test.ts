import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PostilError } from '../../main/core/result.ts'
import { openLibrary } from '../../main/library/index.ts'
import { createIndexing } from '../../main/reader/indexing.ts'
import { createTexts } from '../../main/reader/texts.ts'
import { openSearchIndex } from '../../main/search/index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-lost-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('an index that cannot be begun again is told of, and ends nothing else', async () => {
  const library = await openLibrary({ path: folder, clock: () => new Date(), ids: () => '' })
  const index = openSearchIndex({ path: ':memory:', shared: true })
  const reports: unknown[] = []
  const held = Object.assign(new Error('EPERM: the file is open'), { code: 'EPERM' })
  const indexing = createIndexing({
    library,
    texts: createTexts(library),
    index: {
      ...index,
      location: null,
      rebuilt: null,
      stampsAfter: () => {
        throw new PostilError('indexDamaged', { path: folder })
      },
      // Windows deletes no file that somebody has open.
      recover: () => {
        throw held
      },
    },
    changed: () => {},
    progress: () => {},
    report: (thrown) => reports.push(thrown),
    watchful: false,
  })
  await indexing.catchUp().catch(() => {})
  await indexing.ready
  expect(reports).toContain(held)
  expect(indexing.current).toBe(false)
  await indexing.close()
  await library.close()
})
