import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Bench } from '../contractSuite.ts'
import { bad, eventually, good, heard, saveParagraphs } from './helpers.ts'

export function backupContract(bench: Bench): void {
  describe('backups and other copies', () => {
    let folder: string
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'postil-backups-'))
    })
    afterEach(() => rm(folder, { recursive: true, force: true }))

    const found = async (query: string) => {
      const { hits } = await good(bench.reader.search({ query }))
      return hits.map(({ article }) => article.id)
    }

    test('backupLibrary writes an archive; restoreBackup brings back what was changed or lost since', async () => {
      const { reader, libraryPath } = bench
      const id = await saveParagraphs(reader, 'L’albatros est revenu. الطائر')
      const passage = { quote: 'albatros' }
      const { id: mark } = await good(reader.addHighlight({ articleId: id, passage, note: 'Baudelaire « encore »' }))
      const path = join(folder, 'copie « 1 ».zip')
      const telling = heard(reader, 'progress', ({ task, step }) => task === 'copy' && step === 'backup')
      const made = await good(reader.backupLibrary({ path, task: 'copy' }))
      expect(made).toMatchObject({ path, articles: 1, bytes: expect.any(Number), problems: [] })
      expect(await telling.promise).toMatchObject({ total: 1 })
      expect(await readdir(folder)).toEqual(['copie « 1 ».zip'])
      await bad(reader.backupLibrary({ path }), 'targetExists')
      await good(reader.backupLibrary({ path, force: true }))

      await rm(join(libraryPath, 'articles', id), { recursive: true })
      await good(reader.reindex({}))
      expect(await found('baudelaire')).toEqual([])
      const changing = heard(reader, 'libraryChanged', ({ ids }) => ids?.includes(id) ?? false)
      const receipt = await good(reader.restoreBackup({ path }))
      expect(receipt).toEqual({
        articles: { added: 1, changed: 0, same: 0, deleted: 0 },
        highlights: { added: 1, changed: 0 },
        files: expect.any(Number),
        problems: [],
      })
      await changing.promise
      expect(await found('baudelaire')).toEqual([id])
      const opened = await good(reader.openArticle({ id }))
      expect(opened.highlights.map((highlight) => highlight.id)).toEqual([mark])
      expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
    })

    test('restoreBackup refuses what is no backup, and changes nothing', async () => {
      const { reader } = bench
      const path = join(folder, 'photo.zip')
      await bad(reader.restoreBackup({ path }), 'fileNotFound')
      await writeFile(path, 'no archive')
      expect((await bad(reader.restoreBackup({ path }), 'backupUnreadable')).details).toMatchObject({ path })
      await bad(reader.backupLibrary({ path: '' }), 'paramsInvalid')
      expect((await good(reader.listArticles({}))).total).toBe(0)
    })

    test('mergeLibrary takes over what was done in another copy', async () => {
      const id = await saveParagraphs(bench.reader, 'Une baleine, une mer.')
      const other = join(folder, 'autre')
      await bench.reopen()
      await cp(bench.libraryPath, other, { recursive: true, filter: (file) => !file.includes('.index') })
      await good(bench.reader.addHighlight({ articleId: id, passage: { quote: 'baleine' }, note: 'hier' }))
      const theirs = join(other, 'articles', id, 'highlights.json')
      await cp(join(bench.libraryPath, 'articles', id, 'highlights.json'), theirs)
      const [kept] = (await good(bench.reader.openArticle({ id }))).highlights
      await good(bench.reader.deleteHighlight({ articleId: id, id: kept?.id ?? '' }))
      // The deletion is the later of the two.
      expect(await good(bench.reader.mergeLibrary({ path: other }))).toMatchObject({
        articles: { added: 0 },
        highlights: { added: 0, changed: 0 },
      })
      expect((await good(bench.reader.openArticle({ id }))).highlights).toEqual([])
      await rm(join(bench.libraryPath, 'articles', id), { recursive: true })
      await good(bench.reader.reindex({}))
      expect(await good(bench.reader.mergeLibrary({ path: other }))).toMatchObject({ articles: { added: 1 } })
      await eventually(async () => ((await found('hier')).includes(id) ? true : undefined))
      await bad(bench.reader.mergeLibrary({ path: bench.libraryPath }), 'mergeWithItself')
      await bad(bench.reader.mergeLibrary({ path: join(folder, 'rien') }), 'libraryUnreadable')
    })

    test('listBackups says where the daily ones are', async () => {
      const listed = await good(bench.reader.listBackups({}))
      expect(listed.folder).toBe(join(bench.libraryPath, 'backups'))
      for (const { path } of listed.backups) expect(path).toMatch(/postil-records-\d{4}-\d{2}-\d{2}\.zip$/)
    })
  })
}
