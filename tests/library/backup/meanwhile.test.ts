import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { touched } from '../../../main/core/model/changes.ts'
import type { Highlight } from '../../../main/core/model/highlight.ts'
import { clock, freshPath, openAt } from '../support.ts'
import { articleNumber, fill, mark, recordsOf } from './copies.ts'

test('a backup while somebody writes holds whole records, and all that was acknowledged before it began', async () => {
  const library = await openAt(freshPath())
  const ids = await fill(library, 24)
  const acknowledged = new Set<string>()
  let writing = true
  let writes = 0
  const written = async (count: number): Promise<void> => {
    while (writes < count) await new Promise((resolve) => setImmediate(resolve))
  }
  const writer = async (turn: number): Promise<void> => {
    while (writing) {
      const id = ids[(writes + turn) % ids.length] ?? ''
      const { current } = await library.readArticle(id)
      const added: Highlight = mark(id, current, `« ${writes++} »`)
      await library.updateHighlights(id, (kept) => [...kept, added])
      acknowledged.add(added.id)
      await library.updateArticle(id, (kept) =>
        touched({ ...kept, progress: (writes % 10) / 10 }, ['reading'], clock()),
      )
      if (writes % 10 === 0) await library.createArticle(articleNumber(writes))
    }
  }
  const writers = [writer(0), writer(7)]
  const zips: { zip: string; before: ReadonlySet<string> }[] = []
  for (const number of [1, 2, 3]) {
    // Each with something before it that it must hold, however slow the disk is.
    await written(number * 6)
    const before = new Set(acknowledged)
    const zip = join(dirname(library.path), `${number}.zip`)
    expect((await library.backup(zip)).problems).toEqual([])
    zips.push({ zip, before })
  }
  writing = false
  await Promise.all(writers)
  for (const { zip, before } of zips) {
    const fresh = await openAt(freshPath())
    expect((await fresh.restoreBackup(zip)).problems).toEqual([])
    expect((await fresh.verify()).problems).toEqual([])
    const there = Object.values(recordsOf(fresh.path)).flatMap((record: any) => record.highlights ?? [])
    const missing = [...before].filter((id) => !there.some((each) => each.id === id))
    expect(missing).toEqual([])
  }
  expect(zips.at(-1)?.before.size).toBeGreaterThan(0)
})
