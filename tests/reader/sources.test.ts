import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ErrorCode } from '../../main/core/errors.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { bad, good } from '../support/contract/helpers.ts'
import { makePng } from '../support/site.ts'
import { chapter, makeEpub } from '../support/sources/epub.ts'
import { makeZip } from '../support/sources/zip.ts'

let folder: string
let postil: Postil
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-sources-'))
  postil = await openPostil({ libraryPath: join(folder, 'library'), report: () => {} })
  await postil.ready
})
afterEach(async () => {
  await postil.close()
  await rm(folder, { recursive: true, force: true })
})

const book = makeEpub({
  metadata: `<dc:title>Le gardien</dc:title><dc:creator>Zoé Marin</dc:creator><dc:language>fr</dc:language>
<dc:date>1998</dc:date><dc:subject>Mer</dc:subject>`,
  files: [
    {
      path: 'a.xhtml',
      content: chapter(
        '<h1>Un</h1><p>Le gardien tenait « deux carnets »\u202f; l’un pour la mer.<img src="p.png" alt="P"/></p>',
        'fr',
      ),
      spine: true,
    },
    { path: 'p.png', content: makePng(30, 40), type: 'image/png', properties: 'cover-image' },
  ],
})
const data = Buffer.from(book).toString('base64')

test('a book is kept byte for byte beside its text, with its tags, and found again', async () => {
  const { article, duplicate } = await good(
    postil.reader.saveFile({ name: 'gardien.epub', data, tags: ['à lire', 'Mer'] }),
  )
  expect(article).toMatchObject({ title: 'Le gardien', byline: 'Zoé Marin', publishedAt: '1998', lang: 'fr' })
  expect(article.tags).toEqual(['à lire', 'Mer'])
  expect([duplicate, article.leadImage === null]).toEqual([false, false])
  const originals = join(folder, 'library', 'articles', article.id, 'original')
  const [file = ''] = await readdir(originals)
  expect(gunzipSync(await readFile(join(originals, file))).equals(Buffer.from(book))).toBe(true)
  expect((await good(postil.reader.verifyLibrary({}))).problems).toEqual([])
  expect(await good(postil.reader.search({ query: '"deux carnets"' }))).toMatchObject({ total: 1 })
  const again = await good(postil.reader.saveFile({ name: 'copie.epub', data }))
  expect(again).toMatchObject({ duplicate: true, article: { id: article.id } })
})

test('what cannot be read is refused with its own code, and leaves nothing', async () => {
  const refused = (name: string, bytes: Uint8Array, code: ErrorCode) =>
    bad(postil.reader.saveFile({ name, data: Buffer.from(bytes).toString('base64') }), code)
  await refused('half.epub', book.subarray(0, 300), 'epubInvalid')
  await refused('half.mhtml', Buffer.from('MIME-Version: 1.0\r\n\r\n'), 'mhtmlInvalid')
  await refused('a.docx', makeZip({ 'word/document.xml': '<w/>' }), 'fileTypeUnsupported')
  await refused('empty.epub', new Uint8Array(), 'fileEmpty')
  await bad(postil.reader.saveFile({ name: 'x.epub', data: 'no base64!' }), 'paramsInvalid')
  expect(await readdir(join(folder, 'library', 'articles'))).toEqual([])
})
