/** Copies that a sync tool is still writing in place. */
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clock, freshPath, newArticle, openAt, picture, pictureName } from './support.ts'

const COPY = 'sync-conflict-20261123-110953-ABCDEFG'
const ago = (seconds: number) => new Date(clock().getTime() - seconds * 1000)

/** Writes a file that was last changed so many seconds ago. */
function put(file: string, bytes: Uint8Array | string, seconds: number): void {
  writeFileSync(file, bytes)
  utimesSync(file, ago(seconds), ago(seconds))
}

it('a record of which half is there is left until it is whole, and merged then', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  const file = join(path, 'articles', id, `article.${COPY}.json`)
  const later = '2026-04-01T00:00:00.000Z'
  const record = JSON.parse(readFileSync(join(path, 'articles', id, 'article.json'), 'utf8'))
  const whole = JSON.stringify({
    ...record,
    title: 'Réécrit «\u00A0余白\u00A0»',
    updatedAt: later,
    changedAt: { title: later },
  })
  put(file, whole.slice(0, 300), 20)
  expect(await library.settle(id)).toBe(false)
  expect(readFileSync(file, 'utf8')).toBe(whole.slice(0, 300))
  expect(library.problems()).toEqual([])
  expect(library.takeUnfinished()).toEqual([id])
  expect(library.takeUnfinished()).toEqual([])
  put(file, whole, 2)
  expect(await library.settle(id)).toBe(true)
  expect((await library.readArticle(id)).title).toBe('Réécrit «\u00A0余白\u00A0»')
  expect(library.takeUnfinished()).toEqual([])
})

it('one that stays as it is is set aside after a minute, also where its time is in the future', async () => {
  for (const seconds of [61, -3600]) {
    const path = freshPath()
    const library = await openAt(path)
    const { id } = await library.createArticle(newArticle())
    put(join(path, 'articles', id, `highlights.${COPY}.json`), '{"version": 2, "high', seconds)
    await library.settle(id)
    expect(library.problems()).toMatchObject([{ code: 'recordDamaged' }])
    expect(readdirSync(join(path, 'quarantine'))).toHaveLength(1)
    expect(library.takeUnfinished()).toEqual([])
  }
})

it('so are a picture, a tombstone and a folder', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  const folder = `articles/${id}.${COPY}`
  mkdirSync(join(path, folder))
  const half = [
    [`media/${pictureName.replace('.png', `.${COPY}.png`)}`, picture.subarray(0, 5)],
    [`tombstones/${newArticle().article.id}.${COPY}.json`, '{"version": 1,'],
    [`${folder}/highlights.json`, '{"version": 2,'],
  ] as const
  for (const [file, bytes] of half) put(join(path, file), bytes, 5)
  await library.settleLibrary()
  expect(library.takeUnfinished()).toEqual([''])
  for (const [file, bytes] of half) expect(readFileSync(join(path, file))).toEqual(Buffer.from(bytes))
  for (const [file, bytes] of half) put(join(path, file), bytes, 100)
  await library.settleLibrary()
  expect(library.takeUnfinished()).toEqual([])
  expect(readdirSync(join(path, 'quarantine'))).toHaveLength(3)
})
