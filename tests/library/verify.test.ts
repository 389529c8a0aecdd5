import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshPath, highlight, newArticle, openAt, pictureName, sha, snapshot } from './support.ts'

async function prepared() {
  const path = freshPath()
  const library = await openAt(path)
  const input = newArticle()
  const article = await library.createArticle(input)
  await library.updateHighlights(article.id, () => [{ ...highlight(article.id), contentHash: article.current }])
  await library.updateSettings((settings) => ({ ...settings, fontSize: 20 }))
  return { path, library, article, inside: join('articles', article.id) }
}

it('a sound library has no problems, and nothing in it is changed', async () => {
  const { path, library } = await prepared()
  const before = snapshot(path)
  const steps: [number, number][] = []
  const result = await library.verify({ onProgress: (done, total) => steps.push([done, total]) })
  expect(result).toEqual({ checked: 8, problems: [], repairs: [], unused: [] })
  expect(steps).toEqual([
    [0, 2],
    [1, 2],
    [2, 2],
  ])
  expect(snapshot(path)).toEqual(before)
})

it('finds what is damaged, wherever it is, and moves nothing', async () => {
  const { path, library, article, inside } = await prepared()
  const original = article.versions[0]?.original
  const spoiled = ['settings.json', `${inside}/article.json`, `${inside}/highlights.json`, `media/${pictureName}`]
  const hashed = [`${inside}/content/${article.current}.json`, `${inside}/original/${original}.html.gz`]
  for (const name of hashed) {
    const bytes = readFileSync(join(path, name))
    const last = bytes.length - 12
    bytes[last] = (bytes[last] ?? 0) ^ 1
    writeFileSync(join(path, name), bytes)
  }
  const first = await library.verify()
  expect(first.problems.map(({ code, path: where }) => [code, where])).toEqual(
    hashed.map((name) => ['fileDamaged', name]),
  )
  for (const name of spoiled) writeFileSync(join(path, name), 'x')
  const before = snapshot(path)
  const second = await library.verify()
  expect(second.problems.map((problem) => problem.code)).toEqual(Array(4).fill('fileDamaged'))
  expect(second.problems.map((problem) => problem.path).sort()).toEqual(spoiled.sort())
  expect(snapshot(path)).toEqual(before)
})

it('finds what is missing', async () => {
  const { path, library, article, inside } = await prepared()
  const missing = [`media/${pictureName}`, `${inside}/content/${article.current}.json`]
  for (const name of missing) rmSync(join(path, name))
  const { problems } = await library.verify()
  expect(problems.map(({ code, path: where }) => [code, where]).sort()).toEqual(
    missing.map((name) => ['fileMissing', name]).sort(),
  )
})

it('tells what nothing refers to, without calling it a problem', async () => {
  const { path, library, inside } = await prepared()
  const bytes = Buffer.from('GIF89a orphan')
  const names = [`media/${sha(bytes)}.gif`, `${inside}/content/${'c'.repeat(64)}.json`]
  for (const name of names) writeFileSync(join(path, name), bytes)
  const result = await library.verify()
  expect(result.problems).toEqual([])
  expect([...result.unused].sort()).toEqual(names.sort())
})

it('leaves a document that another took the place of where it is, also when it mends', async () => {
  const { path, library, article, inside } = await prepared()
  const before = await library.readDocument(article.id, article.current)
  const document = { ...before, content: before.content.map((node) => ({ ...node })) }
  const [first] = document.content
  if (first) document.content[0] = { ...first, attrs: { ...first.attrs, lang: 'ja' } }
  const shown = await library.replaceDocument(article.id, { from: article.current, document, media: [] }, (now) => now)
  expect(shown.current).not.toBe(article.current)
  const left = `${inside}/content/${article.current}.json`
  expect(await library.verify()).toMatchObject({ problems: [], unused: [left] })
  expect(await library.verify({ repair: true })).toMatchObject({ problems: [], repairs: [], unused: [left] })
  // A copy of the record that still names it may come from elsewhere any day.
  expect(existsSync(join(path, left))).toBe(true)
  const named = { ...shown.versions[0], hash: article.current } as (typeof shown.versions)[number]
  await library.updateArticle(article.id, (now) => ({ ...now, versions: [named, ...now.versions] }))
  expect(await library.verify()).toMatchObject({ problems: [], unused: [] })
})

it('reminds of what was set aside, unless its previous version took its place', async () => {
  const { path, library, article, inside } = await prepared()
  writeFileSync(join(path, inside, 'highlights.json'), 'x')
  await library.readHighlights(article.id)
  expect((await library.verify()).problems).toEqual([])
  expect((await library.verify()).unused).toHaveLength(1)
  writeFileSync(join(path, inside, 'article.json'), 'x')
  await expect(library.readArticle(article.id)).rejects.toThrow()
  const codes = (await library.verify()).problems.map((problem) => problem.code)
  expect(codes.sort()).toEqual(['fileMissing', 'recordDamaged'])
})

it('can be stopped', async () => {
  const { library } = await prepared()
  const stop = new AbortController()
  const run = library.verify({ signal: stop.signal, onProgress: () => stop.abort() })
  await expect(run).rejects.toMatchObject({ code: 'cancelled' })
})
