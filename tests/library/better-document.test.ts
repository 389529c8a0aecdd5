import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import { mergeArticles } from '../../main/core/merge/index.ts'
import { faultyFiles } from './faults.ts'
import { clock, document, freshPath, highlight, newArticle, openAt, picture, pictureName, sha } from './support.ts'

const another = Uint8Array.of(...picture, 7)
const anotherName = `${sha(another)}.png`
const page = (...names: (string | null)[]): DocumentJSON => ({
  type: 'doc',
  content: [
    ...document.content.slice(0, 1),
    ...names.map((media, n) => ({ type: 'image', attrs: { media, source: `https://exemple.fr/${n}.png` } })),
  ],
})
const bare = page(null)
const better = { document: page(anotherName), media: [{ name: anotherName, bytes: another }] }

async function prepared(options: Parameters<typeof openAt>[1] = {}) {
  const path = freshPath()
  const library = await openAt(path, options)
  const article = await library.createArticle({ ...newArticle({ leadImage: null }), document: bare, media: [] })
  const mark = { ...highlight(article.id, 'à garder'), contentHash: article.current }
  await library.updateHighlights(article.id, () => [mark])
  return { path, library, id: article.id, old: article.current, mark }
}

describe('a document that shows more of the same text', () => {
  it('takes the place of the one before, with its highlights', async () => {
    const { library, id, old, mark } = await prepared()
    const shown = await library.replaceDocument(id, { ...better, from: old }, (article) => ({
      ...article,
      leadImage: anotherName,
    }))
    expect(shown.current).not.toBe(old)
    expect(shown.leadImage).toBe(anotherName)
    const [version, ...more] = shown.versions
    expect(more).toEqual([])
    expect(version).toMatchObject({
      hash: shown.current,
      original: sha('<html lang="fr"><p>« L’été\u202F! »</p></html>'),
    })
    expect(await library.readDocument(id, shown.current)).toEqual(better.document)
    expect(await library.readHighlights(id)).toEqual([{ ...mark, contentHash: shown.current }])
    expect(new Uint8Array(await library.readMedia(anotherName))).toEqual(another)
    expect((await library.verify()).problems).toEqual([])
    // A backup that read the record just before still finds the file that it names.
    expect(await library.readDocument(id, old)).toEqual(bare)
  })

  it('brings along a highlight that was begun before and is written after', async () => {
    const { library, id, old, mark } = await prepared()
    const first = await library.replaceDocument(id, { ...better, from: old }, (article) => article)
    const both = { document: page(anotherName, pictureName), media: [{ name: pictureName, bytes: picture }] }
    const shown = await library.replaceDocument(id, { ...both, from: first.current }, (article) => article)
    const late = { ...highlight(id, 'متأخرة'), contentHash: old }
    await library.updateHighlights(id, (present) => [...present, late])
    expect(await library.readHighlights(id)).toEqual([
      { ...mark, contentHash: shown.current },
      { ...late, contentHash: shown.current },
    ])
    expect((await library.verify()).problems).toEqual([])
  })

  it('loses no highlight that is made at the same time', async () => {
    const { library, id, old } = await prepared()
    const notes = Array.from({ length: 8 }, (_unused, n) => `note ${n}`)
    const add = (note: string) =>
      library.updateHighlights(id, (present) => [...present, { ...highlight(id, note), contentHash: old }])
    await Promise.all([
      ...notes.slice(0, 4).map(add),
      library.replaceDocument(id, { ...better, from: old }, (article) => article),
      ...notes.slice(4).map(add),
    ])
    const { current } = await library.readArticle(id)
    const marks = await library.readHighlights(id)
    expect(marks.map(({ note }) => note).sort()).toEqual([...notes, 'à garder'].sort())
    expect(marks.every(({ contentHash }) => contentHash === current)).toBe(true)
  })

  it('leaves a newer version shown, and changes nothing where the document is gone from the record', async () => {
    const { library, id, old } = await prepared()
    const text = { ...newArticle(), capturedAt: clock().toISOString() }
    const newer = await library.addVersion(id, text, (article) => article)
    const changed = await library.replaceDocument(id, { ...better, from: old }, () => {
      throw new Error('the record tells of the version that is shown')
    })
    expect(changed.current).toBe(newer.current)
    expect(changed.versions).toHaveLength(2)
    expect(changed.versions.map(({ hash }) => hash)).not.toContain(old)
    expect(await library.replaceDocument(id, { ...better, from: old }, () => ({ ...newer, title: '' }))).toEqual(
      changed,
    )
  })

  it('is wholly there or not at all, wherever it stops', async () => {
    for (let step = 1; ; step++) {
      const faults = faultyFiles()
      const { path, library, id, old, mark } = await prepared({ files: faults.files })
      faults.arm(step, 'EIO', { forever: true })
      const done = await library
        .replaceDocument(id, { ...better, from: old }, (article) => article)
        .then(
          () => true,
          () => false,
        )
      faults.disarm()
      await library.close()
      const again = await openAt(path)
      const { current, versions } = await again.readArticle(id)
      expect([bare, better.document]).toContainEqual(await again.readDocument(id, current))
      const [kept, ...more] = await again.readHighlights(id)
      expect(more).toEqual([])
      expect({ ...kept, contentHash: '' }).toEqual({ ...mark, contentHash: '' })
      expect(versions.map(({ hash }) => hash)).toContain(kept?.contentHash)
      expect((await again.verify()).problems).toEqual([])
      if (done) {
        expect(step).toBeGreaterThan(20)
        break
      }
    }
  })
})

