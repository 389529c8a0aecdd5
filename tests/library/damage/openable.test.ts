import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshPath, newArticle, openAt } from '../support.ts'

async function libraryWithAnArticle() {
  const path = freshPath()
  const library = await openAt(path)
  const { id } = await library.createArticle(newArticle())
  await library.updateSettings((settings) => ({ ...settings, fontSize: 20 }))
  await library.updateSettings((settings) => ({ ...settings, fontSize: 21 }))
  await library.updateArticle(id, (article) => ({ ...article, title: 'Deux' }))
  await library.close()
  return { path, id }
}

const lost = (file: string) => rmSync(file)
const folder = (file: string) => {
  rmSync(file)
  mkdirSync(file)
}

test.each([
  ['is gone', lost],
  ['is a folder', folder],
])('a library whose library.json %s opens with its articles, and says so', async (_name, spoil) => {
  const { path, id } = await libraryWithAnArticle()
  spoil(join(path, 'library.json'))
  const library = await openAt(path)
  expect((await library.readArticle(id)).title).toBe('Deux')
  expect(library.problems()).toMatchObject([{ code: 'recordRecovered', path: 'library.json' }])
  expect(JSON.parse(readFileSync(join(path, 'library.json'), 'utf8'))).toMatchObject({ id: library.id })
  expect((await library.verify()).problems.filter(({ code }) => code !== 'recordRecovered')).toEqual([])
})

test('records whose names folders have taken come back from their previous versions', async () => {
  const { path, id } = await libraryWithAnArticle()
  folder(join(path, 'settings.json'))
  folder(join(path, 'articles', id, 'article.json'))
  const library = await openAt(path)
  expect((await library.readSettings()).fontSize).toBe(20)
  expect((await library.readArticle(id)).title).toBe('L’été')
  expect(library.problems()).toMatchObject([{ code: 'recordRecovered' }, { code: 'recordRecovered' }])
})

test('a folder that has the name of a previous version keeps nobody from writing', async () => {
  const { path, id } = await libraryWithAnArticle()
  folder(join(path, 'articles', id, 'article.json.bak'))
  const library = await openAt(path)
  await library.updateArticle(id, (article) => ({ ...article, title: '三' }))
  expect((await library.readArticle(id)).title).toBe('三')
})
