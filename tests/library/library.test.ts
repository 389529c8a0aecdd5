import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  clock,
  document,
  freshPath,
  highlight,
  ids,
  newArticle,
  openAt,
  page,
  picture,
  pictureName,
  sha,
} from './support.ts'

describe('an article', () => {
  it('stands on disk as the format says, and is read back as it was', async () => {
    const path = freshPath()
    const library = await openAt(path)
    const article = await library.createArticle(newArticle())
    const folder = join(path, 'articles', article.id)

    expect(readdirSync(folder).sort()).toEqual(['article.json', 'content', 'highlights.json', 'original'])
    const content = readFileSync(join(folder, 'content', `${article.current}.json`))
    expect(sha(content)).toBe(article.current)
    expect(article.versions).toEqual([
      { hash: article.current, original: sha(page), capturedAt: clock().toISOString() },
    ])
    expect(gunzipSync(readFileSync(join(folder, 'original', `${sha(page)}.html.gz`)))).toEqual(Buffer.from(page))
    expect(readdirSync(join(path, 'media'))).toEqual([pictureName])

    expect(await library.readArticle(article.id)).toEqual(article)
    expect(await library.readDocument(article.id, article.current)).toEqual(document)
    expect(Buffer.from(await library.readOriginal(article.id, sha(page)))).toEqual(Buffer.from(page))
    expect(new Uint8Array(await library.readMedia(pictureName))).toEqual(picture)
    expect(await library.readHighlights(article.id)).toEqual([])
  })

  it('takes a page that it was given beforehand', async () => {
    const library = await openAt(freshPath())
    const article = await library.createArticle({ ...newArticle(), original: library.preparePage(page) })
    expect(article.versions[0]?.original).toBe(sha(page))
    expect(Buffer.from(await library.readOriginal(article.id, sha(page)))).toEqual(Buffer.from(page))
  })

  it('without an original has none', async () => {
    const library = await openAt(freshPath())
    const article = await library.createArticle({ ...newArticle(), original: null })
    expect(article.versions[0]?.original).toBeNull()
  })

  it('comes back after the library was closed, highlights and all', async () => {
    const path = freshPath()
    const first = await openAt(path)
    const input = newArticle()
    const mark = highlight(input.article.id, 'Une note\u202F: «\u202Foui\u202F»')
    const { current } = await first.createArticle({ ...input, highlights: [mark] })
    await first.close()
    const second = await openAt(path)
    expect(second.id).toBe(first.id)
    expect((await second.readArticle(input.article.id)).title).toBe('L’été')
    // Made on whatever text elsewhere, it is now a highlight of this one.
    expect(await second.readHighlights(input.article.id)).toEqual([{ ...mark, contentHash: current }])
  })

  it('is not made twice under one id, and the first stays', async () => {
    const library = await openAt(freshPath())
    const input = newArticle()
    await library.createArticle(input)
    const again = { ...input, article: { ...input.article, title: 'Autre' } }
    await expect(library.createArticle(again)).rejects.toMatchObject({ code: 'writeFailed' })
    expect((await library.readArticle(input.article.id)).title).toBe('L’été')
  })

  it('unknown by its id is articleNotFound for every call', async () => {
    const library = await openAt(freshPath())
    const missing = { code: 'articleNotFound' }
    const id = ids()
    await expect(library.readArticle(id)).rejects.toMatchObject(missing)
    await expect(library.updateArticle(id, (a) => a)).rejects.toMatchObject(missing)
    await expect(library.readHighlights(id)).rejects.toMatchObject(missing)
    await expect(library.updateHighlights(id, () => [])).rejects.toMatchObject(missing)
    await expect(library.readDocument(id, 'a'.repeat(64))).rejects.toMatchObject(missing)
    await expect(library.stamp(id)).rejects.toMatchObject(missing)
    await expect(library.readArticle('../../etc')).rejects.toMatchObject(missing)
  })
})

