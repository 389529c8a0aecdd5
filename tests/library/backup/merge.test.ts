import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buried, revived, touched } from '../../../main/core/model/changes.ts'
import type { Library } from '../../../main/library/types.ts'
import { clock, freshPath, openAt, snapshot } from '../support.ts'
import { articleNumber, fill, mark, recordsOf } from './copies.ts'

/** A library and a copy of its folder, as a sync tool or a person makes one. */
async function twins(count = 2) {
  const path = freshPath()
  const first = await openAt(path)
  const ids = await fill(first, count)
  await first.close()
  const other = freshPath()
  cpSync(path, other, { recursive: true, filter: (file) => !file.includes('.index') })
  return { one: await openAt(path), two: await openAt(other), ids }
}

/** The same folder under another name, to merge in another direction. */
async function again(library: Library): Promise<Library> {
  const path = freshPath()
  cpSync(library.path, path, { recursive: true, filter: (file) => !file.includes('.index') })
  return openAt(path)
}

const minute = (number: number) => new Date(clock().getTime() + number * 60_000)

const kinds = ['title', 'tags', 'note', 'mark', 'unmark', 'delete', 'restore', 'purge', 'create', 'text'] as const
const opArbitrary = fc.record({
  kind: fc.constantFrom(...kinds),
  article: fc.nat(1),
  minute: fc.integer({ min: 1, max: 6 }),
  word: fc.constantFrom('« été »', '夏', 'صيف', 'ﬁn\u202F!'),
})
type Op = typeof opArbitrary extends fc.Arbitrary<infer T> ? T : never

async function apply(
  library: Library,
  ids: readonly string[],
  { kind, article, minute: when, word }: Op,
): Promise<void> {
  const id = ids[article] ?? ''
  const now = minute(when)
  const update = (change: Parameters<Library['updateArticle']>[1]) => library.updateArticle(id, change)
  if (kind === 'create') {
    await library.createArticle(articleNumber(when, { title: word }))
    return
  }
  if (!readdirSync(join(library.path, 'articles')).includes(id)) return
  if (kind === 'title') await update((kept) => touched({ ...kept, title: word }, ['title'], now))
  if (kind === 'tags') await update((kept) => touched({ ...kept, tags: [...kept.tags, word] }, ['tags'], now))
  if (kind === 'delete') await update((kept) => buried(kept, now))
  if (kind === 'restore') await update((kept) => (kept.deletedAt === undefined ? kept : revived(kept, now)))
  if (kind === 'purge') await library.purge(id)
  if (kind === 'text') {
    const { document, media } = articleNumber(when * 100)
    const version = { document, media, original: null, capturedAt: now.toISOString() }
    await library.addVersion(id, version, (kept) => touched(kept, ['text'], now))
  }
  if (kind === 'mark') {
    const { current } = await library.readArticle(id)
    await library.updateHighlights(id, (kept) => [...kept, mark(id, current, word)])
  }
  if (kind === 'note') {
    await library.updateHighlights(id, ([first, ...rest]) =>
      first ? [touched({ ...first, note: word }, ['note'], now), ...rest] : rest,
    )
  }
  if (kind === 'unmark') {
    await library.updateHighlights(id, ([first, ...rest]) => (first ? [buried(first, now), ...rest] : rest))
  }
}

