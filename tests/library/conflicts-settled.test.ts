import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import { faultyFiles } from './faults.ts'
import { freshPath, highlight, newArticle, openAt, picture, pictureName, snapshot } from './support.ts'

const COPY = 'sync-conflict-20261123-110953-ABCDEFG'
const LATER = '2027-01-01T00:00:00.000Z'
const read = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'))
const write = (value: unknown, ...path: string[]) => writeFileSync(join(...path), JSON.stringify(value))
const aside = (path: string) =>
  existsSync(join(path, 'quarantine')) ? readdirSync(join(path, 'quarantine')).sort() : []

async function prepared() {
  const path = freshPath()
  const library = await openAt(path)
  const article = await library.createArticle(newArticle())
  const { id, current } = article
  const [mark] = await library.updateHighlights(id, () => [{ ...highlight(id, 'À relire'), contentHash: current }])
  return { path, library, article, id, folder: join(path, 'articles', id), mark: mark as Highlight }
}

const elsewhere = (article: Article, changes: Partial<Article>): Article => {
  const times = Object.fromEntries(Object.keys(changes).map((part) => [part, LATER]))
  return { ...article, ...changes, updatedAt: LATER, changedAt: { ...article.changedAt, ...times } }
}

describe('a copy of a record', () => {
  it('is merged into it, and kept', async () => {
    const { path, library, article, id, folder, mark } = await prepared()
    await library.updateArticle(id, (own) => ({
      ...own,
      favourite: true,
      changedAt: { favourite: LATER },
      updatedAt: LATER,
    }))
    write({ ...elsewhere(article, { title: '夏\u202F!' }), rating: 4 }, folder, `article.${COPY}.json`)
    const other = { ...highlight(id, 'هامش'), contentHash: article.current }
    write(
      { version: 2, by: 'greffon', highlights: [other] },
      folder,
      `highlights (Zoé’s conflicted copy 2026-11-23).json`,
    )
    const copy = readFileSync(join(folder, `article.${COPY}.json`))
    expect(await library.settle(id)).toBe(true)
    expect(await library.readArticle(id)).toMatchObject({ title: '夏\u202F!', favourite: true, rating: 4 })
    expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['À relire', 'هامش'])
    expect(read(folder, 'highlights.json')).toMatchObject({ by: 'greffon', highlights: [{ id: mark.id }, {}] })
    expect(readdirSync(folder).filter((name) => /confl/.test(name))).toEqual([])
    const kept = aside(path)
    expect(kept).toHaveLength(2)
    for (const name of kept) expect(name).toMatch(new RegExp(`^${id}\\..*\\.merged$`))
    expect(readFileSync(join(path, 'quarantine', kept.find((name) => name.includes('article')) ?? ''))).toEqual(copy)
    expect(library.problems()).toEqual([])
    expect((await library.verify()).problems).toEqual([])
    const after = snapshot(path)
    expect(await library.settle(id)).toBe(false)
    expect(snapshot(path)).toEqual(after)
  })

  it('that says nothing new changes no record, and is kept all the same', async () => {
    const { path, library, id, folder } = await prepared()
    cpSync(join(folder, 'article.json'), join(folder, 'article (1).json'))
    cpSync(join(folder, 'highlights.json'), join(folder, 'highlights-DESKTOP-4F2K9.json'))
    const before = readFileSync(join(folder, 'article.json'))
    expect(await library.settle(id)).toBe(false)
    expect(readFileSync(join(folder, 'article.json'))).toEqual(before)
    expect(aside(path)).toHaveLength(2)
  })

  it('of version 1 is understood', async () => {
    const { library, article, id, folder } = await prepared()
    const { changedAt: _, ...old } = article
    write({ ...old, version: 1, title: 'D’avant', updatedAt: LATER }, folder, `article.${COPY}.json`)
    await library.settle(id)
    expect(await library.readArticle(id)).toMatchObject({ version: 2, title: 'D’avant', changedAt: { title: LATER } })
  })

  it('undoes no deletion, and brings nothing back', async () => {
    const { library, article, id, folder, mark } = await prepared()
    await library.updateArticle(id, (own) => ({ ...own, deletedAt: LATER, updatedAt: LATER }))
    await library.updateHighlights(id, ([own]) => [{ ...(own as Highlight), deletedAt: LATER, updatedAt: LATER }])
    const time = '2027-02-02T00:00:00.000Z'
    write(
      { ...article, title: 'Ailleurs', updatedAt: time, changedAt: { title: time } },
      folder,
      `article.${COPY}.json`,
    )
    write(
      { version: 2, highlights: [{ ...mark, note: 'Ailleurs', updatedAt: time, changedAt: { note: time } }] },
      folder,
      'highlights 2.json',
    )
    await library.settle(id)
    expect(await library.readArticle(id)).toMatchObject({ title: 'Ailleurs', deletedAt: LATER })
    expect(await library.readHighlights(id)).toMatchObject([{ note: 'Ailleurs', deletedAt: LATER }])
  })

  it('takes the place of a record that is missing, or damaged past help', async () => {
    for (const spoil of [(file: string) => rmSync(file), (file: string) => writeFileSync(file, '\0\0\0')]) {
      const { library, article, id, folder, mark } = await prepared()
      cpSync(join(folder, 'article.json'), join(folder, `article.${COPY}.json`))
      cpSync(join(folder, 'highlights.json'), join(folder, 'highlights.Conflict.json'))
      for (const name of ['article.json', 'highlights.json']) {
        spoil(join(folder, name))
        rmSync(join(folder, `${name}.bak`), { force: true })
      }
      expect(await library.settle(id)).toBe(true)
      expect(await library.readArticle(id)).toEqual(article)
      expect(await library.readHighlights(id)).toEqual([mark])
    }
  })

  it('that is damaged is set aside and told of', async () => {
    const { path, library, article, id, folder } = await prepared()
    writeFileSync(join(folder, `article.${COPY}.json`), '{"half')
    expect(await library.settle(id)).toBe(false)
    const [kept = ''] = aside(path)
    expect(kept).not.toMatch(/merged$/)
    const said = { code: 'recordDamaged', path: `articles/${id}/article.${COPY}.json` }
    expect(library.problems()).toMatchObject([{ ...said, details: { path: `quarantine/${kept}` } }])
    expect(await library.readArticle(id)).toEqual(article)
  })

  it('of another article is damaged; a file that may be a person’s own is left alone', async () => {
    const { path, library, article, id, folder } = await prepared()
    const stranger = newArticle().article.id
    write({ ...article, id: stranger, title: 'Autre' }, folder, `article.${COPY}.json`)
    const own = ['article-notes.json', 'article (2).json', 'highlights 3.json', 'mes notes.txt', 'article (mine).json']
    for (const name of own) writeFileSync(join(folder, name), 'Mes notes\u202F!')
    expect(await library.settle(id)).toBe(false)
    expect((await library.readArticle(id)).title).toBe('L’été')
    for (const name of own) expect(readFileSync(join(folder, name), 'utf8')).toBe('Mes notes\u202F!')
    expect(aside(path)).toHaveLength(1)
  })

  it('of a newer Postil stays where it is, as does any beside a newer record', async () => {
    const { path, library, article, id, folder } = await prepared()
    write({ ...article, version: 3, title: 'Demain' }, folder, `article.${COPY}.json`)
    expect(await library.settle(id)).toBe(false)
    rmSync(join(folder, `article.${COPY}.json`))
    write({ ...article, version: 3 }, folder, 'article.json')
    write(elsewhere(article, { title: 'Ailleurs' }), folder, `article (1).json`)
    const before = snapshot(path)
    expect(await library.settle(id)).toBe(false)
    expect(snapshot(path)).toEqual(before)
    expect(aside(path)).toEqual([])
  })

  it('of the previous version is only kept', async () => {
    const { path, library, id, folder } = await prepared()
    await library.updateArticle(id, (article) => ({ ...article, title: 'Deux' }))
    cpSync(join(folder, 'article.json.bak'), join(folder, `article.json.${COPY}.bak`))
    expect(await library.settle(id)).toBe(false)
    expect((await library.readArticle(id)).title).toBe('Deux')
    expect(aside(path)).toEqual([expect.stringMatching(/\.merged$/)])
  })

  it('is merged once more where a crash came between the merge and its moving', async () => {
    for (let step = 1, failed = true; failed; step++) {
      const path = freshPath()
      const faults = faultyFiles()
      const library = await openAt(path, { files: faults.files })
      const article = await library.createArticle(newArticle())
      const folder = join(path, 'articles', article.id)
      write(elsewhere(article, { title: 'Ailleurs' }), folder, `article.${COPY}.json`)
      faults.arm(step, 'EIO', { forever: true, halfway: true })
      await library.settle(article.id).catch(() => {})
      failed = faults.steps.length >= step
      faults.disarm()
      await library.close()
      const again = await openAt(path)
      await again.settle(article.id)
      expect((await again.readArticle(article.id)).title, `step ${step}`).toBe('Ailleurs')
      expect(readdirSync(folder).filter((name) => name.includes('conflict'))).toEqual([])
      expect(again.problems()).toEqual([])
      await again.close()
      if (!failed) expect(step).toBeGreaterThan(8)
    }
  })
})

