import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentText } from '../../main/core/document/text.ts'
import { encodeJSON } from '../../main/library/durable-json.ts'
import { openLibrary } from '../../main/library/index.ts'
import { parseArticle, parseHighlights } from '../../main/library/records.ts'
import { makeArticle } from '../bench/generate/article.ts'
import { generateLibrary } from '../bench/generate/index.ts'

const plan = { seed: 7, count: 300, until: '2026-06-01T00:00:00.000Z' }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-generate-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a library is made in which verify finds nothing wrong, and every file is as Postil writes it', async () => {
  generateLibrary(folder, plan)
  const library = await openLibrary({ path: folder, clock: () => new Date(plan.until), ids: ulid, create: false })
  try {
    const { checked, problems } = await library.verify()
    expect(problems).toEqual([])
    // The library's file, two records and a text for each article, and the pictures.
    expect(checked).toBeGreaterThan(plan.count * 3)
    const ids = await readdir(join(folder, 'articles'))
    expect(ids).toHaveLength(plan.count)
    for (const id of ids) {
      const article = await readFile(join(folder, 'articles', id, 'article.json'))
      const highlights = await readFile(join(folder, 'articles', id, 'highlights.json'))
      expect(Buffer.from(encodeJSON(parseArticle(article, id)))).toEqual(article)
      expect(Buffer.from(encodeJSON(parseHighlights(highlights, id)))).toEqual(highlights)
    }
  } finally {
    await library.close()
  }
})

test('the same plan makes the same articles, in any order, and another seed others', () => {
  const first = makeArticle(plan, 42)
  makeArticle(plan, 3)
  expect(makeArticle(plan, 42)).toEqual(first)
  expect(makeArticle({ ...plan, seed: 8 }, 42).article.title).not.toBe(first.article.title)
})

test('articles are of many scripts and about 600 words, with highlights that stand where they say', () => {
  const made = Array.from({ length: plan.count }, (_, index) => makeArticle(plan, index))
  const languages = new Set(made.map(({ article }) => article.lang))
  for (const lang of ['en', 'fr', 'ru', 'ar', 'zh', 'ja']) expect(languages).toContain(lang)
  const words = made.reduce((sum, { article }) => sum + article.words, 0) / plan.count
  expect(words).toBeGreaterThan(500)
  expect(words).toBeLessThan(700)

  let highlights = 0
  for (const each of made) {
    const { text } = documentText(JSON.parse(Buffer.from(each.document).toString()))
    for (const { selectors } of each.highlights.highlights) {
      const { start, end } = selectors.position
      expect([...text].slice(start, end).join('')).toBe(selectors.quote.exact)
      highlights++
    }
  }
  expect(highlights).toBeGreaterThan(50)
  const french = made
    .filter(({ article }) => article.lang === 'fr')
    .map(({ document }) => Buffer.from(document).toString())
  expect(french.join('')).toContain('«\u00A0')
  expect(french.join('')).toContain('\u202F?')
})

test('ids are ordered by time, each its own, and dates reach over ten years', () => {
  const made = Array.from({ length: plan.count }, (_, index) => makeArticle(plan, index).article)
  expect(made.map(({ id }) => id)).toEqual([...new Set(made.map(({ id }) => id))].sort())
  expect(made.at(0)?.createdAt.slice(0, 4)).toBe('2016')
  expect(made.at(-1)?.createdAt.slice(0, 4)).toBe('2026')
})
