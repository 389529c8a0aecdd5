import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrateArticle, migrateHighlight, migrateHighlightsFile } from '../../main/core/model/migrate.ts'
import { entriesOf } from './backup/support.ts'
import { faultyFiles } from './faults.ts'
import { copyOfFormat1, expected, recordsOf } from './formats.ts'
import { openAt, snapshot } from './support.ts'

const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'))
const ids = Object.keys(expected.articles)
const [first = ''] = ids
const BACKUP = 'backups/before-format-2.zip'
/** What an archive of the records holds. */
const isRecord = (name: string) => /^(library|settings|articles\/\w+\/(article|highlights))\.json$/.test(name)

describe('a library of format 1', () => {
  it('opens with every record as it was, and a time for each part', async () => {
    const path = copyOfFormat1()
    const library = await openAt(path)
    expect(library).toMatchObject({ readOnly: false, newerFormat: null })
    expect(await recordsOf(library)).toEqual(expected)
    expect(await library.readSettings()).toMatchObject({ theme: 'dark', fontSize: 21, extra: { plugin: true } })
    expect(read(path, 'library.json')).toEqual({
      format: 2,
      id: '01JP9Y3FM0JY9EJMKJPX666JAV',
      createdAt: '2025-03-14T09:01:00.000Z',
      label: 'Ma bibliothèque',
      sum: expect.stringMatching(/^[0-9a-f]{8}$/),
    })
    expect(existsSync(join(path, 'tombstones'))).toBe(true)
    expect(library.problems()).toEqual([])
    expect((await library.verify()).problems).toEqual([])
  })

  it('says how far the archive of its records is before it opens', async () => {
    const told: number[][] = []
    await openAt(copyOfFormat1(), { onBackup: (done, total) => told.push([done, total]) })
    expect(told[0]).toEqual([0, ids.length])
    expect(told.at(-1)).toEqual([ids.length, ids.length])
    expect(told).toHaveLength(ids.length + 1)
  })

  it('keeps its records as they were in an archive, and touches none of them', async () => {
    const path = copyOfFormat1()
    const before = snapshot(path)
    await openAt(path)
    const { 'library.json': _, 'library.json.bak': previous, [BACKUP]: archive, ...after } = snapshot(path)
    const { 'library.json': about, ...others } = before
    expect(after).toEqual(others)
    expect(previous).toBe(about)
    expect(archive).toBeDefined()
    const entries = await entriesOf(join(path, BACKUP))
    const { 'library.json': _old, ...originals } = before
    const names = Object.keys({ ...originals, 'library.json': about }).filter(isRecord)
    expect([...entries.keys()].filter((name) => name !== 'manifest.json').sort()).toEqual(names.sort())
    for (const name of names.filter((each) => each !== 'library.json')) {
      expect(entries.get(name)).toEqual(readFileSync(join(path, name)))
    }
    expect(entries.get('library.json')).toEqual(readFileSync(join(path, 'library.json.bak')))
  })

  it('writes a record in today’s shape with its next change; fields that nobody knows stay', async () => {
    const path = copyOfFormat1()
    const library = await openAt(path)
    await library.updateArticle(first, (article) => ({ ...article, tags: ['marge', '余白'] }))
    expect(read(path, 'articles', first, 'article.json')).toEqual({
      ...expected.articles[first],
      tags: ['marge', '余白'],
      sum: expect.stringMatching(/^[0-9a-f]{8}$/),
    })
    expect(read(path, 'articles', first, 'article.json')).toMatchObject({ version: 2, rating: 4 })
    await library.updateHighlights(first, (highlights) => highlights.map((each) => ({ ...each, note: 'Relue' })))
    const file = read(path, 'articles', first, 'highlights.json')
    expect(file).toMatchObject({ version: 2, by: 'greffon' })
    expect(file.highlights).toEqual(expected.highlights[first]?.map((each) => ({ ...each, note: 'Relue' })))
    expect(file.highlights[0]).toMatchObject({ card: { due: '2025-04-01' }, selectors: { quote: { language: 'fr' } } })
  })

  it('is migrated once', async () => {
    const path = copyOfFormat1()
    await (await openAt(path)).close()
    const before = snapshot(path)
    const library = await openAt(path)
    expect(snapshot(path)).toEqual(before)
    expect(await recordsOf(library)).toEqual(expected)
  })

  it('writes over no archive of an earlier time', async () => {
    const path = copyOfFormat1()
    await (await openAt(path)).close()
    const archive = readFileSync(join(path, BACKUP))
    writeFileSync(join(path, 'library.json'), JSON.stringify({ ...read(path, 'library.json'), format: 1 }))
    await openAt(path)
    expect(readdirSync(join(path, 'backups')).sort()).toEqual(['before-format-2-2.zip', 'before-format-2.zip'])
    expect(readFileSync(join(path, BACKUP))).toEqual(archive)
  })

  it('opens whole again whatever step of its migration the process died at', async () => {
    for (let step = 1, died = true; died; step++) {
      const path = copyOfFormat1()
      const faults = faultyFiles()
      faults.arm(step, 'EIO', { forever: true, halfway: true })
      const opened = await openAt(path, { files: faults.files }).catch(() => null)
      died = faults.steps.length >= step
      if (opened) await opened.close()
      const library = await openAt(path)
      expect(await recordsOf(library), `step ${step}`).toEqual(expected)
      expect(read(path, 'library.json')).toMatchObject({ format: 2, label: 'Ma bibliothèque' })
      const [archive = ''] = readdirSync(join(path, 'backups')).filter((name) => name.endsWith('.zip'))
      expect((await entriesOf(join(path, 'backups', archive))).size).toBe(11)
      expect(readdirSync(join(path, 'backups')).filter((name) => !name.endsWith('.zip'))).toEqual([])
      await library.close()
      if (!died) expect(step).toBeGreaterThan(15)
    }
  })

  it('can be read where there is no room for the archive: nothing changes, and what is missing is told', async () => {
    const path = copyOfFormat1()
    // The lock needs its file; a library that was ever open has it.
    await openAt(path, { files: faultyFiles().files }).then((library) => library.close())
    rmSync(join(path, 'backups'), { recursive: true })
    writeFileSync(join(path, 'library.json'), JSON.stringify({ ...read(path, 'library.json'), format: 1 }))
    const before = snapshot(path)
    const faults = faultyFiles()
    faults.arm(1, 'ENOSPC', { forever: true })
    const library = await openAt(path, { files: faults.files })
    faults.disarm()
    expect(snapshot(path)).toEqual(before)
    expect(library.readOnly).toBe(true)
    expect(library.problems()).toMatchObject([{ code: 'diskFull', path: 'library.json' }])
    expect(await recordsOf(library)).toEqual(expected)
    const said = { code: 'diskFull' }
    await expect(library.updateArticle(first, (a) => ({ ...a, title: '' }))).rejects.toMatchObject(said)
    await expect(library.updateHighlights(first, () => [])).rejects.toMatchObject(said)
    expect(snapshot(path)).toEqual(before)
    await library.close()
    // With room again it is as if nothing had been.
    expect(await openAt(path)).toMatchObject({ readOnly: false })
    expect(read(path, 'library.json').format).toBe(2)
    expect(existsSync(join(path, BACKUP))).toBe(true)
  })

  it('on a medium that can only be read is read as it is', async () => {
    const path = copyOfFormat1()
    const before = snapshot(path)
    const faults = faultyFiles()
    faults.arm(1, 'EROFS', { forever: true })
    const library = await openAt(path, { files: faults.files })
    expect(library.readOnly).toBe(true)
    expect(await recordsOf(library)).toEqual(expected)
    expect(snapshot(path)).toEqual(before)
  })
})