describe('changes', () => {
  it('keep fields that this Postil does not know', async () => {
    const path = freshPath()
    const library = await openAt(path)
    const { id } = await library.createArticle(newArticle())
    const file = join(path, 'articles', id, 'article.json')
    const stored = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...stored, mood: 'calm', versions: [{ ...stored.versions[0], via: 'x' }] }))
    await library.updateArticle(id, (article) => ({ ...article, favourite: true }))
    const after = JSON.parse(readFileSync(file, 'utf8'))
    expect(after).toMatchObject({ mood: 'calm', favourite: true, versions: [{ via: 'x' }] })
  })

  it('to one record made at once are all kept, in order', async () => {
    const library = await openAt(freshPath())
    const { id } = await library.createArticle(newArticle())
    const marks = Array.from({ length: 40 }, (_, index) => highlight(id, `note ${index}`))
    await Promise.all([
      ...marks.map((mark) => library.updateHighlights(id, (present) => [...present, mark])),
      ...marks.map((_, index) => library.updateArticle(id, (a) => ({ ...a, tags: [...a.tags, `t${index}`] }))),
    ])
    expect((await library.readHighlights(id)).map((mark) => mark.note)).toEqual(marks.map((mark) => mark.note))
    expect((await library.readArticle(id)).tags).toHaveLength(41)
  })

  it('keep the previous version beside the record', async () => {
    const path = freshPath()
    const library = await openAt(path)
    const { id } = await library.createArticle(newArticle())
    await library.updateArticle(id, (article) => ({ ...article, title: 'Deux' }))
    await library.updateArticle(id, (article) => ({ ...article, title: 'Trois' }))
    const previous = JSON.parse(readFileSync(join(path, 'articles', id, 'article.json.bak'), 'utf8'))
    expect(previous.title).toBe('Deux')
    expect((await library.readArticle(id)).title).toBe('Trois')
  })

  it('that change nothing write nothing', async () => {
    const library = await openAt(freshPath())
    const { id } = await library.createArticle(newArticle())
    const before = await library.stamp(id)
    await library.updateArticle(id, (article) => article)
    expect(await library.stamp(id)).toBe(before)
  })

  it('that throw or do not fit the schema leave the record as it was, and the next one works', async () => {
    const library = await openAt(freshPath())
    const { id } = await library.createArticle(newArticle())
    const refuse = () => {
      throw new Error('no')
    }
    await expect(library.updateArticle(id, refuse)).rejects.toThrow('no')
    await expect(library.updateArticle(id, (a) => ({ ...a, progress: 7 }))).rejects.toThrow()
    expect((await library.updateArticle(id, (a) => ({ ...a, progress: 0.5 }))).progress).toBe(0.5)
  })

  it('show in the stamp of the article, and in no other', async () => {
    const library = await openAt(freshPath())
    const first = await library.createArticle(newArticle())
    const second = await library.createArticle(newArticle())
    const stamps = () => Promise.all([first, second].map(({ id }) => library.stamp(id)))
    const before = await stamps()
    await library.updateHighlights(first.id, () => [highlight(first.id)])
    const after = await stamps()
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(before[1])
  })
})

describe('pictures', () => {
  it('are kept once, and never under a name that is not their hash or leads elsewhere', async () => {
    const path = freshPath()
    const library = await openAt(path)
    await library.createArticle(newArticle())
    await library.createArticle(newArticle())
    expect(readdirSync(join(path, 'media'))).toEqual([pictureName])
    for (const name of ['../evil.png', `${'0'.repeat(64)}.png`, `${'0'.repeat(64)}.exe`]) {
      await expect(library.createArticle({ ...newArticle(), media: [{ name, bytes: picture }] })).rejects.toThrow()
    }
    expect(existsSync(join(path, 'evil.png'))).toBe(false)
    expect(readdirSync(join(path, 'articles'))).toHaveLength(2)
  })

  it('that are not there are mediaNotFound, whatever the name', async () => {
    const library = await openAt(freshPath())
    for (const name of [pictureName, '../library.json', 'x', '']) {
      await expect(library.readMedia(name)).rejects.toMatchObject({ code: 'mediaNotFound' })
    }
  })
})

describe('settings', () => {
  it('are the defaults until they are changed, and then what was kept', async () => {
    const path = freshPath()
    const library = await openAt(path)
    expect(await library.readSettings()).toMatchObject({ theme: 'system', fontSize: 19 })
    await library.updateSettings((settings) => ({ ...settings, fontSize: 22 }))
    await library.close()
    const again = await openAt(path)
    expect((await again.readSettings()).fontSize).toBe(22)
  })
})

it('closing waits for writes under way and refuses later ones', async () => {
  const library = await openAt(freshPath())
  const { id } = await library.createArticle(newArticle())
  const write = library.updateArticle(id, (article) => ({ ...article, title: 'Dernier' }))
  await library.close()
  expect((await write).title).toBe('Dernier')
  await expect(library.readArticle(id)).rejects.toThrow('closed')
})
