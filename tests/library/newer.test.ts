import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultyFiles } from './faults.ts'
import { copyOfFormat1, untouched } from './formats.ts'
import { plainArticle } from './records.ts'
import { freshPath, highlight, newArticle, openAt, page, pictureName } from './support.ts'

const rewrite = (file: string, change: (value: any) => unknown) =>
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))))

/** A library with an article that a newer Postil has made its own. */
async function newerLibrary(change: (about: any) => unknown = (about) => ({ ...about, format: 3, shelves: ['Été'] })) {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  await library.updateHighlights(id, () => [highlight(id, '読書\u202F!')])
  await library.close()
  rewrite(join(path, 'library.json'), change)
  return { path, id }
}

describe('a library of a newer format', () => {
  it('can be read, and not a byte of it changes', async () => {
    const { path, id } = await newerLibrary()
    writeFileSync(join(path, 'articles', id, '.highlights.json.tmp'), '{"half')
    const look = untouched(path)
    const before = look()
    const library = await openAt(path)
    expect(library).toMatchObject({ readOnly: true, newerFormat: 3, path })
    const article = await library.readArticle(id)
    expect(article.title).toBe('L’été')
    expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['読書\u202F!'])
    expect((await library.readDocument(id, article.current)).type).toBe('doc')
    expect(await library.readOriginal(id, article.versions[0]?.original ?? '')).toEqual(Buffer.from(page))
    expect((await library.readMedia(pictureName)).length).toBeGreaterThan(0)
    await library.readSettings()
    await library.verify()
    await library.settle(id)
    await library.settleLibrary()
    await library.close()
    expect(look()).toEqual(before)
  })

  it('answers every write that it is newer, and is left as it is', async () => {
    const { path, id } = await newerLibrary()
    const look = untouched(path)
    const before = look()
    const library = await openAt(path)
    const { document, original, media } = newArticle()
    const capturedAt = '2026-03-14T09:26:53.589Z'
    const writes = [
      () => library.createArticle(plainArticle()),
      () => library.updateArticle(id, (article) => ({ ...article, title: 'Autre' })),
      () => library.addVersion(id, { document, original, media, capturedAt }, (article) => article),
      () => library.updateHighlights(id, () => []),
      () => library.updateSettings((settings) => ({ ...settings, fontSize: 20 })),
      () => library.purge(id),
      () => library.discardMedia([pictureName]),
    ]
    for (const write of writes) {
      await expect(write()).rejects.toMatchObject({ code: 'libraryNewer', details: { format: 3 } })
    }
    expect(look()).toEqual(before)
  })

  it('opens while another Postil is at work in it', async () => {
    const { path, id } = await newerLibrary((about) => about)
    const holder = await openAt(path)
    rewrite(join(path, 'library.json'), (about) => ({ ...about, format: 3 }))
    const library = await openAt(path)
    expect(library.newerFormat).toBe(3)
    await holder.updateArticle(id, (article) => ({ ...article, title: 'Changé' }))
    expect((await library.readArticle(id)).title).toBe('Changé')
  })

  it('opens whatever else its library.json says', async () => {
    for (const about of [{ format: 3 }, { format: 12, id: 7, createdAt: 'today' }, { format: 3, id: '', x: null }]) {
      const { path, id } = await newerLibrary(() => about)
      const library = await openAt(path)
      expect(library.newerFormat).toBe(about.format)
      expect((await library.readArticle(id)).title).toBe('L’été')
      expect(JSON.parse(readFileSync(join(path, 'library.json'), 'utf8'))).toEqual(about)
    }
  })

  it('needs nothing that can be written to', async () => {
    const { path, id } = await newerLibrary()
    const faults = faultyFiles()
    faults.arm(1, 'EROFS', { forever: true })
    const library = await openAt(path, { files: faults.files })
    expect((await library.readArticle(id)).title).toBe('L’été')
    expect(faults.steps).toEqual([])
  })
})

