import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createExtractor } from '../../main/capture/extractor.ts'

const task = { page: '', contentType: '', contentLanguage: null, name: '', url: null }
let folder: string
let workerUrl: URL

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-extractor-'))
  const file = join(folder, 'worker.mjs')
  await writeFile(
    file,
    `const later = (value) => new Promise((done) => setTimeout(() => done(value), 1000))
export default () => later({ ok: true, value: 'read' })
export const inert = () => later(new Uint8Array([1]))
`,
  )
  workerUrl = pathToFileURL(file)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('extraction in one thread', () => {
  it('gives each page its own time, however long it waited for the thread', async () => {
    const extractor = createExtractor({ workerUrl, maxThreads: 1, timeoutMs: 3000 })
    const pages = await Promise.allSettled([1, 2, 3, 4, 5].map(() => extractor.extract(task)))
    await extractor.close()
    expect(pages.map(({ status }) => status)).toEqual(new Array(5).fill('fulfilled'))
  })

  it('ends what waits when it is closed or cancelled', async () => {
    const extractor = createExtractor({ workerUrl, maxThreads: 1 })
    const stopped = new AbortController()
    const first = extractor.extract(task, stopped.signal)
    const [second, third, drawing] = [
      extractor.extract(task, stopped.signal),
      extractor.extract(task),
      extractor.inert(new Uint8Array()),
    ]
    const ended = Promise.allSettled([first, second, third, drawing])
    stopped.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    await extractor.close()
    const [, , last, picture] = await ended
    expect(last).toMatchObject({ status: 'rejected' })
    expect(picture).toEqual({ status: 'fulfilled', value: null })
  })
})
