import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeHref, safeWebUrl } from '../../../main/core/document/links.ts'
import { countWords, readingMinutes } from '../../../main/core/document/words.ts'

test.each([
  ['', 'en', 0],
  ['One two  three.', 'en', 3],
  ['L’œil apprend à attendre ; c’est long !', 'fr', 6],
  ['A well-known e-mail costs 3.50 €', 'en', 5],
  ['القراءة حوار بين الكاتب والقارئ', 'ar', 5],
  ['私は本を読みます。', 'ja', 5],
  ['我喜欢读书', 'zh', 3],
  ['the “漢字” word', 'not a language!', 3],
])('words of %j in %s: %i', (text, lang, words) => {
  expect(Math.abs(countWords(text, lang) - words)).toBeLessThanOrEqual(lang === 'ja' || lang === 'zh' ? 1 : 0)
})

test('reading time is at least a minute, and slower in some languages', () => {
  expect(readingMinutes(0)).toBe(1)
  expect(readingMinutes(2380)).toBe(10)
  expect(readingMinutes(2140, 'fr-CA')).toBe(10)
})

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:x',
  'java\tscript:x',
  '\u0001javascript:x',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  '//example.org',
  '/path',
  'page.html',
  'https:',
  'https://',
  'http:evil',
  'postil://x',
  '',
  '#',
  '# x',
  '#"x',
  null,
  3,
])('%j is no link', (url) => {
  expect(safeHref(url)).toBeNull()
})
test.each(['https://example.org/é?x=1#y', 'HTTP://example.org', 'mailto:a@example.org', '#note-1', '#café'])(
  '%s is one',
  (url) => {
    expect(safeHref(url)).toBe(url)
  },
)
test('a picture never comes from anywhere but the web', () => {
  expect(safeWebUrl('mailto:a@b')).toBeNull()
  expect(safeWebUrl(' https://example.org/a.png ')).toBe('https://example.org/a.png')
})

test('Latin text is counted as any other text is', () => {
  // Greek at its end sends the same text the long way.
  const characters = fc.constantFrom(..."aZé9œß’'-–.,_ \n«»\u00AD\u2010\u200C\u202F\u00A0")
  fc.assert(
    fc.property(fc.string({ unit: characters }), (text) => {
      expect(countWords(`${text} ω`)).toBe(countWords(text) + 1)
    }),
  )
})
