import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { documentText } from '../../../main/core/document/text.ts'
import { errorCodes } from '../../../main/core/errors.ts'
import { fileName } from '../../../main/core/export/fileName.ts'
import { postilExportSchema } from '../../../main/core/export/json.ts'
import { exportMarkdown, hashtag } from '../../../main/core/export/markdown.ts'
import { documents } from '../document/arbitrary.ts'
import { article, doc, everything, exportAll, h, highlight, node, p, text } from '../support.ts'
import { readMarkdown, squeezed, textOf } from './reading.ts'

const front = (markdown: string) => parse(markdown.split('---\n')[1] ?? '') as Record<string, unknown>
const bodyOf = (markdown: string) => markdown.slice(markdown.indexOf('\n---\n') + 5)
const quotes = (markdown: string) =>
  [...readMarkdown(bodyOf(markdown)).matchAll(/<blockquote>(.*?)<\/blockquote>/gs)].map(([, inner]) =>
    squeezed(textOf(inner ?? '')),
  )

test('front matter says what is known of the article', () => {
  const item = { article: article(), document: everything, highlights: [] }
  expect(front(exportMarkdown(item))).toEqual({
    title: 'L’art de la marge',
    author: 'Élise Aubry',
    url: 'https://example.org/marge',
    site: 'example.org',
    published: '2024-03-14',
    saved: '2026-11-02T08:00:00.000Z',
    language: 'fr',
    tags: ['lecture', 'histoire du livre'],
    highlights: 0,
    id: '01JD0000000000000000000000',
  })
  const changed = article({ modifiedAt: '2024-03-15T16:20:00.000Z' })
  expect(front(exportMarkdown({ ...item, article: changed }))).toMatchObject({ modified: '2024-03-15T16:20:00.000Z' })
  const odd = article({
    title: 'a: "b" # c\n- d',
    byline: 'no',
    tags: ['yes', '2024', '- x'],
    publishedAt: null,
    url: null,
    canonicalUrl: null,
  })
  const read = front(exportMarkdown({ ...item, article: odd }))
  expect(read).toMatchObject({ title: 'a: "b" # c\n- d', author: 'no', tags: ['yes', '2024', '- x'] })
  expect(exportMarkdown({ ...item, article: odd })).toContain('author: "no"')
  expect(read).not.toHaveProperty('url')
})

test('quotations in reading order under the headings they stand under, with note, colour, tags and day', () => {
  const document = doc(
    p('Tout début.'),
    h(2, 'Un *un*'),
    p('Première phrase. Autre.'),
    h(3, 'Détail'),
    p('Deuxième.'),
    p('Troisième.'),
    h(2, 'Deux'),
    p('Fin.'),
  )
  const highlights = [
    highlight(document, 'début'),
    highlight(document, 'Première phrase', {
      color: 'blue',
      note: '**Ma** note\n\n- [lien](https://x.org)',
      tags: ['à voir', '2024', 'a/b'],
    }),
    highlight(document, 'Deuxième.\nTroisième.', { color: 'red' }),
    highlight(document, 'Fin'),
  ]
  expect(bodyOf(exportMarkdown({ article: article(), document, highlights }))).toBe(`
# L’art de la marge

> début

yellow · 2026-11-03

## Un \\*un\\*

> Première phrase

**Ma** note

- [lien](https://x.org)

blue · #à-voir #_2024 #a/b · 2026-11-03

### Détail

> Deuxième.
>
> Troisième.

red · 2026-11-03

## Deux

> Fin

yellow · 2026-11-03
`)
})

test('a quotation keeps the structure it runs through, and only that', () => {
  const item = (quote: string) =>
    exportMarkdown({ article: article(), document: everything, highlights: [highlight(everything, quote)] })
  expect(item('deux\ntrois\nencore')).toContain('> 3. deux\n>\n> 4. trois\n>\n>    encore')
  expect(item('un\ndeux')).toContain('> un\n>\n> 3. deux')
  expect(item('deux')).toContain('> deux\n')
  expect(item('القراءة حوار')).toContain('> القراءة حوار')
  expect(item('« la marge » comptait1')).toContain('> « la marge » comptait1\n')
  expect(item('if (a < 1)')).toContain('> ```js\n> if (a < 1)\n> ```')
  expect(item('余白に書く')).toContain('> 余白に書く')
})

test('those without a place come last and say so; of changed words the ones that were highlighted are shown', () => {
  const document = doc(p('Un texte assez long pour une phrase, et une autre phrase encore après celle-ci.'))
  const lost = { ...highlight(document, 'une phrase'), anchor: { status: 'lost' } as const }
  const changed = {
    ...highlight(document, 'autre phrase encore'),
    anchor: { status: 'changed', start: 0, end: 5, score: 0.8 } as const,
  }
  const markdown = exportMarkdown({ article: article(), document, highlights: [changed, lost] })
  expect(quotes(markdown)).toEqual(['autre phrase encore', 'une phrase'])
  expect(markdown.indexOf('## No longer found in the text')).toBeLessThan(markdown.indexOf('> une phrase'))
})

