import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { placePictures } from '../../main/capture/images/place.ts'
import { documentProblem } from '../../main/core/document/parse.ts'
import { documentSchema } from '../../main/core/document/schema.ts'
import { capture, expected, marked, pathOf, slugs } from '../support/golden.ts'
import { articleLines, compareWords, documentLines, wordsOf } from '../support/goldenWords.ts'

it.each(slugs)('%s: the document is what it should be, and fits the schema', async (slug) => {
  const { files, document } = await capture(slug)
  const own = readdirSync(pathOf(slug, '.')).filter((name) => name.startsWith('expected'))
  expect(Object.keys(files).sort()).toEqual(own.sort())
  for (const [name, value] of Object.entries(files)) expect(expected(slug, name), name).toEqual(value)
  if (!document) return
  const stored = placePictures(document, new Map())
  expect(documentProblem(stored)).toBeNull()
  documentSchema().nodeFromJSON(stored).check()
})

/** Their words are formulas, which are drawn. */
const FORMULAS = new Set(['tex-in-text'])

it('has every word of an article and none of what its site sets around it, on every page', async () => {
  const total = { shared: 0, wanted: 0, got: 0 }
  const odd: Record<string, unknown> = {}
  for (const slug of slugs) {
    const { document } = await capture(slug)
    if (!document || FORMULAS.has(slug)) continue
    const words = compareWords(wordsOf(articleLines(marked(slug))), wordsOf(documentLines(document)))
    total.shared += words.shared
    total.wanted += words.wanted
    total.got += words.got
    if (words.missing.length + words.surplus.length > 0) odd[slug] = { missing: words.missing, surplus: words.surplus }
  }
  const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(2)
  console.info(
    `${slugs.length} golden pages, ${total.wanted} words: precision ${percent(total.shared, total.got)}%, recall ${percent(total.shared, total.wanted)}%`,
  )
  expect(odd).toEqual({})
})

it('has a page for each thing that its README names', () => {
  const named = readFileSync(pathOf('.', 'README.md'), 'utf8').matchAll(/^\| ([a-z\d-]+) \| [a-z]/gm)
  expect([...named].map(([, slug]) => slug)).toEqual(slugs)
  expect(slugs.length).toBeGreaterThanOrEqual(80)
})

it('lets nothing through from a hostile page that could run, load or lead astray', async () => {
  const { document } = await capture('hostile')
  const text = JSON.stringify(document && placePictures(document, new Map()))
  expect(text).not.toMatch(/"(?:href|source|url|media)":"(?!https?:|mailto:|#)/)
  expect(text).not.toMatch(/onerror=alert\((?!19)|onclick|onload|srcdoc|vbscript|"data:|etc\/passwd/)
  expect(text).toContain('mailto:me@evil.example')
})
