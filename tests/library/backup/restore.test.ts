import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultyFiles } from '../faults.ts'
import { clock, freshPath, openAt, pictureName, snapshot } from '../support.ts'
import { articleNumber, fill, mark, recordsOf } from './copies.ts'

async function backedUp(count = 3) {
  const path = freshPath()
  const library = await openAt(path)
  const ids = await fill(library, count)
  const zip = join(dirname(path), 'copie.zip')
  await library.backup(zip)
  return { path, library, ids, zip }
}

const later = (minutes: number) => new Date(clock().getTime() + minutes * 60_000).toISOString()

describe('a backup that is restored', () => {
  test('into an empty folder makes the same library, byte for byte', async () => {
    const { path, zip, ids } = await backedUp()
    const fresh = freshPath()
    const restored = await openAt(fresh)
    const changed: string[] = []
    const receipt = await restored.restoreBackup(zip, { onChanged: (id) => changed.push(id) })
    expect(receipt).toEqual({
      articles: { added: 3, changed: 0, same: 0, deleted: 0 },
      highlights: { added: 6, changed: 0 },
      files: 3 + 3 + 1,
      problems: [],
    })
    expect(changed).toEqual(ids)
    const filesOf = (root: string) =>
      Object.fromEntries(
        Object.entries(snapshot(root)).filter(([name]) => !name.endsWith('.bak') && name !== 'library.json'),
      )
    expect(filesOf(fresh)).toEqual(filesOf(path))
    expect((await restored.verify()).problems).toEqual([])
    expect(await restored.readSettings()).toMatchObject({ theme: 'dark', fontSize: 21 })
  })

  test('changes nothing where all of it is there, and again', async () => {
    const { path, library, zip } = await backedUp()
    const before = snapshot(path)
    for (const _ of [1, 2]) {
      expect(await library.restoreBackup(zip)).toEqual({
        articles: { added: 0, changed: 0, same: 3, deleted: 0 },
        highlights: { added: 0, changed: 0 },
        files: 0,
        problems: [],
      })
      expect(snapshot(path)).toEqual(before)
    }
  })

  test('merges with what was changed since, part by part, and keeps the settings', async () => {
    const { path, library, ids, zip } = await backedUp()
    const [id = ''] = ids
    const { current } = await library.readArticle(id)
    const own = await library.updateHighlights(id, (kept) => [...kept.slice(1), mark(id, current, 'لاحقًا')])
    await library.updateArticle(id, (article) => ({
      ...article,
      tags: ['neuf'],
      updatedAt: later(1),
      changedAt: { tags: later(1) },
    }))
    await library.updateSettings((settings) => ({ ...settings, theme: 'paper' }))
    const receipt = await library.restoreBackup(zip)
    expect(receipt).toMatchObject({ articles: { changed: 1, same: 2 }, highlights: { added: 1, changed: 0 } })
    expect((await library.readHighlights(id)).map((each) => each.id)).toEqual(
      expect.arrayContaining(own.map((each) => each.id)),
    )
    expect(await library.readHighlights(id)).toHaveLength(3)
    expect((await library.readArticle(id)).tags).toEqual(['neuf'])
    expect((await library.readSettings()).theme).toBe('paper')
    expect(readdirSync(path)).not.toContain('quarantine')
  })

  test('heals what is damaged or lost: records, texts, pages, pictures', async () => {
    const { path, library, ids, zip } = await backedUp()
    const [record = '', text = '', gone = ''] = ids
    const before = recordsOf(path)
    for (const file of [`articles/${record}/article.json`, `articles/${record}/highlights.json`]) {
      writeFileSync(join(path, file), new Uint8Array(40))
      rmSync(join(path, `${file}.bak`), { force: true })
    }
    for (const folder of ['content', 'original']) {
      const at = join(path, 'articles', text, folder)
      for (const name of readdirSync(at)) writeFileSync(join(at, name), 'broken')
    }
    rmSync(join(path, 'articles', gone, 'content'), { recursive: true })
    writeFileSync(join(path, 'media', pictureName), 'no picture')
    expect((await library.verify()).problems.length).toBeGreaterThan(4)
    const receipt = await library.restoreBackup(zip)
    expect(receipt).toMatchObject({ files: 4, problems: [], articles: { changed: 3 } })
    expect(recordsOf(path)).toEqual(before)
    const { problems } = await library.verify()
    expect(problems.filter(({ path: file }) => !file.startsWith('quarantine/'))).toEqual([])
    // What was damaged is kept all the same.
    expect(readdirSync(join(path, 'quarantine')).length).toBeGreaterThanOrEqual(4)
  })

  test('does not bring back what was deleted for good, unless more was made of it or it was restored there', async () => {
    const { path, library, ids, zip } = await backedUp(1)
    const [id = ''] = ids
    const bury = async () => {
      await library.updateArticle(id, (article) => ({ ...article, deletedAt: later(1), updatedAt: later(1) }))
      await library.purge(id)
    }
    await bury()
    expect(await library.restoreBackup(zip)).toMatchObject({ articles: { added: 0, deleted: 1 }, problems: [] })
    expect(readdirSync(join(path, 'articles'))).toEqual([])

    // The other copy went on with it.
    const other = await openAt(freshPath())
    await other.restoreBackup(zip)
    const { current } = await other.readArticle(id)
    await other.updateHighlights(id, (kept) => [...kept, { ...mark(id, current, 'plus tard'), updatedAt: later(9) }])
    await library.merge(other.path)
    expect((await library.readArticle(id)).deletedAt).toBe(later(1))
    expect(await library.readHighlights(id)).toHaveLength(3)
    await bury()
    const { deletedAt: _, ...article } = await other.readArticle(id)
    await other.updateArticle(id, () => ({ ...article, restoredAt: later(20), updatedAt: later(20) }))
    await library.merge(other.path)
    expect((await library.readArticle(id)).deletedAt).toBeUndefined()
    expect(readdirSync(join(path, 'tombstones'))).toEqual([])
  })

  test('of records alone brings the records back and tells which texts are lost', async () => {
    const { path, library, ids } = await backedUp(2)
    const daily = await library.backupDaily(7)
    const fresh = await openAt(freshPath())
    const receipt = await fresh.restoreBackup(daily?.path ?? '')
    expect(receipt.articles.added).toBe(2)
    expect(receipt.problems.map(({ code, path: file }) => [code, file.slice(0, 43)])).toEqual(
      ids.map((id) => ['fileMissing', `articles/${id}/content`]),
    )
    expect(recordsOf(fresh.path)).toEqual(recordsOf(path))
    const [id = ''] = ids
    const { current } = await fresh.readArticle(id)
    await expect(fresh.readDocument(id, current)).rejects.toMatchObject({ code: 'fileMissing' })
    // The whole backup makes it complete.
    await library.backup(join(dirname(path), 'tout.zip'))
    expect(await fresh.restoreBackup(join(dirname(path), 'tout.zip'))).toMatchObject({ problems: [], files: 5 })
    expect((await fresh.verify()).problems).toEqual([])
  })

  test('may be stopped, and is completed by the next time', async () => {
    const { path, zip } = await backedUp(5)
    const fresh = await openAt(freshPath())
    const stop = new AbortController()
    const receipt = await fresh.restoreBackup(zip, {
      signal: stop.signal,
      onProgress: (done) => void (done === 2 && stop.abort()),
    })
    expect(receipt).toMatchObject({
      articles: { added: 3 },
      problems: [{ code: 'mergeStopped', details: { done: 3 } }],
    })
    expect((await fresh.verify()).problems).toEqual([])
    expect(await fresh.restoreBackup(zip)).toMatchObject({ articles: { added: 2, same: 3 }, problems: [] })
    expect(recordsOf(fresh.path)).toEqual(recordsOf(path))
  })

  test('leaves nothing half-made wherever the disk fills, and is completed when there is room', async () => {
    const { path, zip } = await backedUp(2)
    const expected = recordsOf(path)
    const faults = faultyFiles()
    const fresh = freshPath()
    const library = await openAt(fresh, { files: faults.files })
    let failures = 0
    for (let step = 1; step < 400; step += 1 + (step % 3)) {
      for (const name of readdirSync(join(fresh, 'articles')))
        rmSync(join(fresh, 'articles', name), { recursive: true })
      for (const name of readdirSync(join(fresh, 'media'))) rmSync(join(fresh, 'media', name))
      faults.arm(step, 'ENOSPC', { halfway: true, forever: true })
      const failed = await library.restoreBackup(zip).then(
        () => null,
        (error: unknown) => error,
      )
      faults.disarm()
      if (failed === null) break
      failures++
      expect(failed).toMatchObject({ code: 'diskFull' })
      for (const id of readdirSync(join(fresh, 'articles'))) {
        if (!id.startsWith('.new-')) expect(expected).toHaveProperty([`articles/${id}/article.json`])
      }
      const { problems } = await library.verify()
      expect(problems).toEqual([])
      expect((await library.restoreBackup(zip)).problems).toEqual([])
      expect(recordsOf(fresh)).toEqual(expected)
    }
    expect(failures).toBeGreaterThan(10)
  })

  test('is refused by a library that can only be read', async () => {
    const { zip, path, library } = await backedUp(1)
    await library.close()
    const newer = JSON.parse(readFileSync(join(path, 'library.json'), 'utf8'))
    writeFileSync(join(path, 'library.json'), JSON.stringify({ ...newer, format: 99 }))
    const reading = await openAt(path)
    await expect(reading.restoreBackup(zip)).rejects.toMatchObject({ code: 'libraryNewer' })
    // But it can be backed up, and only a Postil of its time restores that.
    await reading.backup(join(dirname(path), 'neuf.zip'))
    const older = await openAt(freshPath())
    await expect(older.restoreBackup(join(dirname(path), 'neuf.zip'))).rejects.toMatchObject({ code: 'backupNewer' })
  })
})

