import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ReaderApi } from '../../main/core/contract.ts'
import { openLibrary } from '../../main/library/index.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { backUpDaily } from '../../main/reader/backing.ts'
import type { Context } from '../../main/reader/context.ts'
import { bad, eventually, good, heard, saveParagraphs } from '../support/contract/helpers.ts'

let folder: string
const opened: Postil[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-backing-'))
})
afterEach(async () => {
  for (const postil of opened.splice(0)) await postil.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(name: string, options: { housekeeping?: boolean; clock?: () => Date } = {}): Promise<ReaderApi> {
  const postil = await openPostil({ libraryPath: join(folder, name), report: () => {}, ...options })
  opened.push(postil)
  await postil.ready
  return postil.reader
}

async function saved(reader: ReaderApi, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < count; number++) ids.push(await saveParagraphs(reader, `Baleine n°\u00A0${number}. 鯨`))
  return ids
}

describe('a restored backup', () => {
  test('is found by search, and told of in batches', async () => {
    const first = await open('a')
    const ids = await saved(first, 30)
    const path = join(folder, 'tout.zip')
    await good(first.backupLibrary({ path }))
    const other = await open('b')
    const told: (readonly string[] | null)[] = []
    other.on('libraryChanged', (event) => told.push(event.ids))
    const steps = new Set<string>()
    other.on('progress', ({ task, step }) => task === 'back' && steps.add(step))
    expect(await good(other.restoreBackup({ path, task: 'back' }))).toMatchObject({ articles: { added: 30 } })
    expect([...new Set(told.flat())].sort()).toEqual(ids)
    expect(told.length).toBeLessThan(6)
    expect([...steps]).toEqual(['check', 'restore'])
    expect((await good(other.search({ query: 'baleine' }))).hits).toHaveLength(30)
  })

  test('may be stopped: what is there stays, and is told of', async () => {
    const first = await open('a')
    await saved(first, 12)
    const path = join(folder, 'tout.zip')
    await good(first.backupLibrary({ path }))
    const other = await open('b')
    other.on('progress', ({ step, done }) => {
      if (step === 'restore' && done === 3) void other.cancelTask({ task: 'back' })
    })
    const { articles, problems } = await good(other.restoreBackup({ path, task: 'back' }))
    expect(problems.map(({ code }) => code)).toEqual(['mergeStopped'])
    expect((await good(other.listArticles({}))).total).toBe(articles.added)
    expect(articles.added).toBeLessThan(12)
    // Stopped while it is only looked at, nothing has happened.
    const third = await open('c')
    third.on('progress', ({ step }) => {
      if (step === 'check') void third.cancelTask({ task: 'back' })
    })
    await bad(third.restoreBackup({ path, task: 'back' }), 'cancelled')
    expect((await good(third.listArticles({}))).total).toBe(0)
  })

  test('stopped while it is written, an archive leaves nothing', async () => {
    const reader = await open('a')
    await saved(reader, 5)
    reader.on('progress', ({ step }) => {
      if (step === 'backup') void reader.cancelTask({ task: 'copy' })
    })
    await bad(reader.backupLibrary({ path: join(folder, 'copie.zip'), task: 'copy' }), 'cancelled')
    expect(await readdir(folder)).toEqual(['a'])
  })
})

describe('the daily backup', () => {
  const clock = () => new Date('2026-03-14T09:26:53.589Z')
  const names = async (name: string) => (await readdir(join(folder, name, 'backups')).catch(() => [])).sort()

  test('is made by a host that stays open, and listed', async () => {
    const reader = await open('a', { housekeeping: true, clock })
    const [backup] = await eventually(async () => {
      const { backups } = await good(reader.listBackups({}))
      return backups.length > 0 ? backups : undefined
    })
    expect(backup?.path).toBe(join(folder, 'a', 'backups', 'postil-records-2026-03-14.zip'))
    expect(backup?.bytes).toBeGreaterThan(100)
  })

  test('keeps as many as the settings say, and is off where they say so', async () => {
    const calls: (number | null)[] = []
    const contextWith = (dailyBackups: boolean, backupsKept: number) => {
      const library = {
        readSettings: async () => ({ dailyBackups, backupsKept }),
        backupDaily: async (kept: number | null) => void calls.push(kept),
        problems: () => [],
      }
      return { library } as unknown as Context
    }
    const { signal } = new AbortController()
    await backUpDaily(contextWith(false, 7), signal)
    expect(calls).toEqual([null])
    await backUpDaily(contextWith(true, 3), signal)
    expect(calls).toEqual([null, 3])
  })

  test('is not made where it is off', async () => {
    const first = await open('a', { clock })
    await good(first.updateSettings({ patch: { dailyBackups: false } }))
    await opened.pop()?.close()
    await writeFile(join(folder, 'a', 'hello.txt'), '')
    await open('a', { housekeeping: true, clock })
    await opened.pop()?.close()
    expect(await names('a')).toEqual([])
  })
})

describe('a daily backup that fails', () => {
  test('is told of by the status until one works', async () => {
    const reader = await open('a')
    await saved(reader, 2)
    const library = await openLibrary({
      path: join(folder, 'b'),
      clock: () => new Date(),
      ids: () => '01HZZZZZZZZZZZZZZZZZZZZZZZ',
    })
    await library.close()
    // A file has the name of the folder.
    await rm(join(folder, 'b', 'backups'), { recursive: true, force: true })
    await writeFile(join(folder, 'b', 'backups'), 'à moi')
    const stays = await open('b', { housekeeping: true })
    const told = heard(stays, 'libraryChanged', ({ ids }) => ids?.length === 0)
    await vi.waitFor(
      async () => {
        const { problems } = await good(stays.libraryStatus({}))
        expect(problems.map(({ code }) => code)).toEqual(['dailyBackupFailed'])
        expect(problems[0]?.details?.path).toBe(join(folder, 'b', 'backups'))
      },
      { timeout: 20_000 },
    )
    await told.promise
    for (const postil of opened.splice(0)) await postil.close()
    await rm(join(folder, 'b', 'backups'))
    const again = await open('b', { housekeeping: true })
    await vi.waitFor(async () => expect((await good(again.listBackups({}))).backups).toHaveLength(1), {
      timeout: 20_000,
    })
    expect((await good(again.libraryStatus({}))).problems).toEqual([])
  })

  test('is no problem any more after the next that works, nor where none is wanted', async () => {
    const path = join(folder, 'c')
    const library = await openLibrary({ path, clock: () => new Date(), ids: () => '01HZZZZZZZZZZZZZZZZZZZZZZZ' })
    const codes = () => library.problems().map(({ code }) => code)
    for (const kept of [7, null]) {
      await writeFile(join(path, 'backups'), '')
      await expect(library.backupDaily(7)).rejects.toMatchObject({ code: 'writeFailed' })
      expect(codes()).toEqual(['dailyBackupFailed'])
      await rm(join(path, 'backups'))
      await library.backupDaily(kept)
      expect(codes()).toEqual([])
      await rm(join(path, 'backups'), { recursive: true, force: true })
    }
    await library.close()
  })
})
