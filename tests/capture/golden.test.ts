import { expect, it } from 'vitest'
import { decode } from '../../main/capture/charset.ts'
import { extractArticle } from '../../main/capture/extract/index.ts'
import { placePictures } from '../../main/capture/images/place.ts'
import { documentProblem } from '../../main/core/document/parse.ts'
import { documentSchema } from '../../main/core/document/schema.ts'
import { golden, slugs, source } from '../support/golden.ts'

function extract(slug: string) {
  const html = decode(source(slug), null)
  const url = `https://pages.example/stories/${slug}.html`
  return extractArticle({ html, url: slug === 'json-ld' ? null : url, lang: null, whole: false, fallbackTitle: slug })
}

it.each(slugs)('%s: the document is what it should be, and fits the schema', (slug) => {
  const { document, ...facts } = extract(slug)
  expect(golden(slug, 'expected.json', document)).toEqual(document)
  expect(golden(slug, 'expected-metadata.json', facts)).toEqual(facts)
  const stored = placePictures(document, new Map())
  expect(documentProblem(stored)).toBeNull()
  documentSchema().nodeFromJSON(stored).check()
})

it('has pages of many kinds', () => {
  expect(slugs.length).toBeGreaterThanOrEqual(12)
})

it('lets nothing through from a hostile page that could run, load or lead astray', () => {
  const text = JSON.stringify(placePictures(extract('hostile').document, new Map()))
  expect(text).not.toMatch(/"(?:href|source|url|media)":"(?!https?:|mailto:|#)/)
  expect(text).not.toMatch(/onerror=alert\((?!19)|onclick|onload|srcdoc|vbscript|"data:|etc\/passwd/)
  expect(text).toContain('mailto:me@evil.example')
})
