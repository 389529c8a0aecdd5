import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freshPath, newArticle, openAt, picture, pictureName } from './support.ts'

describe('a picture that is damaged', () => {
  const spoiled = Uint8Array.from(picture, (byte, index) => (index === 9 ? byte ^ 4 : byte))

  async function withSpoiled() {
    const path = freshPath()
    const library = await openAt(path)
    const { id } = await library.createArticle(newArticle())
    writeFileSync(join(path, 'media', pictureName), spoiled)
    return { path, library, id }
  }

  it('is not handed out: it is set aside and told of, and its article goes on', async () => {
    const { path, library, id } = await withSpoiled()
    const looks = await Promise.allSettled([1, 2, 3].map(() => library.readMedia(pictureName)))
    for (const look of looks) expect(look).toMatchObject({ reason: { code: 'mediaNotFound' } })
    const [kept = '', ...more] = readdirSync(join(path, 'quarantine'))
    expect(more).toEqual([])
    expect(new Uint8Array(readFileSync(join(path, 'quarantine', kept)))).toEqual(spoiled)
    const said = { code: 'recordDamaged', path: `media/${pictureName}`, details: { path: `quarantine/${kept}` } }
    expect(library.problems()).toMatchObject([said])
    expect((await library.readDocument(id, (await library.readArticle(id)).current)).type).toBe('doc')

    await library.createArticle(newArticle())
    expect(new Uint8Array(await library.readMedia(pictureName))).toEqual(picture)
    expect((await library.verify()).problems).toEqual([])
  })

  it('is written anew by the next article that shows it, though its size is right', async () => {
    const { path, library } = await withSpoiled()
    await library.createArticle(newArticle())
    expect(new Uint8Array(await library.readMedia(pictureName))).toEqual(picture)
    const [kept = ''] = readdirSync(join(path, 'quarantine'))
    expect(kept).toMatch(/\.replaced$/)
    expect(new Uint8Array(readFileSync(join(path, 'quarantine', kept)))).toEqual(spoiled)
  })

  it('comes back from a copy beside it with verify --repair', async () => {
    const { path, library } = await withSpoiled()
    await expect(library.readMedia(pictureName)).rejects.toMatchObject({ code: 'mediaNotFound' })
    writeFileSync(join(path, 'media', `${pictureName.slice(0, 64)} (1).png`), picture)
    expect((await library.verify({ repair: true })).problems).toEqual([])
    expect(new Uint8Array(await library.readMedia(pictureName))).toEqual(picture)
  })
})
