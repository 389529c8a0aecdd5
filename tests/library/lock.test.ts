import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHttpClient } from '../../main/http/client.ts'
import { serveHttp } from '../../main/http/serve.ts'
import { openPostil } from '../../main/postil.ts'
import { postil, serving } from '../support/cli.ts'
import { good, heard } from '../support/contract/helpers.ts'

let folder: string
let library: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-writers-'))
  library = ['--library', folder, '--json']
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const words = ['Un', 'deux', 'trois', 'أربعة', '五']

async function save(): Promise<string> {
  const saved = await postil(['save', '-', ...library], { input: `${words.join(' ')}.` })
  expect([saved.code, saved.stderr]).toEqual([0, ''])
  return saved.lines<{ id: string }>()[0]?.id ?? ''
}
async function notes(id: string): Promise<unknown[]> {
  const listed = await postil(['highlights', '--article', id, ...library])
  return listed.lines<{ note: string }>().map(({ note }) => note)
}

it('two commands that hammer the same article at once lose nothing of what either was told', async () => {
  const id = await save()
  const acknowledged: string[] = []
  const hammer = async (who: string): Promise<void> => {
    for (const quote of words.slice(0, 3)) {
      const note = `${who} ${quote}`
      const ran = await postil(['highlight', id, '--quote', quote, '--note', note, ...library])
      if (ran.code === 0) acknowledged.push(note)
      // A crowd before the lock may be too great for one of them, which then says so.
      else expect(ran.stderr).toMatch(/^error\[libraryLocked\]: /)
    }
  }
  await Promise.all([hammer('une'), hammer('autre')])
  expect(acknowledged.length).toBeGreaterThan(2)
  expect((await notes(id)).sort()).toEqual(acknowledged.sort())
  expect((await postil(['verify', ...library])).lines()[0]).toMatchObject({ problems: [] })
})

it('a command that comes while another has the lock waits, and then does its work', async () => {
  const id = await save()
  const holder = fileURLToPath(new URL('./hold.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', holder, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const ended = once(child, 'exit')
  const tagged = postil(['tag', id, '--add', 'été', ...library])
  const early = await Promise.race([tagged.then(() => 'at once'), wait(1500, 'waits')])
  expect(early).toBe('waits')
  child.kill('SIGKILL')
  await ended
  expect((await tagged).lines()).toEqual([{ id, tags: ['été'] }])
})

it('commands and a running Postil see what the other wrote', async () => {
  const id = await save()
  const host = await serving(['--library', folder])
  const window = createHttpClient(host)
  try {
    const told = heard(window, 'libraryChanged', ({ ids }) => ids?.includes(id) === true)
    await postil(['highlight', id, '--quote', 'deux', '--note', 'من الأمر', ...library])
    await told.promise
    expect((await good(window.openArticle({ id }))).highlights.map(({ note }) => note)).toEqual(['من الأمر'])
    await good(window.addHighlight({ articleId: id, passage: { quote: '五' }, note: '窓から' }))
    expect((await notes(id)).sort()).toEqual(['من الأمر', '窓から'].sort())
  } finally {
    window.close()
    await host.stop()
  }
})

it('a command still finds the running Postil after somebody deleted what is derived', async () => {
  const id = await save()
  const host = await serving(['--library', folder])
  const window = createHttpClient(host)
  try {
    await rm(join(folder, '.index'), { recursive: true, force: true })
    await vi.waitFor(() => access(join(folder, '.index', 'runtime.json')), { timeout: 30_000 })
    expect((await postil(['highlight', id, '--quote', 'deux', '--note', '余白', ...library])).code).toBe(0)
    expect((await good(window.openArticle({ id }))).highlights.map(({ note }) => note)).toEqual(['余白'])
  } finally {
    window.close()
    await host.stop()
  }
})

it('two windows on one host both see every change', async () => {
  const opened = await openPostil({ libraryPath: folder })
  await opened.ready
  const served = await serveHttp({ reader: opened.reader, readMedia: opened.readMedia, windowDir: folder })
  const windows = [createHttpClient(served), createHttpClient(served)] as const
  try {
    for (const [one, other] of [windows, [windows[1], windows[0]] as const]) {
      const seen = heard(other, 'libraryChanged', ({ ids }) => ids !== null)
      const { article } = await good(one.saveText({ text: 'Une phrase.', title: 'À deux' }))
      expect((await seen.promise).ids).toEqual([article.id])
      expect((await good(other.openArticle({ id: article.id }))).article.title).toBe('À deux')
      const gone = heard(one, 'libraryChanged', ({ ids }) => ids?.includes(article.id) === true)
      await good(other.deleteArticles({ ids: [article.id] }))
      await gone.promise
      expect((await good(one.listArticles({ shelf: 'trash' }))).items.map(({ id }) => id)).toContain(article.id)
    }
    const { id } = (await good(windows[0].saveText({ text: 'Les deux à la fois.' }))).article
    const many = [0, 1, 2, 3].flatMap((number) =>
      windows.map((window, index) =>
        good(window.addHighlight({ articleId: id, passage: { quote: 'deux' }, note: `${index} ${number}` })),
      ),
    )
    await Promise.all(many)
    for (const window of windows) expect((await good(window.openArticle({ id }))).highlights).toHaveLength(8)
  } finally {
    for (const window of windows) window.close()
    await served.close()
    await opened.close()
  }
})
