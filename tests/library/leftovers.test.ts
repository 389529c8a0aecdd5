import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { realFiles } from '../../main/library/files.ts'
import { isLeftover } from '../../main/library/layout.ts'
import { freshPath, highlight, newArticle, openAt } from './support.ts'

it('every temp file that Postil makes is swept away when it is left behind', async () => {
  const path = freshPath()
  const temps = new Set<string>()
  const open = (...[file, ...rest]: Parameters<typeof realFiles.open>) => {
    if (String(file).endsWith('.tmp')) temps.add(basename(String(file)))
    return realFiles.open(file, ...rest)
  }
  const library = await openAt(path, { files: { ...realFiles, open } })
  const { id } = await library.createArticle(newArticle())
  const { id: gone } = await library.createArticle(newArticle({ deletedAt: '2026-03-14T09:00:00.000Z' }))
  await library.updateHighlights(id, () => [highlight(id)])
  const version = { ...newArticle(), capturedAt: '2026-03-15T00:00:00.000Z' }
  const text = { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: '二' }] }] }
  await library.addVersion(id, { ...version, document: text }, (article) => article)
  await library.updateSettings((settings) => ({ ...settings, fontSize: 20 }))
  await library.purge(gone)
  await library.backupDaily(3)
  const other = await openAt(freshPath(), { files: { ...realFiles, open } })
  await other.merge(path)
  writeFileSync(join(path, 'articles', id, 'article.json'), '{')
  writeFileSync(join(path, 'media', [...readdirSync(join(path, 'media'))][0] ?? ''), '')
  await library.verify({ repair: true })
  expect(temps.size).toBeGreaterThan(9)
  expect([...temps].filter((name) => !isLeftover(name))).toEqual([])
  expect(['.article.json.bak.tmp', '.before-format-2-3.zip.tmp', '.new-x', '.purged-x'].every(isLeftover)).toBe(true)
})

it('what a crash left of a backup is gone with the next opening', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const names = ['.postil-records-2026-11-23.zip.tmp', '.before-format-2.zip.tmp']
  mkdirSync(join(path, 'backups'))
  for (const name of [...names, 'mine.zip']) writeFileSync(join(path, 'backups', name), 'half')
  await library.close()
  await openAt(path)
  expect(readdirSync(join(path, 'backups'))).toEqual(['mine.zip'])
})

it('temp files of other programs are left to them', async () => {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  const names = [
    '.syncthing.article.json.tmp',
    '.~tmp',
    '.article.json.part.tmp',
    '.ma note.tmp',
    '.highlights.json.Xy.tmp',
  ]
  const folders = ['.', 'articles', `articles/${id}`, 'media', 'tombstones', 'backups'].map((each) => join(path, each))
  mkdirSync(join(path, 'backups'))
  for (const folder of folders) for (const name of names) writeFileSync(join(folder, name), 'half')
  await library.close()
  const again = await openAt(path)
  await again.tidy()
  await again.tidy(id)
  await again.backupDaily(3)
  for (const folder of folders) expect(readdirSync(folder)).toEqual(expect.arrayContaining(names))
})
