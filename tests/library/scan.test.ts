import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { documentNow, foldersNow, holdsMore, recordsNow, stampNow } from '../../main/library/scan.ts'
import { freshPath, highlight, newArticle, openAt } from './support.ts'

it('a stamp is the same from both sides, and another one after each change, a file beside the records included', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  const stamps = new Set<string | null>()
  const look = async () => {
    const stamp = stampNow(path, id)
    expect(stamp).toBe(await library.stamp(id))
    expect(stamps).not.toContain(stamp)
    stamps.add(stamp)
  }
  await look()
  await library.updateArticle(id, (article) => ({ ...article, title: 'Un été plus long' }))
  await look()
  await library.updateHighlights(id, () => [highlight(id, 'note')])
  await look()
  const folder = join(path, 'articles', id)
  writeFileSync(join(folder, 'highlights (conflicted copy).json'), '{}')
  utimesSync(folder, new Date(), new Date(Date.now() + 1000))
  await look()
  rmSync(folder, { recursive: true })
  expect(stampNow(path, id)).toBeNull()
})

it('tells articles, buried ones, and what is neither', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const ids = [(await library.createArticle(newArticle())).id, (await library.createArticle(newArticle())).id]
  expect(foldersNow(path)).toEqual({ present: true, ids, buried: [], strange: [] })
  mkdirSync(join(path, 'tombstones'), { recursive: true })
  writeFileSync(join(path, 'tombstones', `${ids[1]}.json`), '{}')
  writeFileSync(join(path, 'library.sync-conflict-20260101-000000-ABCDEFG.json'), '{}')
  mkdirSync(join(path, 'articles', `${ids[0]} (1)`))
  mkdirSync(join(path, 'articles', '.stfolder'))
  expect(foldersNow(path)).toEqual({
    present: true,
    ids,
    buried: [ids[1]],
    strange: [`${ids[0]} (1)`, 'library.sync-conflict-20260101-000000-ABCDEFG.json'].sort(),
  })
})

it('reads records and documents as the library does, and throws where it would have something to do', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const { id, current } = await library.createArticle(newArticle())
  expect(recordsNow(path, id)).toEqual({ article: await library.readArticle(id), highlights: [] })
  expect(documentNow(path, id, current)).toEqual(await library.readDocument(id, current))
  expect(holdsMore(path, id)).toBe(false)
  const folder = join(path, 'articles', id)
  writeFileSync(join(folder, '.DS_Store'), '')
  expect(holdsMore(path, id)).toBe(false)
  writeFileSync(join(folder, '.article.json.tmp'), '')
  expect(holdsMore(path, id)).toBe(true)
  await library.updateHighlights(id, () => [highlight(id)])
  await library.updateHighlights(id, () => [highlight(id), highlight(id)])
  rmSync(join(folder, 'highlights.json'))
  // Its previous version is there: the library puts it back.
  expect(() => recordsNow(path, id)).toThrow()
  writeFileSync(join(folder, 'content', `${current}.json`), '{"type":"doc","content":[]}\n')
  expect(() => documentNow(path, id, current)).toThrow(/hash/)
})
