import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Library } from '../../../main/library/types.ts'
import { createIndexerCore, sharedThread } from '../../../main/reader/indexer/core.ts'
import { numbered } from '../../../main/reader/indexer/numbers.ts'
import type { Indexer } from '../../../main/reader/indexer/types.ts'
import type { OwnedIndex } from '../../../main/search/types.ts'
import { freshPath, highlight, newArticle, openAt, pictureName } from '../../library/support.ts'
import { found, openAt as openIndex } from '../../search/support.ts'

let path: string
let library: Library
let index: OwnedIndex
let indexer: Indexer
const indexerOn = (root: string) => createIndexerCore({ root, index, share: sharedThread, close: () => {} })
const add = async (title: string) => (await library.createArticle(newArticle({ title, canonicalUrl: null }))).id
const rename = (id: string, title: string) => library.updateArticle(id, (article) => ({ ...article, title }))
const titles = () => index.list({ shelf: 'all', sort: 'title', offset: 0, limit: 100 }).items.map((item) => item.title)

beforeEach(async () => {
  path = freshPath()
  library = await openAt(path)
  index = openIndex()
  indexer = indexerOn(path)
})

describe('a check', () => {
  it('reads what is new or changed, removes what vanished, and leaves the rest', async () => {
    const ids = [await add('Mêmes'), await add('Avant'), await add('Disparu')]
    const [same, other, gone] = ids
    const first = await indexer.check()
    expect([...first.changed].sort()).toEqual(ids)
    await rename(other ?? '', 'Après')
    await library.updateHighlights(other ?? '', () => [highlight(other ?? '', 'noté')])
    rmSync(join(path, 'articles', gone ?? ''), { recursive: true })
    const added = await add('記事')
    const steps: number[][] = []
    const second = await indexer.check({ onProgress: (...step) => steps.push(step) })
    expect([...second.changed].sort()).toEqual([other, gone, added])
    expect(steps.at(0)).toEqual([0, 3])
    expect(steps.at(-1)).toEqual([3, 3])
    expect(titles()).toEqual(['Après', 'Mêmes', '記事'])
    expect(found(index, 'noté')).toEqual(['Après'])
    expect(index.stampOf(same ?? '')).toBe(await library.stamp(same ?? ''))
    expect(await indexer.check()).toEqual({ changed: [], unusual: [], strange: [] })
  })

  it('takes nothing for deleted while the folder of all articles is away', async () => {
    await add('Gardé')
    await indexer.check()
    renameSync(join(path, 'articles'), join(path, 'away'))
    await expect(indexer.check()).rejects.toMatchObject({ code: 'libraryUnreadable' })
    expect(titles()).toEqual(['Gardé'])
    renameSync(join(path, 'away'), join(path, 'articles'))
    expect((await indexer.check()).changed).toEqual([])
  })

  it('tells what the library has to see to, and gives up what nobody can read until it changes', async () => {
    const [bad, copied] = [await add('Abîmé'), await add('Copié')]
    writeFileSync(join(path, 'articles', bad, 'article.json'), '{')
    writeFileSync(join(path, 'articles', copied, 'article.sync-conflict-20260101-000000-ABCDEFG.json'), '{}')
    mkdirSync(join(path, 'articles', `${copied} (conflicted copy)`))
    const looked = await indexer.check()
    expect(looked).toEqual({
      changed: [],
      unusual: [
        { id: copied, why: 'more' },
        { id: bad, why: 'records' },
      ],
      strange: [`${copied} (conflicted copy)`],
    })
    await indexer.giveUp(bad)
    expect((await indexer.refresh([copied], { settled: true })).changed).toEqual([copied])
    expect(await indexer.check()).toEqual({ changed: [], unusual: [], strange: [] })
    await rename(bad, 'Réparé').catch(() => {})
    rmSync(join(path, 'articles', bad, 'article.json'), { force: true })
    writeFileSync(join(path, 'articles', bad, 'note.tmp.txt'), '')
    // Changed since: seen, and seen again before anybody is asked.
    expect((await indexer.check()).unusual).toEqual([])
    expect((await indexer.check()).unusual).toEqual([{ id: bad, why: 'more' }])
  })

  it('takes a file that is being written for damaged only when it stays so', async () => {
    const id = await add('Entier')
    await indexer.check()
    const file = join(path, 'articles', id, 'article.json')
    const whole = JSON.stringify({ ...(await library.readArticle(id)), title: 'Arrivé' })
    writeFileSync(file, whole.slice(0, 100))
    expect(await indexer.check()).toEqual({ changed: [], unusual: [], strange: [] })
    writeFileSync(file, whole)
    expect(await indexer.check()).toEqual({ changed: [id], unusual: [], strange: [] })
    expect(titles()).toEqual(['Arrivé'])
    writeFileSync(file, whole.slice(0, 100))
    await indexer.check()
    expect((await indexer.check()).unusual).toEqual([{ id, why: 'records' }])
  })

  it('that is stopped keeps what it did; the next one goes on, with numbers that grow with the ids', async () => {
    const ids: string[] = []
    for (let number = 0; number < 40; number++) ids.push(await add(`Nº ${number}`))
    const stop = new AbortController()
    const stopped = indexer.check({
      signal: stop.signal,
      onProgress: (done) => {
        if (done >= 16) stop.abort()
      },
    })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    // The newest are there first.
    expect(index.stampsAfter('', 100).map(({ id }) => id)).toEqual(ids.slice(24))
    await indexer.check()
    const rows = index.stampsAfter('', 100)
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect(rows.map(({ n }) => n)).toEqual(rows.map((_, at) => at + 1))
  })

  it('does not undo what is indexed meanwhile', async () => {
    const ids = [await add('Un'), await add('Deux')]
    for (let number = 0; number < 30; number++) await add(`Nº ${number}`)
    const checking = indexer.check()
    await rename(ids[0] ?? '', 'Changé')
    await indexer.refresh(ids)
    await checking
    expect(titles()).toContain('Changé')
    expect(titles()).not.toContain('Un')
    expect((await indexer.check()).changed).toEqual([])
  })
})

