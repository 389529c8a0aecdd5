/** A bit that flips in a record's file, wherever the file is met. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { realFiles } from '../../main/library/files.ts'
import { recordsNow } from '../../main/library/scan.ts'
import { entriesOf } from './backup/support.ts'
import { freshPath, highlight, newArticle, openAt } from './support.ts'

/** Flips one bit of the first byte of `text` in a file; answers what the file held, and holds now. */
function flip(file: string, text: string): { before: Buffer; after: Buffer } {
  const before = readFileSync(file)
  const after = Buffer.from(before)
  const at = before.indexOf(text)
  if (at < 0) throw new Error(`${file} has no ${text}`)
  after[at] = (after[at] ?? 0) ^ 1
  writeFileSync(file, after)
  return { before, after }
}

async function prepared() {
  const path = freshPath()
  const library = await openAt(path)
  const { id, current } = await library.createArticle(newArticle())
  const gone = await library.createArticle(newArticle({ deletedAt: '2026-03-14T09:00:00.000Z' }))
  await library.purge(gone.id)
  const mark = { ...highlight(id, 'Deux idées'), contentHash: current }
  await library.updateHighlights(id, () => [mark])
  await library.updateHighlights(id, (all) => [...all, { ...highlight(id, 'Trois'), contentHash: current }])
  await library.updateArticle(id, (article) => ({ ...article, title: 'Été\u202F: «\u202Fla marge\u202F»', mine: [1] }))
  await library.updateSettings((settings) => ({ ...settings, fontSize: 22 }))
  await library.updateSettings((settings) => ({ ...settings, fontSize: 24 }))
  const told = () => library.problems().map(({ code, path: file }) => [code, file])
  return { path, library, id, gone: gone.id, folder: `articles/${id}`, told }
}

const aside = (path: string) => readdirSync(join(path, 'quarantine'))

