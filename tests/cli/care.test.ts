import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { postil, serving } from '../support/cli.ts'

let folder: string
let library: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-care-'))
  library = ['--library', folder, '--json']
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function save(text: string): Promise<string> {
  const saved = await postil(['save', '-', ...library], { input: text })
  expect([saved.code, saved.stderr]).toEqual([0, ''])
  return saved.lines<{ id: string }>()[0]?.id ?? ''
}
const trash = async () => (await postil(['list', '--query', 'is:trash', ...library])).lines().length

test('empty-trash asks nobody where nobody is: it wants --yes', async () => {
  const id = await save('« L’été »')
  await postil(['delete', id, ...library])
  const refused = await postil(['empty-trash', ...library])
  expect([refused.code, refused.stdout]).toEqual([2, ''])
  expect(refused.stderr).toContain('--yes')
  expect((await postil(['restore', id, ...library])).code).toBe(0)
})

test('empty-trash --yes deletes what is in the trash, or only what is named, and nothing else', async () => {
  const ids = [await save('Un.'), await save('二つ。'), await save('ثلاثة.')]
  await postil(['delete', ...ids.slice(0, 2), ...library])
  const first = await postil(['empty-trash', ids[0] ?? '', '--yes', ...library])
  expect([first.code, first.lines()]).toEqual([0, [{ id: ids[0], deleted: 'for good' }]])
  const rest = await postil(['empty-trash', '--yes', ...library])
  expect([rest.code, rest.lines()]).toEqual([0, [{ id: ids[1], deleted: 'for good' }]])
  const none = await postil(['empty-trash', '--yes', ...library])
  expect([none.code, none.stdout]).toEqual([0, ''])
  const gone = await postil(['restore', ids[0] ?? '', ...library])
  expect(gone.stderr).toMatch(/^error\[articleNotFound\]: /)
  expect((await readdir(join(folder, 'articles'))).sort()).toEqual([ids[2]])
})

test('verify --repair mends, tells what it did, and verify is clean from then on', async () => {
  const id = await save('Une phrase à garder.')
  const record = join(folder, 'articles', id, 'article.json')
  await rm(`${record}.bak`, { force: true })
  await writeFile(record, '{"version": 2, "title"')
  const found = await postil(['verify', ...library])
  expect(found.code).toBe(1)
  const mended = await postil(['verify', '--repair', ...library])
  expect(mended.code).toBe(0)
  expect(mended.lines()[0]).toMatchObject({
    problems: [],
    repairs: [{ path: expect.stringContaining(id), done: 'mended' }],
  })
  const clean = await postil(['verify', '--library', folder])
  expect(clean.code).toBe(0)
  expect(clean.stdout).toMatch(/^\d+ files checked, 0 problems\n$/)
  expect((await postil(['show', id, '--library', folder])).stdout).toContain('Une phrase à garder.')
})

test('both go through a Postil that has the library open', async () => {
  const id = await save('Un.')
  await postil(['delete', id, ...library])
  const host = await serving(['--library', folder])
  try {
    const emptied = await postil(['empty-trash', '--yes', ...library])
    expect([emptied.code, emptied.lines()]).toEqual([0, [{ id, deleted: 'for good' }]])
    expect((await postil(['verify', '--repair', ...library])).lines()[0]).toMatchObject({ problems: [], repairs: [] })
    expect(await trash()).toBe(0)
  } finally {
    await host.stop()
  }
})