describe('a copy of a file that never changes', () => {
  it.each(['missing', 'damaged', 'sound'])('helps where the file is %s, and is kept', async (state) => {
    const { path, library, article, id, folder } = await prepared()
    const [{ original } = { original: null }] = article.versions
    const files = [
      [join(folder, 'content', `${article.current}.json`), `${article.current}.${COPY}.json`],
      [join(folder, 'original', `${original}.html.gz`), `${original}.html (conflicted copy 2026-11-23 110953).gz`],
    ] as const
    const before = files.map(([file]) => readFileSync(file))
    for (const [file, copy] of files) {
      cpSync(file, join(file, '..', copy))
      if (state === 'missing') rmSync(file)
      if (state === 'damaged') writeFileSync(file, 'damaged')
    }
    expect(await library.settle(id)).toBe(state !== 'sound')
    expect(files.map(([file]) => readFileSync(file))).toEqual(before)
    expect(aside(path).filter((name) => name.endsWith('.merged'))).toHaveLength(2)
    expect(aside(path)).toHaveLength(state === 'damaged' ? 4 : 2)
    expect((await library.verify()).problems).toEqual([])
  })

  it('that has another hash is only kept, where no person can have made it', async () => {
    const { path, library, article, id, folder } = await prepared()
    const file = join(folder, 'content', `${article.current}.json`)
    rmSync(file)
    writeFileSync(join(folder, 'content', `${article.current}.${COPY}.json`), '{}')
    writeFileSync(join(folder, 'content', `${article.current} (1).json`), '{}')
    expect(await library.settle(id)).toBe(false)
    expect(existsSync(file)).toBe(false)
    expect(readdirSync(join(folder, 'content'))).toEqual([`${article.current} (1).json`])
    expect(aside(path)).toHaveLength(1)
  })

  it('is found in a copy of its folder', async () => {
    const { path, library, article, id, folder } = await prepared()
    renameSync(join(folder, 'content'), join(folder, 'content 2'))
    mkdirSync(join(folder, 'original 2'))
    writeFileSync(join(folder, 'original 2', 'mine.txt'), 'à moi')
    expect(await library.settle(id)).toBe(true)
    expect((await library.readDocument(id, article.current)).type).toBe('doc')
    expect(readdirSync(folder).sort()).toEqual([
      'article.json',
      'content',
      'highlights.json',
      'highlights.json.bak',
      'original',
      'original 2',
    ])
    expect(aside(path)).toHaveLength(1)
  })
})

