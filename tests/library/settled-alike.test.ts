import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { touched } from '../../main/core/model/changes.ts'
import { faultyFiles } from './faults.ts'
import { clock, freshPath, highlight, newArticle, openAt } from './support.ts'

it('two copies that merge what each has of the other end with the same bytes, so that there is nothing to sync again', async () => {
  const [here, there] = [freshPath(), freshPath()]
  const library = await openAt(here)
  const { id } = await library.createArticle(newArticle())
  await library.updateHighlights(id, () => [highlight(id, 'أصل')])
  await library.close()
  cpSync(here, there, { recursive: true, filter: (name) => !name.includes('.index') })
  for (const [path, title, second] of [
    [here, '« Ici\u202F»', 1],
    [there, '余白', 2],
  ] as const) {
    const copy = await openAt(path)
    const now = new Date(clock().getTime() + second * 1000)
    await copy.updateArticle(id, (article) => touched({ ...article, title }, ['title'], now))
    await copy.updateHighlights(id, (marks) => marks.map((mark) => touched({ ...mark, note: title }, ['note'], now)))
    await copy.close()
  }
  const files = ['article', 'highlights'] as const
  const read = (path: string, name: string) => readFileSync(join(path, 'articles', id, `${name}.json`), 'utf8')
  const before = [here, there].map((path) => files.map((name) => read(path, name)))
  const copyName = (name: string) => `${name}.sync-conflict-20261123-110953-ABCDEFG.json`
  for (const [index, path] of [here, there].entries())
    for (const [which, name] of files.entries())
      writeFileSync(join(path, 'articles', id, copyName(name)), before[1 - index]?.[which] ?? '')
  for (const path of [here, there]) await (await openAt(path)).settle(id)
  for (const name of files) {
    expect(read(here, name)).toContain('余白')
    expect(read(here, name)).toBe(read(there, name))
  }
})

it('a repair of a tombstone that dies at any step leaves a tombstone', async () => {
  const faults = faultyFiles()
  for (let step = 1; ; step++) {
    const path = freshPath()
    const library = await openAt(path, { files: faults.files })
    const { id } = await library.createArticle(newArticle({ deletedAt: clock().toISOString() }))
    await library.purge(id)
    const tombstone = join(path, 'tombstones', `${id}.json`)
    writeFileSync(tombstone, '{"version":1')
    faults.arm(step, 'EIO', { forever: true })
    const failed = await library.verify({ repair: true }).then(
      () => false,
      () => true,
    )
    const count = faults.steps.length
    faults.disarm()
    expect(existsSync(tombstone)).toBe(true)
    if (!failed && count < step) break
    expect(step).toBeLessThan(200)
  }
})

it('a copy that lies inside the copy of a whole folder counts too', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const { id, current } = await library.createArticle(newArticle())
  const own = join(path, 'articles', id)
  const copy = `${own} (Zoé's conflicted copy 2026-11-23)`
  cpSync(own, copy, { recursive: true })
  const mark = { ...highlight(id, '« Dedans\u202F»'), contentHash: current }
  const name = 'highlights.sync-conflict-20261123-110953-ABCDEFG.json'
  writeFileSync(join(copy, name), JSON.stringify({ version: 2, highlights: [mark] }))
  expect(await library.settleLibrary()).toEqual([id])
  expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['« Dedans\u202F»'])
})
