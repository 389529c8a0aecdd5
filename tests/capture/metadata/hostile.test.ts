import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { cleanByline } from '../../../main/capture/metadata/byline.ts'
import { normaliseDate } from '../../../main/capture/metadata/dates.ts'
import { unescapeEntities } from '../../../main/capture/metadata/entities.ts'
import { readFacts } from '../../../main/capture/metadata/index.ts'

const MANY = 50_000

it.each([
  ['a name of brackets', `<meta name="author" content="${'&lt;'.repeat(MANY)}">`, ''],
  ['a title of joiners', `<title>x${'\u200b'.repeat(MANY * 4)}x</title>`, ''],
  ['an excerpt of entities', `<meta name="description" content="${'&amp;amp;'.repeat(MANY)}">`, ''],
  ['the same fact many times', '<meta property="article:tag" content="a">'.repeat(MANY), ''],
  ['a class of every word', '', `<p class="${'_recommend related-'.repeat(MANY)}!">x</p>`],
  ['bylines in bylines', '', `${'<div class="byline">'.repeat(180)}${'<p>By Jane, 2024</p>'.repeat(5000)}`],
  ['days in days', '', `${'<div class="date">'.repeat(180)}${'<p>March 2024</p>'.repeat(5000)}`],
  ['headings in headings', '', `${'<h1>'.repeat(180)}${'<p>Title</p>'.repeat(5000)}`],
  ['digits', '', `<h1>T</h1><p>${'1 2 '.repeat(30)}2024</p>`.repeat(2000)],
])('%s take no time', (_what, head, body) => {
  const page = parsePage(`<html><head><title>The Mill</title>${head}</head><body>${body}<p>text</p></body></html>`)
  expect(readFacts(page, 'https://valley.example/x').site).toBe('valley.example')
})

it('reads anything without failing, and dates only as ISO 8601', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      'By ',
      ' le ',
      '14',
      '2024',
      ' mars ',
      '年',
      '&amp;',
      '/',
      ':',
      ', ',
      '@',
      ' | ',
      'Updated ',
      '٢٠٢٤',
      ' ET',
      '\u202f',
    ),
  )
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, (raw) => {
      expect(normaliseDate(raw) ?? '2024-03-14').toMatch(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{3}Z)?)?$/)
      const name = cleanByline(raw)
      if (name !== null) expect(name.trim()).not.toBe('')
      expect(unescapeEntities(raw).length).toBeLessThanOrEqual(raw.length)
    }),
    { numRuns: 500 },
  )
})

it('makes no name of what is not there', () => {
  const word = fc.constantFrom(
    ...['Jane', 'Doe', 'de', 'By', 'von', 'Élodie', 'O’Brien', '山田太郎', 'ليلى', '|', ',', 'März', '3', '2024', 'MD'],
  )
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}]+/gu, '')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const name = cleanByline(words.join(' '))
      if (name !== null) expect(letters(words.join(''))).toContain(letters(name))
    }),
    { numRuns: 500 },
  )
})
