import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backupAll, backupRecords } from '../../../main/library/backup/write.ts'
import { faultyFiles } from '../faults.ts'
import { freshPath, highlight, ids, newArticle, openAt, pictureName, sha, snapshot } from '../support.ts'
import { contextOf, entriesOf } from './support.ts'

/** A library with two articles that share a picture, a highlight each, and whatever an archive leaves out. */
async function filled() {
  const path = freshPath()
  const library = await openAt(path)
  const articles = [newArticle(), newArticle({ title: 'صيف', lang: 'ar', dir: 'rtl' })]
  for (const input of articles) {
    await library.createArticle(input)
    await library.updateHighlights(input.article.id, () => [highlight(input.article.id, 'À relire « demain »\u202F!')])
    await library.updateArticle(input.article.id, (article) => ({ ...article, tags: ['夏'] }))
  }
  await library.updateSettings((settings) => ({ ...settings, theme: 'dark' }))
  const tomb = ids()
  mkdirSync(join(path, 'tombstones'), { recursive: true })
  const buried = { version: 1, id: tomb, deletedAt: '2026-01-01T00:00:00.000Z', purgedAt: '2026-02-01T00:00:00.000Z' }
  writeFileSync(join(path, 'tombstones', `${tomb}.json`), JSON.stringify(buried))
  for (const junk of ['quarantine/x.json', 'backups/old.zip', '.index/index.sqlite', 'articles/.article.json.tmp']) {
    mkdirSync(dirname(join(path, junk)), { recursive: true })
    writeFileSync(join(path, junk), 'junk')
  }
  return { path, library, ids: articles.map(({ article }) => article.id), tomb }
}

const belongs = (name: string) => !/^(quarantine|backups)\/|\.bak$|\.tmp$/.test(name)

describe('an archive of everything', () => {
  test('holds every file that a library is made of, and a list of them with their sums', async () => {
    const { path, ids, tomb } = await filled()
    const target = join(dirname(path), 'ausgelagert', 'copie « 1 ».zip')
    const told = await backupAll(contextOf(path), target)
    const entries = await entriesOf(target)
    const manifest = JSON.parse(String(entries.get('manifest.json')))
    const expected = Object.fromEntries(Object.entries(snapshot(path)).filter(([name]) => belongs(name)))
    const found = Object.fromEntries([...entries].map(([name, bytes]) => [name, sha(bytes)]))
    delete found['manifest.json']
    expect(found).toEqual(expected)
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([`articles/${ids[0]}/article.json`, `media/${pictureName}`, `tombstones/${tomb}.json`]),
    )
    expect(manifest).toMatchObject({ format: 'postil-backup', version: 1, scope: 'all', createdAt: told.createdAt })
    expect(manifest.library).toEqual({
      format: expect.any(Number),
      id: JSON.parse(readFileSync(join(path, 'library.json'), 'utf8')).id,
    })
    expect(Object.fromEntries(manifest.files.map((file: any) => [file.path, file.sha256]))).toEqual(expected)
    for (const file of manifest.files) expect(file.bytes).toBe(entries.get(file.path)?.length)
    expect(told).toEqual({
      path: target,
      createdAt: '2026-03-14T09:26:53.589Z',
      bytes: statSync(target).size,
      articles: 2,
      files: manifest.files.length,
      problems: [],
    })
    expect(readdirSync(dirname(target))).toEqual(['copie « 1 ».zip'])
    const tested = spawnSync('unzip', ['-t', target], { encoding: 'utf8' })
    if (!tested.error)
      expect([tested.status, tested.stdout]).toEqual([0, expect.stringContaining('No errors detected')])
  })

  test('of the records leaves out texts, pages and pictures', async () => {
    const { path, ids, tomb } = await filled()
    const target = join(dirname(path), 'records.zip')
    await backupRecords(contextOf(path), target)
    const entries = await entriesOf(target)
    expect([...entries.keys()].sort()).toEqual(
      [
        ...ids.flatMap((id) => [`articles/${id}/article.json`, `articles/${id}/highlights.json`]),
        'library.json',
        'manifest.json',
        'settings.json',
        `tombstones/${tomb}.json`,
      ].sort(),
    )
    expect(JSON.parse(String(entries.get('manifest.json'))).scope).toBe('records')
  })

  test('writes over nothing unless it is told to', async () => {
    const { path } = await filled()
    const target = join(dirname(path), 'copie.zip')
    writeFileSync(target, 'mine')
    await expect(backupAll(contextOf(path), target)).rejects.toMatchObject({ code: 'targetExists' })
    expect(readFileSync(target, 'utf8')).toBe('mine')
    await backupAll(contextOf(path), target, { force: true })
    expect((await entriesOf(target)).has('manifest.json')).toBe(true)
  })

  test('takes the place of no file of the library, force or not', async () => {
    const { path, library } = await filled()
    const before = snapshot(path)
    for (const name of ['library.json', 'articles/x.zip', 'copie.zip', '../Bibliothèque/settings.json', '.']) {
      const refused = library.backup(join(path, name), { force: true })
      await expect(refused).rejects.toMatchObject({ code: 'writeFailed' })
    }
    expect(snapshot(path)).toEqual(before)
    await library.backup(join(path, 'backups', 'mine.zip'))
  })

  test('leaves nothing when it is stopped', async () => {
    const { path } = await filled()
    const target = join(dirname(path), 'copie.zip')
    const stop = new AbortController()
    const onProgress = () => stop.abort()
    const stopped = backupAll(contextOf(path), target, { signal: stop.signal, onProgress })
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(dirname(target))).toEqual(['Bibliothèque'])
  })

  test('leaves nothing, and what was there, wherever the disk fails', async () => {
    const { path } = await filled()
    const target = join(dirname(path), 'copie.zip')
    writeFileSync(target, 'the last good one')
    const faults = faultyFiles()
    let failed = 0
    for (let step = 1; ; step++) {
      faults.arm(step, 'ENOSPC', { halfway: true })
      const result = await backupAll(contextOf(path, faults.files), target, { force: true }).catch((error) => error)
      if (faults.steps.length < step) break
      // The folder is there, which is why making it cannot fail.
      if (faults.steps.at(step - 1)?.startsWith('mkdir')) continue
      expect(result).toMatchObject({ code: 'diskFull' })
      failed++
      expect(readdirSync(dirname(target)).sort()).toEqual(['Bibliothèque', 'copie.zip'])
    }
    expect(failed).toBeGreaterThan(3)
    expect((await entriesOf(target)).has('manifest.json')).toBe(true)
  })
})