describe('in a library of today, a newer Postil’s', () => {
  async function withNewer(file: string, change: (value: any) => unknown) {
    const path = copyOfFormat1()
    const library = await openAt(path)
    const id = '01JP9Y8ZD030NCAHE5FN09H9Y9'
    const target = join(path, file.replace('<id>', id))
    rewrite(target, change)
    utimesSync(target, 1, 1)
    const before = readFileSync(target)
    const unchanged = () => expect(readFileSync(target)).toEqual(before)
    return { path, library, id, unchanged }
  }
  const said = { code: 'libraryNewer', details: { format: 3 } }

  it('article is shown as far as it can be understood, and never written', async () => {
    const { library, id, unchanged } = await withNewer('articles/<id>/article.json', (article) => ({
      ...article,
      version: 3,
      changedAt: {},
      cover: { hue: 'été' },
    }))
    expect(await library.readArticle(id)).toMatchObject({ title: 'Des notes en marge', cover: { hue: 'été' } })
    await expect(library.updateArticle(id, (article) => ({ ...article, title: 'Autre' }))).rejects.toMatchObject(said)
    const { document } = plainArticle()
    const version = { document, original: null, media: [], capturedAt: '2026-03-14T09:26:53.589Z' }
    await expect(library.addVersion(id, version, (article) => article)).rejects.toMatchObject(said)
    await library.settle(id)
    unchanged()
    expect(library.problems()).toEqual([])
    // What stands beside it is today's, and can be changed.
    await library.updateHighlights(id, (highlights) => highlights.map((each) => ({ ...each, note: 'Oui' })))
    expect((await library.readHighlights(id))[0]?.note).toBe('Oui')
  })

  it('article that cannot be understood says so, and stays where it is', async () => {
    const { library, id, unchanged } = await withNewer('articles/<id>/article.json', (article) => ({
      ...article,
      version: 3,
      tags: { été: 1 },
    }))
    await expect(library.readArticle(id)).rejects.toMatchObject(said)
    await library.settle(id)
    unchanged()
    expect(library.problems()).toEqual([])
  })

  it('highlights are shown as far as they can be understood, and none is written', async () => {
    const { library, id, unchanged } = await withNewer('articles/<id>/highlights.json', (file) => ({
      ...file,
      version: 3,
      highlights: file.highlights.map((each: any, index: number) => ({
        ...each,
        version: 3,
        changedAt: {},
        ...(index === 1 && { color: 'ultraviolet' }),
        strokes: [1, 2],
      })),
    }))
    const shown = await library.readHighlights(id)
    expect(shown.map(({ color, strokes }) => [color, strokes])).toEqual([
      ['purple', [1, 2]],
      ['blue', [1, 2]],
    ])
    await expect(library.updateHighlights(id, () => [])).rejects.toMatchObject(said)
    unchanged()
  })

  it('highlight among those of today keeps the file from being written', async () => {
    const { library, id, unchanged } = await withNewer('articles/<id>/highlights.json', (file) => ({
      ...file,
      highlights: file.highlights.map((each: any, index: number) => (index === 2 ? { ...each, version: 3 } : each)),
    }))
    expect((await library.readHighlights(id)).length).toBeGreaterThanOrEqual(2)
    await expect(library.updateHighlights(id, () => [])).rejects.toMatchObject(said)
    unchanged()
  })

  it('settings are followed as far as they can be understood, and never written', async () => {
    const { library, unchanged } = await withNewer('settings.json', (settings) => ({ ...settings, version: 3 }))
    expect(await library.readSettings()).toMatchObject({ theme: 'dark', fontSize: 21 })
    await expect(library.updateSettings((settings) => ({ ...settings, fontSize: 20 }))).rejects.toMatchObject(said)
    unchanged()
  })

  it('settings that cannot be understood keep no window shut', async () => {
    const { library, unchanged } = await withNewer('settings.json', () => ({ version: 3, look: 'été' }))
    expect(await library.readSettings()).toMatchObject({ theme: 'system' })
    await expect(library.updateSettings((settings) => ({ ...settings, fontSize: 20 }))).rejects.toMatchObject(said)
    unchanged()
  })
})