it('a look takes what changed, and nothing else', async () => {
  const [one, two] = [await add('Un'), await add('Deux')]
  await indexer.check()
  await rename(two, 'Trois')
  expect((await indexer.look([one, two])).changed).toEqual([two])
  rmSync(join(path, 'articles', one), { recursive: true })
  expect((await indexer.look([one, two])).changed).toEqual([one])
  expect(titles()).toEqual(['Trois'])
})

it('a text that did not change is not read again; pictures of every version are known', async () => {
  const id = await add('Textes')
  await indexer.check()
  const { current } = await library.readArticle(id)
  const content = join(path, 'articles', id, 'content')
  renameSync(content, `${content}-away`)
  await rename(id, 'Titre')
  expect((await indexer.refresh([id], { settled: true })).changed).toEqual([id])
  expect(found(index, 'été')).toEqual(['Titre'])
  renameSync(`${content}-away`, content)
  expect(index.mediaUsers([pictureName, 'x.png'])).toEqual(new Set([pictureName]))
  const text = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Sans image.' }] }] }
  const version = {
    document: { ...text, type: 'doc' as const },
    original: null,
    media: [],
    capturedAt: '2026-04-01T00:00:00.000Z',
  }
  await library.addVersion(id, version, (article) => ({ ...article, leadImage: null }))
  await indexer.refresh([id])
  expect((await library.readArticle(id)).current).not.toBe(current)
  expect(found(index, 'sans image')).toEqual(['Titre'])
  expect(index.mediaUsers([pictureName])).toEqual(new Set([pictureName]))
})

it('numbers go where there is room, in the order of the ids', () => {
  const found = (...places: number[]) => places.map((at) => ({ id: `${at}`, n: null, at }))
  const numbers = (known: number[], ...places: number[]) => numbered(found(...places), known).map(({ n }) => n)
  expect(numbers([0, 0, 0], 0, 1, 2)).toEqual([1, 2, 3])
  expect(numbers([0, 0, 7, 8], 0, 1)).toEqual([5, 6])
  expect(numbers([3, 0, 4, 0], 1, 3)).toEqual([null, 5])
  expect(numbers([0, 1], 0, -1)).toEqual([null, null])
})
