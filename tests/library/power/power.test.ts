import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Highlight } from '../../../main/core/model/highlight.ts'
import { defaultSettings } from '../../../main/core/model/settings.ts'
import { encodeDocument } from '../../../main/library/durable-json.ts'
import type { Files } from '../../../main/library/files.ts'
import { entriesOf } from '../backup/support.ts'
import { copyOfFormat1, expected, recordsOf } from '../formats.ts'
import { clock, document, markOf, newArticle, page, picture, pictureName, sha } from '../records.ts'
import { examine, folder, open, PLACE, tell } from './story.ts'
import { pictureOf } from './world.ts'

const nothing = { settings: JSON.stringify(defaultSettings) }
const mark = (id: string, note: string): Highlight => ({
  ...markOf(id, note),
  contentHash: sha(encodeDocument(document)),
})

/** exFAT, and some network drives. */
const linkless = (files: Files): Files => ({
  ...files,
  link: async () => {
    throw Object.assign(new Error('EPERM: simulated'), { code: 'EPERM' })
  },
})
const linking = (files: Files): Files => files

test.each([
  ['with', linking],
  ['without', linkless],
])('no power cut leaves half a library, half an article or half a change, %s hard links', async (_name, through) => {
  const one = newArticle()
  const two = newArticle({ title: 'Deux', leadImage: null })
  const { id } = one.article
  const version = {
    document: { ...document, content: [...document.content, ...document.content] },
    original: page,
    media: [{ name: pictureName, bytes: picture }],
    capturedAt: clock().toISOString(),
  }
  const story = await tell(
    [
      (library) => library.createArticle(one),
      (library) => library.createArticle({ ...two, highlights: [mark(two.article.id, 'emportée')] }),
      (library) => library.updateHighlights(id, () => [mark(id, 'une')]),
      (library) => library.updateHighlights(id, (marks) => [...marks, mark(id, '二つ目')]),
      (library) => library.updateArticle(id, (article) => ({ ...article, title: 'Autre' })),
      (library) => library.updateArticle(id, (article) => ({ ...article, tags: ['هامش'] })),
      (library) => library.addVersion(id, version, (article) => article),
      (library) => library.updateSettings((settings) => ({ ...settings, fontSize: 25 })),
      (library) => library.updateSettings((settings) => ({ ...settings, fontSize: 26 })),
      (library) => library.updateArticle(two.article.id, (article) => ({ ...article, deletedAt: article.updatedAt })),
      (library) => library.purge(two.article.id),
    ],
    through,
  )
  const examined = await examine(story, nothing)
  expect(examined.states).toBeGreaterThan(300)
  // Else the cuts came where nothing was at stake.
  expect(Math.min(examined.done, examined.undone)).toBeGreaterThan(50)
})

/** An article with three notes' history, whose file of highlights is damaged. */
async function damaged(spoil: (file: string) => void): Promise<string> {
  const library = await open(folder)
  const { id } = await library.createArticle(newArticle())
  await library.updateHighlights(id, () => [mark(id, 'une')])
  await library.updateHighlights(id, (marks) => [...marks, mark(id, 'deux')])
  await library.close()
  spoil(join(folder, PLACE, 'articles', id, 'highlights.json'))
  return id
}

const setAside = (path: string): string[] => {
  const quarantine = join(path, 'quarantine')
  if (!existsSync(quarantine)) return []
  return readdirSync(quarantine).map((name) => readFileSync(join(quarantine, name), 'utf8'))
}

test.each([
  ['with', linking],
  ['without', linkless],
])(
  'a power cut while a record is recovered loses neither the record nor what was damaged, %s hard links',
  async (_name, through) => {
    const id = await damaged((file) => writeFileSync(file, 'damaged'))
    const story = await tell([(library) => library.readHighlights(id)], through)
    await examine(story, {}, async (library, path) => {
      expect((await library.readHighlights(id)).map(({ note }) => note)).toEqual(['une'])
      expect(setAside(path)).toContain('damaged')
    })
  },
)

test.each([
  ['with', linking],
  ['without', linkless],
])('a power cut while a record is given up loses nothing that was in it, %s hard links', async (_name, through) => {
  const id = await damaged((file) => {
    writeFileSync(file, 'damaged')
    writeFileSync(`${file}.bak`, 'damaged before')
  })
  const story = await tell([(library) => library.readHighlights(id).catch(() => [])], through)
  const examined = await examine(story, {}, async (library, path) => {
    await library.readHighlights(id).catch(() => [])
    // A copy that was cut short may lie there besides.
    expect(setAside(path)).toEqual(expect.arrayContaining(['damaged', 'damaged before']))
  })
  expect(examined.states).toBeGreaterThan(10)
})

test('a power cut while an older library is brought up to date leaves every record, and its archive', async () => {
  mkdirSync(join(folder, PLACE, '..'))
  cpSync(copyOfFormat1(), join(folder, PLACE), { recursive: true })
  const story = await tell([])
  const [held] = story.pictures
  const examined = await examine(story, held ?? {}, async (library, path) => {
    expect(await recordsOf(library)).toEqual(expected)
    expect(await pictureOf(library)).toEqual(held)
    expect((await library.verify()).problems).toEqual([])
    const archive = await entriesOf(join(path, 'backups/before-format-2.zip'))
    expect(JSON.parse(String(archive.get('library.json')))).toMatchObject({ format: 1 })
  })
  expect(examined.states).toBeGreaterThan(20)
})