it('a library whose format nobody can tell any more is kept in an archive first, like an old one', async () => {
  const path = copyOfFormat1()
  writeFileSync(join(path, 'library.json'), '\0\0\0')
  const library = await openAt(path)
  expect(await recordsOf(library)).toEqual(expected)
  expect(library.problems()).toMatchObject([{ code: 'recordRecovered', path: 'library.json' }])
  expect(read(path, 'library.json').format).toBe(2)
  expect(existsSync(join(path, BACKUP))).toBe(true)
})

describe('a record', () => {
  const stored = (name: string) => read(join(copyOfFormat1(), 'articles', first, name))

  it('of version 1 becomes one of version 2', () => {
    expect(migrateArticle(stored('article.json'))).toEqual(expected.articles[first])
    const [one] = stored('highlights.json').highlights
    expect(migrateHighlight(one)).toEqual(expected.highlights[first]?.[0])
    const file = migrateHighlightsFile(stored('highlights.json'))
    expect(file).toEqual({ version: 2, by: 'greffon', highlights: expected.highlights[first] })
  })

  it('of today is left as it is, as is what nobody knows', () => {
    const today = { version: 2, title: 'x' }
    expect(migrateArticle(today)).toBe(today)
    for (const value of [null, 'x', [], {}, { version: 9 }, { version: 0 }, { version: -1 }, { version: 1.5 }]) {
      expect(migrateArticle(value)).toBe(value)
      expect(migrateHighlight(value)).toBe(value)
    }
    expect(migrateHighlightsFile({ version: 2, highlights: 'none' })).toEqual({ version: 2, highlights: 'none' })
  })
})