test('whatever is highlighted is read back word by word', () => {
  const signs = fc.constantFrom(
    'a',
    'é',
    ' ',
    '\u202F',
    '*',
    '_',
    '#',
    '`',
    '[',
    ']',
    '<',
    '>',
    '|',
    '-',
    '1',
    '.',
    '\\',
    '~',
  )
  const line = fc.string({ unit: signs, minLength: 3, maxLength: 20 }).map((value) => `${value}x`)
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.nat(5), (lines, cut) => {
      const document = doc(...lines.map((value) => p(text(value, 'bold'))))
      const whole = documentText(document).text
      const quote = whole.slice(Math.min(cut, whole.length - 1))
      if (squeezed(quote) === '') return
      expect(
        quotes(exportMarkdown({ article: article(), document, highlights: [highlight(document, quote)] })),
      ).toEqual([squeezed(quote)])
    }),
    { numRuns: 150 },
  )
})

test('no document and no range makes an export fail', () => {
  fc.assert(
    fc.property(documents, fc.nat(), fc.nat(), (document, a, b) => {
      const whole = documentText(document).text
      if (whole.length === 0) return
      const start = a % whole.length
      const end = start + 1 + (b % (whole.length - start))
      const one = { ...highlight(doc(p('x')), 'x'), anchor: { status: 'exact', start, end, score: 1 } as const }
      expect(exportMarkdown({ article: article(), document, highlights: [one] })).toContain('> ')
    }),
    { numRuns: 100 },
  )
})

test('a note that leaves a fence open does not swallow the next highlight', () => {
  const document = doc(p('un deux trois'))
  const highlights = [highlight(document, 'un', { note: 'vois\n```js\ncode' }), highlight(document, 'trois')]
  expect(quotes(exportMarkdown({ article: article(), document, highlights }))).toEqual(['un', 'trois'])
})

test.each([
  ['a b', '#a-b'],
  ['2024', '#_2024'],
  ['c++', '#c'],
  ['été/long', '#été/long'],
  ['日本', '#日本'],
])('the tag %s as %s', (tag, word) => {
  expect(hashtag(tag)).toBe(word)
})

test('JSON holds everything and is read back by its own schema', () => {
  const highlights = [highlight(everything, 'la marge', { note: 'é « » \u202F', tags: ['x'] })]
  const kept = { ...article(), future: { kept: true } }
  const [file, more] = exportAll('json', [{ article: kept, document: everything, highlights }])
  expect(more).toBeUndefined()
  expect(file?.name).toBe('L’art de la marge.json')
  const read = postilExportSchema.parse(JSON.parse(file?.text ?? ''))
  expect(read.articles[0]?.article).toEqual(kept)
  expect(read.articles[0]?.document).toEqual(everything)
  const { anchor: _anchor, ...record } = highlights[0]!
  expect(read.articles[0]?.highlights).toEqual([record])
  const broken = JSON.parse(file?.text ?? '')
  broken.articles[0].document.content.push({ type: 'script' })
  expect(postilExportSchema.safeParse(broken).success).toBe(false)
})

test('several articles: one JSON file, a Markdown file each', () => {
  const items = ['A', 'a', 'B'].map((title) => ({ article: article({ title }), document: doc(p('x')), highlights: [] }))
  expect(exportAll('json', items).map(({ name }) => name)).toEqual(['postil-export-2026-11-23.json'])
  expect(JSON.parse(exportAll('json', items)[0]?.text ?? '').articles).toHaveLength(3)
  expect(exportAll('markdown', items).map(({ name }) => name)).toEqual(['A.md', 'a (2).md', 'B.md'])
  expect(errorCodes).toContain('nothingToExport')
})

const named = (title: string, taken = new Set<string>()) => fileName(article({ title }), taken, 'md')

test('file names are safe on every file system', () => {
  expect(named('a/b\\c:d*e?f"g<h>i|j')).toBe('a b c d e f g h i j.md')
  expect(named('CON')).toBe('_CON.md')
  expect(named('nul.txt')).toBe('_nul.txt.md')
  expect(named('  ..hidden.. ')).toBe('hidden.md')
  expect(named('\u202Egnp.exe')).toBe('gnp.exe.md')
  expect(named('...')).toBe('01JD0000000000000000000000.md')
  expect(named('« Été » — n\u202F°\u00A05')).toBe('« Été » — n ° 5.md')
  expect(named('日本語の余白')).toBe('日本語の余白.md')
  const taken = new Set<string>()
  expect([named('Cafe\u0301', taken), named('CAFÉ', taken), named('café', taken)]).toEqual([
    'Café.md',
    'CAFÉ (2).md',
    'café (3).md',
  ])
})

test('any title gives a name that fits, is not cut within a character and has no folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = named(title)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200)
      expect(name.isWellFormed()).toBe(true)
      expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^\.|[. ]\.md$/u)
      expect(name.length).toBeGreaterThan(3)
    }),
  )
  expect(named('👩‍👩‍👧'.repeat(40))).toMatch(/^(👩‍👩‍👧)+\.md$/u)
})

test('whatever ends a line somewhere, a quotation stays a quotation', () => {
  for (const end of ['\r', '\r\n', '\u2028', '\u2029', '\n']) {
    const document = doc(p(`Avant.${end}# Après ^nom`), node('codeBlock', { language: null }, `a${end}# b`))
    const whole = documentText(document).text
    const marks = [highlight(document, whole), { ...highlight(document, whole), anchor: { status: 'lost' as const } }]
    const body = exportMarkdown({ article: article(), document, highlights: marks })
    for (const line of body.split(/[\r\n]+/)) if (/Après|# b/.test(line)) expect(line).toMatch(/^> /)
    expect(body).not.toMatch(/[\u2028\u2029]> /)
    expect(body).toContain('Avant. # Après \\^nom')
  }
})
