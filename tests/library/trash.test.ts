import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tombstoneSchema } from '../../main/core/model/tombstone.ts'
import type { Library } from '../../main/library/types.ts'
import { faultyFiles } from './faults.ts'
import { clock, freshPath, highlight, newArticle, openAt, picture, pictureName, sha, snapshot } from './support.ts'

const at = (second: number) => new Date(clock().getTime() + second * 1000).toISOString()
const read = (path: string, ...names: string[]) => JSON.parse(readFileSync(join(path, ...names), 'utf8'))

async function delete_(library: Library, id: string, second = 10) {
  return library.updateArticle(id, (article) => ({ ...article, deletedAt: at(second), updatedAt: at(second) }))
}

/** An article with a note in the trash, beside one that stays. */
async function prepared(options: Parameters<typeof openAt>[1] = {}) {
  const path = freshPath()
  const library = await openAt(path, options)
  const { id, current } = await library.createArticle(newArticle({ title: 'À jeter' }))
  const mark = { ...highlight(id, 'ملاحظة'), contentHash: current, updatedAt: at(1) }
  await library.updateHighlights(id, () => [mark])
  await delete_(library, id)
  const other = await library.createArticle(newArticle({ title: '残る', canonicalUrl: null }))
  return { path, library, id, mark, other }
}

/** A copy of the article's folder, as a sync tool has it elsewhere. */
async function copied(path: string, id: string) {
  const copy = `${path}-${id}`
  await cp(join(path, 'articles', id), copy, { recursive: true })
  return {
    change: (name: string, change: (record: any) => object) =>
      writeFileSync(join(copy, name), JSON.stringify(change(read(copy, name)))),
    comeBack: () => cp(copy, join(path, 'articles', id), { recursive: true }),
  }
}

