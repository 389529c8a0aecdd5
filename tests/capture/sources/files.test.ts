import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { documentText } from '../../../main/core/document/text.ts'
import { savableEndings } from '../../../main/core/files.ts'
import { sourceFiles } from '../../support/sources/files.ts'
import { extract, headings, nodesOf, textOf } from '../../support/sources/read.ts'

const folder = fileURLToPath(new URL('../../fixtures/sources/', import.meta.url))
const read = (name: string) => readFileSync(folder + name)

describe('the files in fixtures/sources', () => {
  it('are as their script makes them, and can be chosen', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(sourceFiles).sort())
    for (const [name, bytes] of Object.entries(sourceFiles)) {
      expect(read(name).equals(Buffer.from(bytes)), name).toBe(true)
      expect(savableEndings.some((ending) => name.endsWith(ending))).toBe(true)
    }
  })

  it.each([
    [
      'carnets.epub',
      { title: 'Les deux carnets', byline: 'Zoé Marin', lang: 'fr', publishedAt: '2019-05-06', tags: ['Mer'] },
    ],
    ['daftar.mhtml', { title: 'دفتر الحارس', lang: 'ar', dir: 'rtl', url: 'https://manara.example/daftar' }],
    [
      'tomori.md',
      { title: '灯台守の帳面', byline: '山田 花子', lang: 'ja', publishedAt: '2021-03-04', tags: ['海', '灯台'] },
    ],
    ['lampe.xhtml', { title: 'La lampe', lang: 'fr' }],
    ['soir.html', { title: 'Carnet du soir', lang: 'fr', url: 'https://phares.example/soir' }],
    ['lettre.txt', { title: 'Une lettre', lang: 'fr' }],
  ])('%s is what it says', async (name, facts) => {
    expect(await extract(read(name), name)).toMatchObject(facts)
  })

  it('keep their text exactly, with notes, tables and pictures', async () => {
    const book = await extract(read('carnets.epub'), 'carnets.epub')
    expect(headings(book.document)).toEqual(['2 Le soir', '2 Le matin'])
    expect(documentText(book.document).text).toContain(
      'lui-même\u202f; il y écrivait «\u00a0presque toujours\u00a0» la vérité',
    )
    expect(textOf(nodesOf(book.document, 'footnote')[0])).toBe('Depuis 1870.')
    const archive = await extract(read('daftar.mhtml'), 'daftar.mhtml')
    expect(nodesOf(archive.document, 'image').map(({ attrs }) => attrs?.alt)).toEqual(['المصباح'])
    expect(archive.resources?.size).toBe(1)
    const note = await extract(read('tomori.md'), 'tomori.md')
    expect(documentText(note.document).text).toContain('眠った。「明かり」')
    expect([nodesOf(note.document, 'table').length, nodesOf(note.document, 'footnote').length]).toEqual([1, 1])
    expect(documentText((await extract(read('lampe.xhtml'), 'lampe.xhtml')).document).text).toContain(
      'Le gardien écrit 1 < 2 & 3.',
    )
  })

  it.each([
    ['prying.epub', 'archiveUnsafe'],
    ['cut.epub', 'epubInvalid'],
    ['cut.mhtml', 'mhtmlInvalid'],
  ])('%s: %s', async (name, code) => {
    await expect(extract(read(name), name)).rejects.toMatchObject({ code })
  })
})