describe('an archive of thousands of files', () => {
  test('is written, checked and restored', async () => {
    const path = freshPath()
    const library = await openAt(path)
    const [id = ''] = await fill(library, 1)
    const { bytes, article } = { bytes: readFileSync(join(path, 'articles', id, 'article.json'), 'utf8'), article: id }
    const numbers = Array.from({ length: 2500 }, (_, number) => number)
    for (const number of numbers) {
      const other = articleNumber(number).article.id
      const folder = join(path, 'articles', other)
      mkdirSync(join(folder, 'content'), { recursive: true })
      writeFileSync(join(folder, 'article.json'), bytes.replaceAll(article, other))
      const [text = ''] = readdirSync(join(path, 'articles', id, 'content'))
      writeFileSync(join(folder, 'content', text), readFileSync(join(path, 'articles', id, 'content', text)))
    }
    const zip = join(dirname(path), 'grand.zip')
    const told = await library.backup(zip)
    expect(told).toMatchObject({ articles: 2501, files: 5000 + 4 + 3 })
    // Those pages are nowhere: the articles were made here.
    expect(told.problems).toHaveLength(2500)
    // Restored where most of it is: what is there is read and compared, not written.
    const before = recordsOf(path)
    for (const name of readdirSync(join(path, 'articles')).slice(-20))
      rmSync(join(path, 'articles', name), { recursive: true })
    const receipt = await library.restoreBackup(zip)
    expect(receipt.articles).toEqual({ added: 20, changed: 0, same: 2481, deleted: 0 })
    expect(recordsOf(path)).toEqual(before)
  }, 120_000)
})