describe('deleting for good', () => {
  it('leaves a tombstone that knows what went, and nothing else of the article', async () => {
    const { path, library, id, mark, other } = await prepared()
    expect(await library.purge(id)).toEqual({ media: [pictureName] })
    expect(readdirSync(join(path, 'articles'))).toEqual([other.id])
    const { sum, ...tombstone } = read(path, 'tombstones', `${id}.json`)
    expect(tombstoneSchema.parse(tombstone)).toEqual({
      version: 1,
      id,
      deletedAt: at(10),
      purgedAt: at(0),
      seen: { article: at(10), highlights: { [mark.id]: at(1) } },
    })
    await expect(library.readArticle(id)).rejects.toMatchObject({ code: 'articleNotFound' })
    expect(await library.tombstones()).toEqual([id])
    expect(await library.verify()).toMatchObject({ problems: [], unused: [] })
    expect((await library.readMedia(pictureName)).length).toBe(picture.length)
  })

  it('is not for what is not in the trash, or not there', async () => {
    const { path, library, other } = await prepared()
    const before = snapshot(path)
    expect(await library.purge(other.id)).toBeNull()
    expect(await library.purge('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBeNull()
    expect(snapshot(path)).toEqual(before)
  })

  it('a restore that comes first wins, one that comes later finds nothing', async () => {
    const { library, id } = await prepared()
    const restored = library.updateArticle(id, ({ deletedAt: _, ...article }) => ({ ...article, restoredAt: at(20) }))
    expect(await library.purge(id)).toBeNull()
    expect((await restored).deletedAt).toBeUndefined()
    await delete_(library, id, 30)
    expect(await library.purge(id)).toEqual({ media: [pictureName] })
    await expect(library.updateArticle(id, (article) => article)).rejects.toMatchObject({ code: 'articleNotFound' })
    await expect(library.updateHighlights(id, () => [])).rejects.toMatchObject({ code: 'articleNotFound' })
  })

  it('says nothing of a text or page that is read at that moment but that the article is gone', async () => {
    const { library, id } = await prepared()
    const { current } = await library.readArticle(id)
    await Promise.allSettled([
      library.purge(id),
      ...Array.from({ length: 20 }, () => library.readDocument(id, current)),
    ])
    await expect(library.readDocument(id, current)).rejects.toMatchObject({ code: 'articleNotFound' })
    expect(library.problems()).toEqual([])
  })

  it('at whichever step it dies, the next opening finds the article in the trash or finishes', async () => {
    const faults = faultyFiles()
    const dry = await prepared({ files: faults.files })
    faults.arm(10_000, 'EIO')
    await dry.library.purge(dry.id)
    const count = faults.steps.length
    faults.disarm()
    expect(count).toBeGreaterThan(8)
    const ends = new Set<string>()
    for (let step = 1; step <= count; step++) {
      const { path, library, id, mark, other } = await prepared({ files: faults.files })
      faults.arm(step, 'EIO', { forever: true })
      await expect(library.purge(id)).rejects.toMatchObject({ code: 'writeFailed' })
      faults.disarm()
      await library.close()
      const again = await openAt(path)
      const tombstone = existsSync(join(path, 'tombstones', `${id}.json`))
      await again.tidy()
      await again.faceTombstone(id)
      if (tombstone) await expect(again.readArticle(id)).rejects.toMatchObject({ code: 'articleNotFound' })
      else {
        expect((await again.readArticle(id)).deletedAt).toBe(at(10))
        expect(await again.readHighlights(id)).toEqual([mark])
      }
      ends.add(tombstone ? 'finished' : 'in the trash')
      await again.tidy()
      expect(readdirSync(join(path, 'articles'))).toEqual(tombstone ? [other.id] : [id, other.id].sort())
      expect((await again.verify()).problems).toEqual([])
      await again.close()
    }
    expect([...ends].sort()).toEqual(['finished', 'in the trash'])
  })

  it('on a full disk the previous versions of its records make room for the tombstone', async () => {
    const faults = faultyFiles()
    const dry = await prepared({ files: faults.files })
    faults.arm(10_000, 'EIO')
    await dry.library.purge(dry.id)
    const step = faults.steps.indexOf(`writeFile .${dry.id}.tmp`) + 1
    faults.disarm()
    expect(step).toBeGreaterThan(0)
    const { path, library, id } = await prepared({ files: faults.files })
    faults.arm(step, 'ENOSPC', { forever: true })
    await expect(library.purge(id)).rejects.toMatchObject({ code: 'diskFull' })
    faults.disarm()
    expect((await library.readArticle(id)).deletedAt).toBe(at(10))
    faults.arm(step, 'ENOSPC')
    expect(await library.purge(id)).not.toBeNull()
    expect(existsSync(join(path, 'tombstones', `${id}.json`))).toBe(true)
  })
})

describe('an article that is met beside its tombstone', () => {
  async function purgedWithCopy() {
    const all = await prepared()
    const copy = await copied(all.path, all.id)
    await all.library.purge(all.id)
    return { ...all, copy }
  }

  it('goes again where it holds nothing new', async () => {
    const { path, library, id, copy, other } = await purgedWithCopy()
    await copy.comeBack()
    expect(await library.faceTombstone(id)).toBe('gone')
    expect(readdirSync(join(path, 'articles'))).toEqual([other.id])
    expect(await library.tombstones()).toEqual([id])
  })

  it('goes again where it was never in the trash there and nobody touched it since', async () => {
    const { library, id, copy } = await purgedWithCopy()
    copy.change('article.json', ({ deletedAt: _, ...article }) => ({ ...article, updatedAt: at(2) }))
    await copy.comeBack()
    expect(await library.faceTombstone(id)).toBe('gone')
  })

  it('is there again where it was restored later', async () => {
    const { library, id, mark, copy } = await purgedWithCopy()
    copy.change('article.json', ({ deletedAt: _, ...a }) => ({ ...a, restoredAt: at(11), updatedAt: at(11) }))
    await copy.comeBack()
    expect(await library.faceTombstone(id)).toBe('alive')
    expect((await library.readArticle(id)).deletedAt).toBeUndefined()
    expect(await library.readHighlights(id)).toEqual([mark])
    expect(await library.tombstones()).toEqual([])
    expect(await library.faceTombstone(id)).toBeNull()
  })

  it.each([
    [
      'its title was changed after the deletion',
      'article.json',
      (a: any) => ({ ...a, title: '新題', updatedAt: at(12) }),
    ],
    [
      'a note was changed after the deletion',
      'highlights.json',
      (file: any) => ({ ...file, highlights: [{ ...file.highlights[0], note: 'Après', updatedAt: at(12) }] }),
    ],
    [
      'it has a highlight that nobody knew of',
      'highlights.json',
      (file: any) => ({
        ...file,
        highlights: [...file.highlights, { ...file.highlights[0], id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
      }),
    ],
  ])('is in the trash where %s', async (_what, name, change) => {
    const { library, id, copy } = await purgedWithCopy()
    copy.change('article.json', ({ deletedAt: _, ...article }) => ({ ...article, updatedAt: at(3) }))
    copy.change(name, change)
    await copy.comeBack()
    expect(await library.faceTombstone(id)).toBe('trash')
    expect((await library.readArticle(id)).deletedAt).toBe(at(10))
    expect(await library.readHighlights(id)).not.toEqual([])
    expect(await library.tombstones()).toEqual([])
    // Deleted for good once more, it stays away.
    expect(await library.purge(id)).not.toBeNull()
    expect(await library.tombstones()).toEqual([id])
  })

  it('is in the trash rather than gone where the tombstone is damaged and older than its changes', async () => {
    const { path, library, id, copy } = await purgedWithCopy()
    const file = join(path, 'tombstones', `${id}.json`)
    writeFileSync(file, 'x')
    utimesSync(file, new Date(at(5)), new Date(at(5)))
    await copy.comeBack()
    expect(await library.faceTombstone(id)).toBe('trash')
  })

  it('is not made again by an import, unless it was restored later or changed', async () => {
    const { path, library, id } = await purgedWithCopy()
    const before = snapshot(path)
    const again = newArticle({ id, deletedAt: undefined })
    await expect(library.createArticle(again)).rejects.toMatchObject({ code: 'articlePurged', details: { id } })
    expect(snapshot(path)).toEqual(before)
    const changed = await library.createArticle(newArticle({ id, updatedAt: at(40) }))
    expect(changed.deletedAt).toBe(at(10))
    expect(await library.tombstones()).toEqual([])
    await library.purge(id)
    const back = await library.createArticle(newArticle({ id, updatedAt: at(50), restoredAt: at(50) }))
    expect(back.deletedAt).toBeUndefined()
    expect(await library.tombstones()).toEqual([])
  })
})

describe('pictures', () => {
  it('that are given up are removed, but for those of articles written since the library was opened', async () => {
    const { path, library, id, other } = await prepared()
    const bytes = Buffer.from('GIF89a seul')
    const alone = `${sha(bytes)}.gif`
    writeFileSync(join(path, 'media', alone), bytes)
    await library.purge(id)
    expect(await library.discardMedia([pictureName, alone])).toEqual([alone])
    expect(readdirSync(join(path, 'media'))).toEqual([pictureName])
    await delete_(library, other.id)
    await library.purge(other.id)
    expect(await library.discardMedia([pictureName])).toEqual([pictureName])
    expect(readdirSync(join(path, 'media'))).toEqual([])
  })

  it('of an article that is being made are not removed', async () => {
    const { library, id } = await prepared()
    const purged = await library.purge(id)
    const making = library.createArticle(newArticle({ canonicalUrl: null }))
    await library.discardMedia(purged?.media ?? [])
    await making
    expect((await library.verify()).problems).toEqual([])
  })
})

it('what is half removed when the library opens is swept away', async () => {
  const { path, library, id, other } = await prepared()
  await library.purge(id)
  await library.close()
  mkdirSync(join(path, 'articles', `.purged-${id}`, 'content'), { recursive: true })
  renameSync(join(path, 'articles', other.id), join(path, 'articles', `.purged-${other.id}`))
  rmSync(join(path, 'articles', `.purged-${other.id}`, 'article.json'))
  await (await openAt(path)).tidy()
  expect(readdirSync(join(path, 'articles'))).toEqual([])
})
