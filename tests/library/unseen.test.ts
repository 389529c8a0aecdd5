import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clock, freshPath, highlight, newArticle, openAt } from './support.ts'

const at = (second: number) => new Date(clock().getTime() + second * 1000).toISOString()
const copyName = 'highlights.sync-conflict-20261123-110953-ABCDEFG.json'

/** An article in the trash since the tenth second, with a note of the first. */
async function trashed() {
  const path = freshPath()
  const library = await openAt(path)
  const { id, current } = await library.createArticle(newArticle({ title: 'À jeter' }))
  const mark = { ...highlight(id, 'ملاحظة'), contentHash: current, updatedAt: at(1) }
  await library.updateHighlights(id, () => [mark])
  await library.updateArticle(id, (article) => ({ ...article, deletedAt: at(10), updatedAt: at(10) }))
  const folder = join(path, 'articles', id)
  const leave = (name: string, marks: readonly object[]) =>
    writeFileSync(join(folder, name), JSON.stringify({ version: 2, highlights: marks }))
  return { path, library, id, mark, folder, leave }
}

describe('what was written on another machine and never seen on this one', () => {
  it('outlives a deletion for good that is later than the note itself', async () => {
    const { library, path, id, mark, folder } = await trashed()
    const copy = `${path}-copy`
    await cp(folder, copy, { recursive: true })
    await library.purge(id)
    // Written between the note that was seen and the deletion, on a machine that was not connected then.
    const note = { ...mark, note: '「余白」', updatedAt: at(5), changedAt: { note: at(5) } }
    writeFileSync(join(copy, 'highlights.json'), JSON.stringify({ version: 2, highlights: [note] }))
    await cp(copy, folder, { recursive: true })
    expect(await library.faceTombstone(id)).toBe('trash')
    expect((await library.readHighlights(id)).map((each) => each.note)).toEqual(['「余白」'])
    expect((await library.readArticle(id)).deletedAt).toBe(at(10))
  })

  it('an older state of what was seen does not come back', async () => {
    const { library, path, id, mark, folder } = await trashed()
    const copy = `${path}-copy`
    await cp(folder, copy, { recursive: true })
    await library.purge(id)
    const older = { ...mark, note: '', updatedAt: at(0) }
    writeFileSync(join(copy, 'highlights.json'), JSON.stringify({ version: 2, highlights: [older] }))
    await cp(copy, folder, { recursive: true })
    expect(await library.faceTombstone(id)).toBe('gone')
  })

  it('is not deleted with the trash while it waits beside the records to be merged', async () => {
    const { library, id, mark, leave } = await trashed()
    leave(copyName, [mark, { ...highlight(id, '« Ailleurs\u202F»'), contentHash: mark.contentHash, updatedAt: at(3) }])
    expect(await library.purge(id)).toBeNull()
    const notes = (await library.readHighlights(id)).map((each) => each.note)
    expect(notes.toSorted()).toEqual(['« Ailleurs\u202F»', 'ملاحظة'].toSorted())
    // Now that it is there to be seen, it may go.
    expect(await library.purge(id)).not.toBeNull()
  })

  it('a copy that says nothing new keeps nothing in the trash', async () => {
    const { library, id, mark, leave, folder } = await trashed()
    leave(copyName, [mark])
    expect(await library.purge(id)).not.toBeNull()
    expect(existsSync(folder)).toBe(false)
  })

  it('a copy that only a newer Postil understands keeps its article in the trash', async () => {
    const { library, id, folder } = await trashed()
    writeFileSync(join(folder, copyName), JSON.stringify({ version: 99, highlights: [] }))
    await expect(library.purge(id)).rejects.toMatchObject({ code: 'libraryNewer' })
    expect(readFileSync(join(folder, copyName), 'utf8')).toContain('99')
    expect(readdirSync(folder)).toContain('article.json')
  })
})
