import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { documentProblem } from '../../main/core/document/parse.ts'
import { articleSchema } from '../../main/core/model/article.ts'
import { highlightsFileSchema } from '../../main/core/model/highlight.ts'
import { settingsSchema } from '../../main/core/model/settings.ts'
import { tombstoneSchema } from '../../main/core/model/tombstone.ts'
import { LIBRARY_FORMAT } from '../../main/library/layout.ts'
import { parseSummed } from '../../main/library/parse.ts'

const page = readFileSync(new URL('../../main/library/FORMAT.md', import.meta.url), 'utf8')

function sample(name: string): any {
  return JSON.parse(source(name))
}

/** A record as the library reads it. */
function record(name: string): any {
  return parseSummed(Buffer.from(source(name)))
}

function source(name: string): string {
  const block = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (block === undefined) throw new Error(`the page has no sample of ${name}`)
  return block
}

/** Every field that a schema knows; those that may be missing are named where the text explains them. */
const fieldsOf = (schema: { readonly shape: object }) => Object.keys(schema.shape)

it('the samples in the page of the file formats are what the schemas say', () => {
  const article = record('article.json')
  expect(articleSchema.parse(article)).toEqual(article)
  const highlights = record('highlights.json')
  expect(highlightsFileSchema.parse(highlights)).toEqual(highlights)
  const settings = record('settings.json')
  expect(settingsSchema.parse(settings)).toEqual(settings)
  expect(documentProblem(sample('content.json'))).toBeNull()
  const tombstone = record('tombstone.json')
  expect(tombstoneSchema.parse(tombstone)).toEqual(tombstone)
  expect(sample('library.json').format).toBe(LIBRARY_FORMAT)
})

it('no field of a record is missing from the page', () => {
  const missing = [
    ...fieldsOf(articleSchema).filter((field) => !page.includes(`"${field}"`) && !page.includes(`\`${field}\``)),
    ...fieldsOf(settingsSchema).filter((field) => !(field in sample('settings.json'))),
    ...fieldsOf(highlightsFileSchema.shape.highlights.element).filter(
      (field) => !(field in sample('highlights.json').highlights[0]) && !page.includes(`\`${field}\``),
    ),
  ]
  expect(missing).toEqual([])
})

it('each sample of a record has the right sum of its own bytes as its last field', () => {
  for (const name of ['library.json', 'settings.json', 'article.json', 'highlights.json', 'tombstone.json']) {
    const text = source(name)
    const digits = /,\n {2}"sum": "([0-9a-f]{8})"\n\}\n$/.exec(text)?.[1]
    const blank = text.replace(/"sum": "\w+"/, '"sum": "00000000"')
    expect([name, digits]).toEqual([name, crc32(blank).toString(16).padStart(8, '0')])
  }
})
