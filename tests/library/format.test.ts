import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documentProblem } from '../../main/core/document/parse.ts'
import { articleSchema } from '../../main/core/model/article.ts'
import { highlightsFileSchema } from '../../main/core/model/highlight.ts'
import { settingsSchema } from '../../main/core/model/settings.ts'
import { LIBRARY_FORMAT } from '../../main/library/layout.ts'

const page = readFileSync(new URL('../../main/library/FORMAT.md', import.meta.url), 'utf8')

function sample(name: string): any {
  const block = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1]
  if (block === undefined) throw new Error(`the page has no sample of ${name}`)
  return JSON.parse(block)
}

/** Every field that a schema knows; those that may be missing are named where the text explains them. */
const fieldsOf = (schema: { readonly shape: object }) => Object.keys(schema.shape)

it('the samples in the page of the file formats are what the schemas say', () => {
  const article = sample('article.json')
  expect(articleSchema.parse(article)).toEqual(article)
  const highlights = sample('highlights.json')
  expect(highlightsFileSchema.parse(highlights)).toEqual(highlights)
  const settings = sample('settings.json')
  expect(settingsSchema.parse(settings)).toEqual(settings)
  expect(documentProblem(sample('content.json'))).toBeNull()
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