describe('a flipped bit', () => {
  it('in a value of any record is flipped back when it is read; the damaged file is kept, and it is told', async () => {
    const { path, library, id, gone, folder, told } = await prepared()
    const article = await library.readArticle(id)
    const highlights = await library.readHighlights(id)
    const files = [
      [`${folder}/article.json`, 'marge', () => library.readArticle(id), article],
      [`${folder}/highlights.json`, 'idées', () => library.readHighlights(id), highlights],
      ['settings.json', '24', async () => (await library.readSettings()).fontSize, 24],
    ] as const
    for (const [file, text, read, value] of files) {
      const { before, after } = flip(join(path, file), text)
      expect(await read()).toEqual(value)
      expect(readFileSync(join(path, file))).toEqual(before)
      const kept = aside(path).find((name) => readFileSync(join(path, 'quarantine', name)).equals(after))
      expect(kept).toMatch(/\.replaced$/)
      expect(told().at(-1)).toEqual(['recordMended', file])
    }
    const tombstone = `tombstones/${gone}.json`
    const { before } = flip(join(path, tombstone), 'purgedAt')
    await expect(
      library.createArticle(newArticle({ id: gone, updatedAt: '2026-03-14T08:00:00.000Z' })),
    ).rejects.toThrow()
    expect(readFileSync(join(path, tombstone))).toEqual(before)
    expect(told().at(-1)).toEqual(['recordMended', tombstone])
    expect((await library.verify()).problems).toEqual([])
  })

  it('counts for nothing in what is written next, nor in the version before it', async () => {
    const { path, library, id, folder } = await prepared()
    const { before } = flip(join(path, folder, 'article.json'), 'marge')
    await library.updateArticle(id, (article) => ({ ...article, favourite: true }))
    expect(await library.readArticle(id)).toMatchObject({ title: 'Été\u202F: «\u202Fla marge\u202F»', favourite: true })
    expect(readFileSync(join(path, folder, 'article.json.bak'))).toEqual(before)
  })

  it('that leaves no JSON costs nothing: not the last change, as the version before would', async () => {
    const { path, library, id, folder, told } = await prepared()
    const { before } = flip(join(path, folder, 'highlights.json'), '"highlights"')
    expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['Deux idées', 'Trois'])
    expect(readFileSync(join(path, folder, 'highlights.json'))).toEqual(before)
    expect(told()).toEqual([['recordMended', `${folder}/highlights.json`]])
  })

  it('in the version before is flipped back when it has to take the place of a file that is gone', async () => {
    const { path, library, id, folder, told } = await prepared()
    const bak = join(path, folder, 'highlights.json.bak')
    const { before } = flip(bak, 'idées')
    rmSync(join(path, folder, 'highlights.json'))
    expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['Deux idées'])
    expect(readFileSync(join(path, folder, 'highlights.json'))).toEqual(before)
    expect(readFileSync(bak)).toEqual(before)
    expect(told().map(([code]) => code)).toEqual(['recordMended', 'recordRecovered'])
  })

  it('that makes a newer Postil’s of a record or of the library does not', async () => {
    const { path, library, id, folder } = await prepared()
    flip(join(path, folder, 'article.json'), '2,\n  "id"')
    expect((await library.readArticle(id)).version).toBe(2)
    await library.close()
    const { before } = flip(join(path, 'library.json'), '2,')
    const again = await openAt(path)
    expect(again).toMatchObject({ readOnly: false, newerFormat: null })
    expect(readFileSync(join(path, 'library.json'))).toEqual(before)
    expect(again.problems()).toMatchObject([{ code: 'recordMended', path: 'library.json' }])
  })

  it('is not looked over by the index, and told of by verify, which mends it with repair, the version before too', async () => {
    const { path, library, id, gone, folder } = await prepared()
    const names = ['article.json', 'article.json.bak', 'highlights.json', 'highlights.json.bak']
    const files = [...names.map((name) => `${folder}/${name}`), 'settings.json', 'settings.json.bak', 'library.json']
    files.push(`tombstones/${gone}.json`)
    const before = files.map((file) => flip(join(path, file), file.includes('stone') ? 'seen' : ': "').before)
    expect(() => recordsNow(path, id)).toThrow('flipped')
    const { problems } = await library.verify()
    expect(problems.map((problem) => [problem.code, problem.path]).sort()).toEqual(
      files.map((file) => ['fileDamaged', file]).sort(),
    )
    const repaired = await library.verify({ repair: true })
    expect(repaired.problems).toEqual([])
    expect(repaired.repairs.map(({ done, path: file }) => [done, file]).sort()).toEqual(
      files.map((file) => ['mended', file]).sort(),
    )
    expect(files.map((file) => readFileSync(join(path, file)))).toEqual(before)
    expect(aside(path)).toHaveLength(files.length)
  })

  it('is out of a backup, and of what another library takes over', async () => {
    const { path, library, id, folder } = await prepared()
    const files = [`${folder}/article.json`, `${folder}/highlights.json`, 'settings.json', 'library.json']
    const before = files.map((file) => flip(join(path, file), ': "').before)
    const zip = join(path, 'backups', 'toutes.zip')
    await library.backup(zip)
    const entries = await entriesOf(zip)
    expect(files.map((file) => entries.get(file))).toEqual(before)
    const other = await openAt(freshPath())
    expect((await other.merge(path)).articles).toMatchObject({ added: 1 })
    expect(readFileSync(join(other.path, folder, 'article.json'))).toEqual(before[0])
    expect(await other.readHighlights(id)).toEqual(await library.readHighlights(id))
  })

  it('in a copy that a sync tool left does not spoil what it is merged into', async () => {
    const { path, library, id, folder } = await prepared()
    const copy = join(path, folder, 'article.sync-conflict-20261123-110953-ABCDEFG.json')
    writeFileSync(copy, readFileSync(join(path, folder, 'article.json')))
    flip(copy, 'marge')
    expect(await library.settle(id)).toBe(false)
    expect((await library.readArticle(id)).title).toBe('Été\u202F: «\u202Fla marge\u202F»')
    expect(existsSync(copy)).toBe(false)
  })

  it('is read over where there is no room to write the record anew, and nothing is written over it', async () => {
    const { path, library, id, folder } = await prepared()
    const { after } = flip(join(path, folder, 'article.json'), 'marge')
    await library.close()
    let full = false
    const noRoom = async (...params: Parameters<typeof realFiles.open>) => {
      if (full && params[1] !== 'r') throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      return realFiles.open(...params)
    }
    const again = await openAt(path, { files: { ...realFiles, open: noRoom } })
    full = true
    expect((await again.readArticle(id)).title).toBe('Été\u202F: «\u202Fla marge\u202F»')
    await expect(again.updateArticle(id, (all) => ({ ...all, title: '' }))).rejects.toMatchObject({ code: 'diskFull' })
    expect(readFileSync(join(path, folder, 'article.json'))).toEqual(after)
    expect(again.problems()).toMatchObject([{ code: 'recordMended' }])
  })
})

it('what another program changed, with the old sum or without one, stays, and has the right one with the next write', async () => {
  const { path, library, id, folder, told } = await prepared()
  const file = join(path, folder, 'article.json')
  const record = JSON.parse(readFileSync(file, 'utf8'))
  for (const [title, changed] of [
    ['Récrit', { ...record, title: 'Récrit' }],
    ['Sans somme', { ...record, title: 'Sans somme', sum: undefined }],
  ] as const) {
    writeFileSync(file, JSON.stringify(changed, null, 2))
    expect(await library.readArticle(id)).toMatchObject({ title, mine: [1] })
    expect(await library.readArticle(id)).not.toHaveProperty('sum')
  }
  await library.updateArticle(id, (article) => ({ ...article, favourite: true }))
  const { before } = flip(file, 'Sans')
  expect((await library.readArticle(id)).title).toBe('Sans somme')
  expect(readFileSync(file)).toEqual(before)
  expect(told()).toEqual([['recordMended', `${folder}/article.json`]])
})
