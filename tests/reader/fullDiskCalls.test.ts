import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MethodName, ReaderApi } from '../../main/core/contract.ts'
import type { Result } from '../../main/core/result.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { snapshot } from '../library/support.ts'
import { bad, good } from '../support/contract/helpers.ts'
import { mountSmallDisk, type SmallDisk } from '../support/smallDisk.ts'

const text = 'L’été est là.\n\nIl dit\u202F: «\u202FLa marge reste.\u202F» 余白は残る。'
const opened: Postil[] = []
const reports: unknown[] = []

async function open(libraryPath: string) {
  const postil = await openPostil({ libraryPath, report: (thrown) => reports.push(thrown) })
  opened.push(postil)
  await postil.ready
  return postil.reader
}
const closeAll = () => Promise.all(opened.splice(0).map((postil) => postil.close()))

/** What the calls are made on: an article with highlights, one of them deleted, and one in the trash. */
interface Things {
  readonly id: string
  readonly mark: string
  readonly deletedMark: string
  readonly thrown: string
  /** An export of another library. */
  readonly data: string
  /** Another copy of a library, and a backup of it; not on the small disk. */
  readonly elsewhere: string
  readonly backup: string
}

async function prepared(path: string, elsewhere: string): Promise<Things> {
  const other = await open(join(elsewhere, 'Autre'))
  await good(other.saveText({ text: 'نص من مكان آخر.', title: 'Ailleurs' }))
  const { files } = await good(other.exportArticles({ ids: 'all', format: 'json' }))
  const backup = join(elsewhere, 'autre.zip')
  await good(other.backupLibrary({ path: backup }))
  await closeAll()
  const reader = await open(path)
  const { article } = await good(reader.saveText({ text, title: 'L’été' }))
  const { id } = article
  const mark = await good(reader.addHighlight({ articleId: id, passage: { quote: 'La marge' }, note: 'Ma note' }))
  const deleted = await good(reader.addHighlight({ articleId: id, passage: { quote: '余白' } }))
  await good(reader.deleteHighlight({ articleId: id, id: deleted.id }))
  const thrown = await good(reader.saveText({ text: 'À jeter.', title: 'À jeter' }))
  await good(reader.deleteArticles({ ids: [thrown.article.id] }))
  await closeAll()
  return {
    id,
    mark: mark.id,
    deletedMark: deleted.id,
    thrown: thrown.article.id,
    data: Buffer.from(files[0]?.text ?? '').toString('base64'),
    elsewhere: join(elsewhere, 'Autre'),
    backup,
  }
}

type Writes = { readonly [M in MethodName]?: () => Promise<Result<unknown>> }

/** Every call of the contract that writes into the library. */
function writes(reader: ReaderApi, things: Things): Writes {
  const { id, mark, deletedMark, thrown, data, elsewhere, backup } = things
  const page = `<title>Page</title><article><h1>Page</h1><p>${'Une phrase de plus. '.repeat(40)}</p></article>`
  const file = Buffer.from(`${text} Dans un fichier.`).toString('base64')
  return {
    saveText: () => reader.saveText({ text: `${text} Encore.`, title: 'Encore' }),
    saveHtml: () => reader.saveHtml({ html: page, url: 'https://exemple.fr/page' }),
    saveFile: () => reader.saveFile({ name: 'notes.txt', data: file }),
    saveWelcome: () => reader.saveWelcome({ locale: 'fr' }),
    updateArticle: () => reader.updateArticle({ id, patch: { tags: ['été'] } }),
    setReadingPosition: () => reader.setReadingPosition({ id, position: { block: 1, offset: 0.5 }, progress: 0.5 }),
    addHighlight: () => reader.addHighlight({ articleId: id, passage: { quote: 'L’été' } }),
    updateHighlight: () => reader.updateHighlight({ articleId: id, id: mark, patch: { note: 'Autre note' } }),
    deleteHighlight: () => reader.deleteHighlight({ articleId: id, id: mark }),
    restoreHighlight: () => reader.restoreHighlight({ articleId: id, id: deletedMark }),
    updateSettings: () => reader.updateSettings({ patch: { fontSize: 21 } }),
    importFile: () => reader.importFile({ name: 'export.json', data }),
    restoreBackup: () => reader.restoreBackup({ path: backup }),
    mergeLibrary: () => reader.mergeLibrary({ path: elsewhere }),
    restoreArticles: () => reader.restoreArticles({ ids: [thrown] }),
    deleteArticles: () => reader.deleteArticles({ ids: [id] }),
  }
}