describe('two copies of a library that were changed apart', () => {
  test('become the same in either direction, and again', async () => {
    const ops = fc.array(opArbitrary, { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(ops, ops, async (mine, theirs) => {
        const { one, two, ids } = await twins()
        for (const op of mine) await apply(one, ids, op)
        for (const op of theirs) await apply(two, ids, op)
        const [left, right] = [await again(one), await again(two)]
        const given = snapshot(two.path)
        expect((await left.merge(two.path)).problems).toEqual([])
        expect(snapshot(two.path)).toEqual(given)
        expect((await right.merge(one.path)).problems).toEqual([])
        const merged = recordsOf(left.path)
        expect(recordsOf(right.path)).toEqual(merged)
        // No highlight is lost but with its article.
        for (const library of [one, two]) {
          for (const [file, record] of Object.entries(recordsOf(library.path))) {
            const after: any = merged[file]
            if (!file.endsWith('highlights.json') || after === undefined) continue
            const kept = after.highlights.map((each: any) => each.id)
            expect(kept).toEqual(expect.arrayContaining((record as any).highlights.map((each: any) => each.id)))
          }
        }
        const once = snapshot(left.path)
        const receipt = await left.merge(two.path)
        expect(receipt).toMatchObject({
          articles: { added: 0, changed: 0 },
          highlights: { added: 0, changed: 0 },
          files: 0,
        })
        expect(snapshot(left.path)).toEqual(once)
        await left.merge(right.path)
        expect(recordsOf(left.path)).toEqual(merged)
        expect((await left.verify()).problems).toEqual([])
        await Promise.all([one, two, left, right].map((library) => library.close()))
      }),
      { numRuns: 30, seed: 20260314 },
    )
  }, 120_000)

  test('tell what came of it', async () => {
    const { one, two, ids } = await twins(3)
    const [first = '', second = ''] = ids
    await two.createArticle(articleNumber(9))
    await two.updateArticle(first, (kept) => touched({ ...kept, title: 'اسم' }, ['title'], minute(1)))
    const { current } = await two.readArticle(second)
    await two.updateHighlights(second, ([head, ...rest]) => [
      ...(head ? [touched({ ...head, note: 'autre' }, ['note'], minute(1))] : []),
      ...rest,
      mark(second, current, 'neuve'),
    ])
    const changed: string[] = []
    const receipt = await one.merge(two.path, { onChanged: (id) => changed.push(id) })
    expect(receipt).toEqual({
      articles: { added: 1, changed: 2, same: 1, deleted: 0 },
      highlights: { added: 1, changed: 1 },
      files: 2,
      problems: [],
    })
    expect(changed.slice(0, 2)).toEqual([first, second])
    expect((await one.readArticle(first)).title).toBe('اسم')
  })

  test('merge with what a sync tool left unmerged in the other one, which stays as it is', async () => {
    const { one, two, ids } = await twins(1)
    const [id = ''] = ids
    const { current } = await two.readArticle(id)
    const more = { version: 2, highlights: [mark(id, current, 'von drüben')] }
    const name = 'highlights.sync-conflict-20261123-110953-ABCDEFG.json'
    writeFileSync(join(two.path, 'articles', id, name), JSON.stringify(more))
    const before = snapshot(two.path)
    expect((await one.merge(two.path)).highlights).toEqual({ added: 1, changed: 0 })
    expect((await one.readHighlights(id)).map(({ note }) => note)).toContain('von drüben')
    expect(snapshot(two.path)).toEqual(before)
  })

  test('tell of an article that cannot be read there, and merge the others', async () => {
    const { one, two, ids } = await twins(2)
    const [hurt = '', fine = ''] = ids
    for (const name of ['article.json', 'article.json.bak']) {
      writeFileSync(join(two.path, 'articles', hurt, name), '{"version":2,')
    }
    await two.updateArticle(fine, (kept) => touched({ ...kept, tags: ['夏'] }, ['tags'], minute(1)))
    const receipt = await one.merge(two.path)
    expect(receipt.problems).toMatchObject([{ code: 'fileDamaged', path: `articles/${hurt}/article.json` }])
    expect((await one.readArticle(fine)).tags).toEqual(['夏'])
    expect((await one.verify()).problems).toEqual([])
  })
})

describe('what is no other copy', () => {
  test('is refused: the library itself, also under another name', async () => {
    const { one } = await twins(1)
    const link = join(dirname(one.path), 'lien')
    symlinkSync(one.path, link)
    for (const path of [one.path, link, `${one.path}/articles/..`]) {
      await expect(one.merge(path)).rejects.toMatchObject({ code: 'mergeWithItself', details: { path } })
    }
  })

  test('is refused: nothing, a file, a folder of something else, a newer library', async () => {
    const { one, two } = await twins(1)
    const folder = join(dirname(one.path), 'autre')
    await expect(one.merge(folder)).rejects.toMatchObject({ code: 'libraryUnreadable' })
    writeFileSync(folder, 'a file')
    await expect(one.merge(folder)).rejects.toMatchObject({ code: 'libraryUnreadable' })
    rmSync(folder)
    mkdirSync(folder)
    writeFileSync(join(folder, 'photo.jpg'), 'x')
    await expect(one.merge(folder)).rejects.toMatchObject({ code: 'libraryForeign' })
    writeFileSync(
      join(two.path, 'library.json'),
      JSON.stringify({ format: 99, id: 'x', createdAt: clock().toISOString() }),
    )
    await expect(one.merge(two.path)).rejects.toMatchObject({ code: 'libraryNewer', details: { format: 99 } })
  })
})
