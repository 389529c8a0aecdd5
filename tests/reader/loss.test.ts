import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPostil, type Postil } from '../../main/postil.ts'
import { bad, good } from '../support/contract/helpers.ts'

const url = 'https://exemple.fr/ete'
const text = 'L’été est là.\n\nIl dit\u202F: «\u202FLa marge reste.\u202F»'

let folder: string
let postil: Postil
const open = async () => {
  postil = await openPostil({ libraryPath: folder, report: () => {} })
  await postil.ready
  return postil.reader
}
const reopen = async () => {
  await postil.close()
  return open()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-loss-'))
})
afterEach(async () => {
  await postil.close()
  await rm(folder, { recursive: true, force: true })
})

/** An article with a note, whose text was lost while Postil was closed. */
async function bereft(how: 'damaged' | 'missing') {
  const reader = await open()
  const { article } = await good(reader.saveText({ text, url, title: 'L’été' }))
  const { id } = article
  await good(reader.addHighlight({ articleId: id, passage: { quote: 'La marge' }, note: 'Ma note', tags: ['été'] }))
  await good(reader.updateArticle({ id, patch: { title: 'Mon titre', tags: ['garder'] } }))
  await postil.close()
  const file = join(folder, 'articles', id, 'content', `${article.current}.json`)
  if (how === 'damaged') await writeFile(file, (await readFile(file, 'utf8')).slice(0, -20))
  else await rm(file)
  return { id, hash: article.current, reader: await open() }
}

test.each([
  ['damaged', 'recordDamaged'],
  ['missing', 'fileMissing'],
] as const)(
  'an article whose text is %s keeps its row, notes and quotations, and says what is wrong',
  async (how, code) => {
    const { id, reader } = await bereft(how)
    await bad(reader.openArticle({ id }), code)
    await good(reader.reindex({}))
    expect((await good(reader.listArticles({}))).items.map((row) => [row.title, row.notes])).toEqual([['Mon titre', 1]])
    expect((await good(reader.search({ query: 'ma note' }))).hits.map(({ article }) => article.id)).toEqual([id])
    const { items } = await good(reader.listHighlights({}))
    expect(items[0]?.highlights).toMatchObject([{ note: 'Ma note', anchor: { status: 'lost' } }])
    for (const format of ['markdown', 'json'] as const) {
      const { files } = await good(reader.exportArticles({ ids: 'all', format }))
      expect(files[0]?.text).toContain('Ma note')
      expect(files[0]?.text).toContain('La marge')
    }
    // Asked for by name, it isn't handed over as if it had no text.
    await bad(reader.exportArticles({ ids: [id], format: 'json' }), code)
    expect((await good(reader.libraryStatus({}))).problems).toMatchObject([{ code }])
  },
)

test.each(['damaged', 'missing'] as const)(
  'saving it again brings a %s text back, with all that was added to it',
  async (how) => {
    const { id, hash, reader } = await bereft(how)
    const again = await good(reader.saveText({ text, url, title: 'L’été' }))
    expect(again).toMatchObject({
      duplicate: false,
      article: { id, current: hash, title: 'Mon titre', tags: ['garder'] },
    })
    for (const look of [async () => reader, reopen]) {
      const each = await look()
      const { highlights, document } = await good(each.openArticle({ id }))
      expect(highlights).toMatchObject([{ note: 'Ma note', anchor: { status: 'exact' } }])
      expect(JSON.stringify(document)).toContain('L’été est là.')
      expect((await good(each.listArticles({}))).total).toBe(1)
      expect((await good(each.verifyLibrary({}))).problems).toEqual([])
      expect((await good(each.search({ query: 'été' }))).hits).toHaveLength(1)
    }
    expect((await good(postil.reader.saveText({ text, url }))).duplicate).toBe(true)
  },
)

test('where the page has changed since, the highlights are looked for in the new text', async () => {
  const { id, hash, reader } = await bereft('missing')
  const { article } = await good(reader.saveText({ text: `Une préface.\n\n${text}`, url }))
  expect(article.id).toBe(id)
  expect(article.versions.map((version) => version.hash)).toEqual([hash, article.current])
  expect((await good(reader.openArticle({ id }))).highlights).toMatchObject([{ anchor: { status: 'moved' } }])
})

test('damaged settings are set aside and told of, and the window opens all the same', async () => {
  await good((await open()).updateSettings({ patch: { fontSize: 25 } }))
  const reader = await reopen()
  await writeFile(join(folder, 'settings.json'), '{')
  expect((await good(reader.getSettings({}))).fontSize).toBe(19)
  expect((await good(reader.libraryStatus({}))).problems).toMatchObject([{ path: 'settings.json' }])
})