describe('beside the articles', () => {
  it('a copy of a whole folder is merged into it', async () => {
    const { path, library, article, id, folder, mark } = await prepared()
    const copy = `${folder} (Zoé's conflicted copy 2026-11-23)`
    cpSync(folder, copy, { recursive: true })
    write(elsewhere(article, { title: 'Ailleurs' }), copy, 'article.json')
    const other = { ...highlight(id, '余白'), contentHash: article.current }
    write({ version: 2, highlights: [mark, other] }, copy, 'highlights.json')
    rmSync(join(folder, 'content'), { recursive: true })
    expect(await library.settleLibrary()).toEqual([id])
    expect((await library.readArticle(id)).title).toBe('Ailleurs')
    expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['À relire', '余白'])
    expect((await library.readDocument(id, article.current)).type).toBe('doc')
    expect(readdirSync(join(path, 'articles'))).toEqual([id])
    expect(aside(path)).toEqual([expect.stringMatching(new RegExp(`^${id} .*\\.merged$`))])
    expect(await library.settleLibrary()).toEqual([])
  })

  it('a copy of a folder that is gone takes its name; a folder that a person made is left alone', async () => {
    const { path, library, article, id, folder } = await prepared()
    renameSync(folder, `${folder} 2`)
    mkdirSync(join(path, 'articles', `${id} (3)`))
    writeFileSync(join(path, 'articles', `${id} (3)`, 'mine.txt'), 'à moi')
    expect(await library.settleLibrary()).toEqual([id])
    expect(await library.readArticle(id)).toEqual(article)
    expect(readdirSync(join(path, 'articles')).sort()).toEqual([id, `${id} (3)`])
  })

  it('a picture that is missing comes back', async () => {
    const { path, library } = await prepared()
    rmSync(join(path, 'media', pictureName))
    writeFileSync(join(path, 'media', pictureName.replace('.png', `.${COPY}.png`)), picture)
    expect(await library.settleLibrary()).toEqual([])
    expect(await library.readMedia(pictureName)).toEqual(Buffer.from(picture))
    expect(readdirSync(join(path, 'media'))).toEqual([pictureName])
    expect((await library.verify()).problems).toEqual([])
  })

  it('of the library’s own files the own one stays', async () => {
    const { path, library } = await prepared()
    await library.updateSettings((settings) => ({ ...settings, theme: 'dark' }))
    const before = readFileSync(join(path, 'library.json'))
    write({ ...read(path, 'library.json'), id: 'other' }, path, `library.${COPY}.json`)
    write({ ...read(path, 'settings.json'), theme: 'paper' }, path, 'settings (1).json')
    writeFileSync(join(path, 'settings-perso.json'), '{"mine":1}')
    write({ format: 9 }, path, 'library.Conflict.json')
    await library.settleLibrary()
    expect(readFileSync(join(path, 'library.json'))).toEqual(before)
    expect((await library.readSettings()).theme).toBe('dark')
    expect(
      readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .sort(),
    ).toEqual(['library.Conflict.json', 'library.json', 'settings-perso.json', 'settings.json'])
    expect(aside(path)).toHaveLength(2)
  })

  it('a copy of a tombstone counts where it tells of a later deletion, or where there is none', async () => {
    const { path, library, id } = await prepared()
    await library.updateArticle(id, (article) => ({ ...article, deletedAt: LATER, updatedAt: LATER }))
    await library.purge(id)
    const file = join(path, 'tombstones', `${id}.json`)
    const tombstone = read(file)
    write({ ...tombstone, deletedAt: '2028-01-01T00:00:00.000Z' }, path, 'tombstones', `${id}.${COPY}.json`)
    await library.settleLibrary()
    expect(read(file)).toMatchObject({ id, deletedAt: '2028-01-01T00:00:00.000Z', seen: tombstone.seen })
    renameSync(file, join(path, 'tombstones', `${id}.Conflict.json`))
    await library.settleLibrary()
    expect(readdirSync(join(path, 'tombstones'))).toEqual([`${id}.json`])
    expect(await library.tombstones()).toEqual([id])
  })
})

it('an article that comes back beside its tombstone goes again', async () => {
  const { path, library, id, folder } = await prepared()
  const away = `${path}-away`
  cpSync(folder, away, { recursive: true })
  await library.updateArticle(id, (article) => ({ ...article, deletedAt: LATER, updatedAt: LATER }))
  await library.purge(id)
  cpSync(away, folder, { recursive: true })
  expect(await library.settle(id)).toBe(true)
  expect(existsSync(folder)).toBe(false)
})
