import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rotateBackups } from '../../../main/library/backup/daily.ts'
import { faultyFiles } from '../faults.ts'
import { freshPath, openAt } from '../support.ts'
import { fill } from './copies.ts'
import { contextOf, entriesOf } from './support.ts'

const day = (number: number) => () => new Date(Date.UTC(2026, 2, number, 23, 59))

async function withBackups(...names: readonly string[]) {
  const path = freshPath()
  const library = await openAt(path)
  const ids = await fill(library, 1)
  const folder = join(path, 'backups')
  mkdirSync(folder, { recursive: true })
  for (const name of names) writeFileSync(join(folder, name), name)
  return { path, library, folder, ids, names: () => readdirSync(folder).sort() }
}

test('each day has one backup of the records, and the oldest go', async () => {
  const { path, folder, ids, names } = await withBackups()
  for (const number of [1, 1, 2, 3, 3, 4]) await rotateBackups({ ...contextOf(path), clock: day(number) }, 3, {})
  expect(names()).toEqual([2, 3, 4].map((number) => `postil-records-2026-03-0${number}.zip`))
  const entries = await entriesOf(join(folder, 'postil-records-2026-03-04.zip'))
  expect(entries.has(`articles/${ids[0]}/highlights.json`)).toBe(true)
})

test('nobody else’s file is removed, nor one from before a change of format', async () => {
  const others = ['before-format-2.zip', 'ma copie.zip', 'postil-records-2026-03-01 (1).zip', 'postil-records.zip']
  const { path, names } = await withBackups('postil-records-2026-03-01.zip', ...others)
  await rotateBackups({ ...contextOf(path), clock: day(9) }, 1, {})
  expect(names()).toEqual(['postil-records-2026-03-09.zip', ...others].sort())
})

test('the last good one stays until the new one is complete', async () => {
  const { path, names } = await withBackups('postil-records-2026-03-01.zip')
  const faults = faultyFiles()
  let failures = 0
  for (let step = 1; ; step++) {
    faults.arm(step, 'ENOSPC', { forever: true, halfway: true })
    const failed = await rotateBackups({ ...contextOf(path, faults.files), clock: day(2) }, 1, {}).catch(
      (error) => error,
    )
    if (!(failed instanceof Error)) break
    if (names().includes('postil-records-2026-03-02.zip')) break
    failures++
    expect(names().filter((name) => !name.startsWith('.'))).toEqual(['postil-records-2026-03-01.zip'])
  }
  expect(failures).toBeGreaterThan(2)
})

test('a clock that was ahead once stops no backup, and the newest are listed first', async () => {
  const { path, library, folder } = await withBackups('postil-records-2031-01-01.zip')
  await rotateBackups({ ...contextOf(path), clock: day(5) }, 7, {})
  const listed = await library.backups()
  expect(listed.folder).toBe(folder)
  expect(listed.backups.map((file) => file.path)).toEqual([
    join(folder, 'postil-records-2031-01-01.zip'),
    join(folder, 'postil-records-2026-03-05.zip'),
  ])
  expect(listed.backups[0]).toMatchObject({ bytes: 29, createdAt: expect.stringMatching(/Z$/) })
})