describe('the sign of a site', () => {
  async function withSign() {
    const path = freshPath()
    const library = await openAt(path)
    const { id } = await library.createArticle({
      ...newArticle({ favicon: anotherName }),
      media: [
        { name: pictureName, bytes: picture },
        { name: anotherName, bytes: another },
      ],
    })
    return { path, library, id }
  }

  it('is one of the pictures that an article refers to', async () => {
    const { path, library, id } = await withSign()
    expect((await library.verify()).unused).toEqual([])
    expect(await library.discardMedia([anotherName])).toEqual([])
    rmSync(join(path, 'media', anotherName))
    expect((await library.verify()).problems).toMatchObject([{ code: 'fileMissing', path: `media/${anotherName}` }])
    await library.updateArticle(id, (article) => ({ ...article, deletedAt: clock().toISOString() }))
    expect((await library.purge(id))?.media.toSorted()).toEqual([anotherName, pictureName].toSorted())
  })

  it('is no longer named once it is nowhere, and all else of the record stays', async () => {
    const { path, library, id } = await withSign()
    rmSync(join(path, 'media', anotherName))
    expect((await library.verify({ repair: true })).problems).toEqual([])
    expect(await library.readArticle(id)).toMatchObject({ favicon: null, leadImage: pictureName })
  })

  it('comes back from another copy of the library', async () => {
    const { path, library, id } = await withSign()
    const other = freshPath()
    await library.close()
    const elsewhere = await openAt(other)
    await elsewhere.merge(path)
    expect((await elsewhere.readArticle(id)).favicon).toBe(anotherName)
    expect(new Uint8Array(await elsewhere.readMedia(anotherName))).toEqual(another)
  })

  it('goes with the text where two copies of a record were changed apart', async () => {
    const { library, id } = await withSign()
    const own = await library.readArticle(id)
    const { favicon: _, ...without } = own
    const later = '2026-03-15T00:00:00.000Z'
    const other = { ...without, updatedAt: later, changedAt: { text: later } }
    expect(mergeArticles(own, other)).not.toHaveProperty('favicon')
    expect(mergeArticles({ ...own, updatedAt: later, changedAt: { text: later } }, without).favicon).toBe(anotherName)
  })
})
