import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPostil, type Postil } from '../../main/postil.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import { snapshot } from '../library/support.ts'
import { entry, found } from '../search/support.ts'
import { postil as command } from '../support/cli.ts'
import { bad, good } from '../support/contract/helpers.ts'
import { mountSmallDisk, type SmallDisk } from '../support/smallDisk.ts'

const text = 'L’été est là.\n\nIl dit\u202F: «\u202FLa marge reste.\u202F»'
const opened: Postil[] = []
const reports: unknown[] = []

async function open(libraryPath: string) {
  const postil = await openPostil({ libraryPath, report: (thrown) => reports.push(thrown) })
  opened.push(postil)
  await postil.ready
  return postil.reader
}
const closeAll = () => Promise.all(opened.splice(0).map((postil) => postil.close()))

/** A library with an article and a highlight, closed. */
async function prepared(path: string): Promise<string> {
  const reader = await open(path)
  const { article } = await good(reader.saveText({ text, title: 'L’été' }))
  await good(reader.addHighlight({ articleId: article.id, passage: { quote: 'La marge' }, note: 'Ma note' }))
  await closeAll()
  return article.id
}

beforeEach(() => void reports.splice(0))

// Tried now, so that the name of what runs says what it runs on.
const trial = mountSmallDisk()
trial?.unmount()