// Tried now, so that the name of what runs says what it runs on.
const trial = mountSmallDisk()
trial?.unmount()

if (trial === null) {
  it('no disk can be mounted here: only a limit on the size of files stands for a full one', () => {
    expect(mountSmallDisk()).toBeNull()
  })
} else {
  describe('every call, on a disk of its own (a tmpfs)', () => {
    let disk: SmallDisk
    let path: string
    let elsewhere: string
    let things: Things
    beforeEach(async () => {
      const mounted = mountSmallDisk()
      if (mounted === null) throw new Error('the second disk cannot be mounted')
      disk = mounted
      path = join(disk.path, 'Bibliothèque')
      elsewhere = mkdtempSync(join(tmpdir(), 'postil-elsewhere-'))
      reports.length = 0
      things = await prepared(path, elsewhere)
    })
    afterEach(async () => {
      await closeAll()
      disk.unmount()
      rmSync(elsewhere, { recursive: true, force: true })
    })

    it.each(['room', 'names'] as const)(
      'with no %s left says diskFull and changes nothing; the trash can be emptied, and then each works',
      async (what) => {
        const reader = await open(path)
        disk.fill(what)
        const before = snapshot(path)
        for (const [name, write] of Object.entries(writes(reader, things))) {
          const result = await write()
          expect([name, result.ok ? 'acknowledged' : result.error.code]).toEqual([name, 'diskFull'])
          expect([name, snapshot(path)]).toEqual([name, before])
        }
        await bad(reader.backupLibrary({ path: join(disk.path, 'copie.zip') }), 'diskFull')
        expect(await good(reader.verifyLibrary({}))).toMatchObject({ problems: [] })
        expect(await good(reader.verifyLibrary({ repair: true }))).toMatchObject({ problems: [], repairs: [] })
        expect(snapshot(path)).toEqual(before)

        expect(await good(reader.emptyTrash({}))).toEqual({ deleted: [things.thrown] })
        disk.free()
        await good(reader.deleteArticles({ ids: [things.id] }))
        await good(reader.restoreArticles({ ids: [things.id] }))
        const { restoreArticles: _restore, deleteArticles: _delete, ...rest } = writes(reader, things)
        for (const [name, write] of Object.entries(rest)) {
          const result = await write()
          expect([name, result.ok || result.error]).toEqual([name, true])
        }
        expect(await good(reader.verifyLibrary({}))).toMatchObject({ problems: [] })
        await closeAll()
        const again = await open(path)
        expect((await good(again.openArticle({ id: things.id }))).article.tags).toEqual(['été'])
        await bad(again.openArticle({ id: things.thrown }), 'articleNotFound')
      },
    )

    it('that can only be read: everything is read, every write says libraryReadOnly, and not a byte changes', async () => {
      disk.protect(true)
      const before = [snapshot(path), statSync(path).mtimeMs]
      const reader = await open(path)
      expect(await good(reader.libraryStatus({}))).toMatchObject({ articles: 1, readOnly: true, problems: [] })
      expect((await good(reader.listArticles({}))).items.map(({ title }) => title)).toEqual(['L’été'])
      expect((await good(reader.openArticle({ id: things.id }))).highlights).toHaveLength(1)
      expect((await good(reader.search({ query: 'marge' }))).hits).toHaveLength(1)
      expect((await good(reader.exportArticles({ ids: 'all', format: 'markdown' }))).files).toHaveLength(1)
      expect(await good(reader.verifyLibrary({}))).toMatchObject({ problems: [] })
      const all: Writes = {
        ...writes(reader, things),
        emptyTrash: () => reader.emptyTrash({}),
        verifyLibrary: () => reader.verifyLibrary({ repair: true }),
      }
      for (const [name, write] of Object.entries(all)) {
        const result = await write()
        expect([name, result.ok ? 'acknowledged' : result.error.code]).toEqual([name, 'libraryReadOnly'])
      }
      await good(reader.backupLibrary({ path: join(elsewhere, 'copie.zip') }))
      await closeAll()
      expect([snapshot(path), statSync(path).mtimeMs]).toEqual(before)
      expect(reports).toEqual([])
      disk.protect(false)
      await good((await open(path)).updateArticle({ id: things.id, patch: { favourite: true } }))
    })
  })
}