describe('what is lost or damaged in the library', () => {
  test('is told of, and the rest is in the archive', async () => {
    const { path, ids } = await filled()
    const [lost = '', hurt = ''] = ids
    rmSync(join(path, 'articles', lost, 'content'), { recursive: true })
    writeFileSync(join(path, 'articles', hurt, 'highlights.json'), '{"version":2,')
    rmSync(join(path, 'media', pictureName))
    const target = join(dirname(path), 'copie.zip')
    const { problems } = await backupAll(contextOf(path), target)
    expect(problems.map(({ code, path }) => [code, path.replace(/[0-9a-f]{64}/, '#')]).sort()).toEqual([
      ['fileDamaged', `articles/${hurt}/highlights.json`],
      ['fileMissing', `articles/${lost}/content/#.json`],
      ['fileMissing', 'media/#.png'],
    ])
    const entries = await entriesOf(target)
    expect(entries.has(`articles/${lost}/article.json`)).toBe(true)
    // The version before the damaged one, which the library would take too.
    const kept = JSON.parse(String(entries.get(`articles/${hurt}/highlights.json`)))
    expect(kept).toMatchObject({ version: 2, highlights: [] })
  })

  test('leaves an article out whole that is deleted for good meanwhile', async () => {
    const { path, ids } = await filled()
    const [gone = ''] = ids
    const context = contextOf(path)
    // The moment after its record was read.
    const readFile: any = async (file: string, ...rest: []) => {
      const bytes = await context.files.readFile(file, ...rest)
      if (file.endsWith(`${gone}/article.json`)) renameSync(dirname(file), join(path, 'articles', `.purged-${gone}`))
      return bytes
    }
    const target = join(dirname(path), 'copie.zip')
    const told = await backupAll({ ...context, files: { ...context.files, readFile } }, target)
    expect(told).toMatchObject({ articles: 1, problems: [] })
    expect([...(await entriesOf(target)).keys()].filter((name) => name.includes(gone))).toEqual([])
  })
})