if (trial === null) {
  it('a full disk: none can be mounted here, so only a limit on the size of files stands for it', () => {
    expect(mountSmallDisk()).toBeNull()
  })
} else {
  describe('a disk that is really full (a tmpfs)', () => {
    const disks: SmallDisk[] = []
    let disk: SmallDisk
    let path: string
    beforeEach(() => {
      const mounted = mountSmallDisk()
      if (mounted === null) throw new Error('the second disk cannot be mounted')
      disk = mounted
      disks.push(disk)
      path = join(disk.path, 'Bibliothèque')
    })
    afterEach(async () => {
      await closeAll()
      for (const each of disks.splice(0)) each.unmount()
    })

    it.each(['room', 'names'] as const)(
      'with no %s left: a library opens and is read, writes say so and leave nothing, and work again once there is room',
      async (what) => {
        const id = await prepared(path)
        const before = snapshot(path)
        disk.fill(what)
        const reader = await open(path)
        expect((await good(reader.listArticles({}))).items.map(({ title }) => title)).toEqual(['L’été'])
        expect((await good(reader.openArticle({ id }))).article.title).toBe('L’été')
        expect((await good(reader.search({ query: 'marge' }))).hits.map(({ article }) => article.id)).toEqual([id])
        expect(await good(reader.libraryStatus({}))).toMatchObject({ articles: 1, readOnly: false, problems: [] })

        const writes = () => [
          reader.saveText({ text: `${text} Encore.`, title: 'Encore' }),
          reader.updateArticle({ id, patch: { tags: ['été'] } }),
          reader.addHighlight({ articleId: id, passage: { quote: 'L’été' } }),
          reader.updateSettings({ patch: { fontSize: 21 } }),
        ]
        for (const write of writes()) await bad(write, 'diskFull')
        expect(snapshot(path)).toEqual(before)
        expect(reports).toEqual([])

        disk.free()
        for (const write of writes()) await good<unknown>(write)
        expect((await good(reader.listArticles({}))).items.map(({ title }) => title)).toEqual(['Encore', 'L’été'])
        await closeAll()
        const again = await open(path)
        expect((await good(again.search({ query: 'encore' }))).hits).toHaveLength(1)
        expect((await good(again.listHighlights({}))).items[0]?.highlights.length).toBeGreaterThan(0)
        expect(await good(again.verifyLibrary({}))).toMatchObject({ problems: [] })
      },
    )

    it('its lock keeps a second one out, in this process and in another', async () => {
      await prepared(path)
      disk.fill()
      await open(path)
      await expect(open(path)).rejects.toMatchObject({ code: 'libraryLocked' })
      const program = fileURLToPath(new URL('../library/hold.ts', import.meta.url))
      const other = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, path], {
        encoding: 'utf8',
      })
      expect(other.stderr).toContain('libraryLocked')
    })

    it('a lock that cannot be made, or a library, says that there is no room', async () => {
      await prepared(path)
      disk.fill('names')
      await expect(open(join(disk.path, 'Neuve'))).rejects.toMatchObject({ code: 'diskFull' })
      rmSync(join(path, '.index'), { recursive: true })
      disk.fill('names')
      await expect(open(path)).rejects.toMatchObject({ code: 'diskFull' })
      disk.free()
      expect((await good((await open(path)).listArticles({}))).total).toBe(1)
    })

    it('without its index a library is listed all the same', async () => {
      await prepared(path)
      for (const name of readdirSync(join(path, '.index')))
        if (name.startsWith('index')) rmSync(join(path, '.index', name))
      disk.fill()
      const reader = await open(path)
      expect((await good(reader.search({ query: 'marge' }))).hits).toHaveLength(1)
      expect(reports).toEqual([])
      await closeAll()
      disk.free()
      await open(path)
      expect(statSync(join(path, '.index', 'index.sqlite')).size).toBeGreaterThan(0)
    })

    it('an article that the index lacks is listed all the same', async () => {
      await prepared(path)
      const file = join(path, '.index', 'index.sqlite')
      const index = openSearchIndex({ path: file })
      index.remove(index.stampsAfter('', 10).map(({ id }) => id))
      index.close()
      disk.fill()
      expect((await good((await open(path)).listArticles({}))).total).toBe(1)
      expect(reports).toEqual([])
    })

    it('an index that cannot grow goes on in memory, and its file stays sound', () => {
      const file = join(disk.path, 'index.sqlite')
      const reasons: string[] = []
      const index = openSearchIndex({ path: file, onRebuilt: (reason) => reasons.push(reason) })
      index.put([entry({ title: 'Kept' })])
      disk.fill()
      const put = () => {
        for (let number = 0; number < 50; number++)
          index.put([entry({ title: `More ${number}` }, 'words '.repeat(2000))])
      }
      expect(put).toThrow(expect.objectContaining({ code: 'diskFull' }))
      expect([index.rebuilt, ...reasons]).toEqual(['memory', 'memory'])
      put()
      expect(found(index, '"more 7"')).toEqual(['More 7'])
      index.close()
      disk.free()
      const again = openSearchIndex({ path: file })
      expect([again.rebuilt, found(again, 'kept')]).toEqual([null, ['Kept']])
      again.close()
    })

    it('the command lists without a word on standard error, and an export leaves no part of a file', async () => {
      const id = await prepared(path)
      disk.fill()
      const listed = await command(['list', '--json', '--library', path])
      expect([listed.code, listed.stderr, listed.lines().length]).toEqual([0, '', 1])
      const out = join(disk.path, 'notes.md')
      const exported = await command(['export', id, '--format', 'markdown', '--out', out, '--library', path])
      expect([exported.code, existsSync(out)]).toEqual([1, false])
      expect(exported.stderr).toMatch(/^error\[diskFull\]: /)
    })
  })
}

// Windows has no such limit.
describe.skipIf(process.platform === 'win32')('a limit on the size of files, which lets none grow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-limit-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const entryFile = fileURLToPath(new URL('../../main/cli/entry.ts', import.meta.url))
  const limited = (...args: string[]) => {
    const script = 'ulimit -f 0; exec "$0" --disable-warning=ExperimentalWarning "$@"'
    return spawnSync('/bin/bash', ['-c', script, process.execPath, entryFile, ...args], {
      encoding: 'utf8',
      input: text,
    })
  }

  it('leaves a library that can be listed and read, and says diskFull to a save', async () => {
    const id = await prepared(folder)
    const before = snapshot(folder)
    const listed = limited('list', '--library', folder)
    expect([listed.status, listed.stderr]).toEqual([0, ''])
    expect(listed.stdout).toContain('L’été')
    const shown = limited('show', id, '--library', folder)
    expect([shown.status, shown.stderr]).toEqual([0, ''])
    expect(shown.stdout).toContain('La marge reste')
    const saved = limited('save', '-', '--library', folder)
    expect([saved.status, saved.stdout]).toEqual([1, ''])
    expect(saved.stderr).toMatch(/^error\[diskFull\]: .+\n$/)
    expect(snapshot(folder)).toEqual(before)
  })
})
