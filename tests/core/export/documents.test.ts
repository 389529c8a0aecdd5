import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import { documentHtml } from '../../../main/core/export/documentHtml.ts'
import { documentMarkdown } from '../../../main/core/export/documentMarkdown.ts'
import { documents } from '../document/arbitrary.ts'
import { doc, everything, h, node, p, text } from '../support.ts'
import { readMarkdown, squeezed, textOf } from './reading.ts'

const body = (html: string) => html.slice(html.indexOf('<article>'))

test('Markdown of the document with one of everything', () => {
  const markdown = documentMarkdown(everything)
  for (const part of [
    '# L’art de la marge\n',
    '« ***la marge*** » comptait[^1].',
    '[Voir](<https://example.org/a_(b)?x=1&y=2> "Un \\"titre\\"")\\\n',
    '- un\n  3. deux\n',
    '> القراءة حوار\n>\n> والهامش مكانه',
    '```js\nconst a = `x`\n  if (a < 1) {}\n```',
    '| An | Prix |\n| --- | --- |\n| 1751<br>a \\| b |  |',
    '![Une \\[page\\]](https://example.org/i.png)',
    'Soit $x^2$ et i.',
    '$$\n\\frac{a}{b}\n$$',
    'postille\n:   note en marge',
    '[^1]: Voir Diderot.',
  ])
    expect(markdown).toContain(part)
})

const tricky = [
  '# not a heading',
  '1. not a list',
  '2) nor this',
  '- nor this',
  '+ nor this',
  '* nor this',
  '> no quote',
  '---',
  '===',
  '***',
  '___',
  '~~~',
  '```',
  'a *b* _c_ **d** __e__ `f` ~~g~~ ~h~',
  '[link](http://x)',
  '![image](x)',
  '[ref]: http://x',
  '<script>alert(1)</script>',
  '<!-- no -->',
  '&amp; &copy; &#35;',
  'a | b',
  '| a | b |',
  '\\* \\\\ \\',
  'snake_case_word _start end_',
  '==marked== %%comment%% $math$',
  '#tag and a#b',
  '    four spaces',
  '\ttab',
  'a  ',
  ':--|--:',
  '[^1] note',
  'x\\',
  '![',
  '](',
  'http://example.org/a_b_c*d*',
  '5 < 6 > 4',
  '« c’est l’été » — n\u202F° 5\u202F%',
  '1.',
  '-',
  '+',
  '#',
  '10.5 is a number',
  'a\u00A0b',
]

test.each(tricky)('text that looks like Markdown is read back as it is: %j', (line) => {
  const before = doc(p('Before.'), p(line), p('After.'))
  const read = textOf(readMarkdown(documentMarkdown(before)))
  expect(squeezed(read)).toBe(squeezed(`Before. ${line} After.`))
  for (const wrapper of ['blockquote', 'bulletList', 'table'] as const) {
    const inner =
      wrapper === 'blockquote'
        ? node('blockquote', null, p(line))
        : wrapper === 'bulletList'
          ? node('bulletList', null, node('listItem', null, p(line)))
          : node(
              'table',
              null,
              node('tableRow', null, node('tableHeader', null, p(line))),
              node('tableRow', null, node('tableCell', null, p('x'))),
            )
    const within = textOf(readMarkdown(documentMarkdown(doc(inner))))
    expect(squeezed(within)).toBe(squeezed(wrapper === 'table' ? `${line} x` : line))
  }
  expect(squeezed(textOf(readMarkdown(documentMarkdown(doc(h(2, line))))))).toBe(squeezed(line))
})

test('any text of signs is read back as it is', () => {
  const signs = fc.constantFrom(
    '*',
    '_',
    '#',
    '`',
    '~',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '|',
    '\\',
    '-',
    '+',
    '=',
    '1',
    '.',
    ' ',
    'a',
    '&',
    ';',
    ':',
    '$',
    '%',
    '"',
    "'",
    '/',
  )
  fc.assert(
    fc.property(fc.string({ unit: signs, minLength: 1, maxLength: 24 }), (line) => {
      if (line.trim() === '') return
      const read = textOf(readMarkdown(documentMarkdown(doc(p(line)))))
      expect(squeezed(read)).toBe(squeezed(line))
    }),
    { numRuns: 800 },
  )
})

test('marks side by side and within words are read as marks', () => {
  const content = [
    text('a', 'bold'),
    text('b', 'italic'),
    text('c'),
    text('« d »', 'bold'),
    text('e'),
    text(' f ', 'italic'),
    text('g', 'bold', 'italic'),
    text('h*', 'strike'),
    text(' code`s ', 'code'),
    text('i', 'bold', 'code'),
  ]
  const html = readMarkdown(documentMarkdown(doc(p(...content))))
  expect(squeezed(textOf(html))).toBe('abc« d »e f gh* code`s i')
  for (const part of ['<strong>a</strong>', '<em>b</em>', '<strong>« d »</strong>', '<em>f</em>'])
    expect(html).toContain(part)
  expect(html).toMatch(/<(s|del)>h\*<\/(s|del)>/)
  expect(html).toContain('<code> code`s </code>')
})

test('two lists in a row stay two, numbers begin where they began', () => {
  const list = (start: number, word: string) => node('orderedList', { start }, node('listItem', null, p(word)))
  const html = readMarkdown(documentMarkdown(doc(list(5, 'five'), list(9, 'nine'))))
  expect(html).toContain('<ol start="5">')
  expect(html).toContain('<ol start="9">')
})

test('code that holds fences is fenced further', () => {
  const html = readMarkdown(
    documentMarkdown(doc(node('codeBlock', { language: 'md' }, '```js\nx\n```\n\n# no heading'))),
  )
  expect(textOf(html).trim()).toBe('```js\nx\n```\n\n# no heading')
})

test('a table with spans keeps its columns', () => {
  const cell = (word: string, attrs = {}) => node('tableCell', attrs, p(word))
  const markdown = documentMarkdown(
    doc(
      node(
        'table',
        null,
        node('tableRow', null, cell('a', { rowspan: 2 }), cell('b', { colspan: 2 })),
        node('tableRow', null, cell('c'), cell('d')),
      ),
    ),
  )
  expect(markdown).toBe('|  |  |  |\n| --- | --- | --- |\n| a | b |  |\n|  | c | d |\n')
})

test('HTML says the whole text and no more than the schema', () => {
  const html = documentHtml(everything, { title: 'A <b>', lang: 'fr', dir: 'ltr' })
  expect(html).toContain('<html lang="fr" dir="ltr">')
  expect(html).toContain('<title>A &lt;b&gt;</title>')
  expect(html).toContain('<strong><em>la marge</em></strong>')
  expect(html).toContain('<ol start="3" type="a"><li><p>deux</p></li>')
  expect(html).toContain('<math display="inline"><msup><mi>x</mi><mn>2</mn></msup></math>')
  expect(html).toContain('<ruby><span class="ruby-base">漢</span><rt>かん</rt></ruby>')
  expect(html).toContain('<th scope="col" data-align="right">')
  expect(html).toContain('href="#doc-outils"')
  expect(html).toContain('id="doc-outils"')
  expect(html).not.toContain('example.org/i.png')
  expect(documentHtml(everything, { pictures: 'source' })).toContain('src="https://example.org/i.png"')
})

test('HTML holds every word of any document, and every id once', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const html = body(documentHtml(document))
      const words = documentText(document)
        .text.replaceAll('\uFFFC', '')
        .split(/\s+/)
        .filter((word) => /^[a漢]+$/.test(word))
      for (const word of words) expect(textOf(html)).toContain(word)
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { numRuns: 100 },
  )
})

test('a record that was tampered with still cannot reach out', () => {
  const bad: DocumentJSON = doc(
    p(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } }), text('"><script>alert(2)</script>')),
    node('image', { media: '"><script>', source: 'javascript:alert(3)', alt: '"><img onerror=alert(4)>' }),
    node('image', { media: '../../secret.png', alt: '' }),
    node('embed', { url: 'data:text/html,x', title: '<iframe src=x>' }),
    node('mathBlock', { mathml: ['math', {}, ['script', {}, 'alert(5)']], tex: '</code><script>' }),
    node('paragraph', { lang: '" onload="alert(6)', dir: '"x' }, 'y'),
    node('details', null, node('summary', null, text('<script>alert(8)</script>', 'bold')), p('z')),
    { type: 'script', content: [text('alert(7)')] },
  )
  for (const pictures of ['media', 'source'] as const) {
    const html = body(documentHtml(bad, { pictures }))
    expect(html).not.toMatch(/<script|<iframe|<img|javascript:|data:text|secret/i)
    const tags = html
      .match(/<[^>]*>/g)
      ?.join('')
      .replace(/"[^"]*"/g, '""')
    expect(tags).not.toMatch(/\son\w+=/i)
  }
  const read = readMarkdown(documentMarkdown(bad))
  expect(read).not.toMatch(/<(script|iframe|img)|href="(javascript|data):/i)
  expect(textOf(read)).toContain('<script>alert(8)</script>')
})

test('a picture that is in the library alone is described, not called missing', () => {
  const kept = doc(node('image', { media: `${'a'.repeat(64)}.png`, alt: 'La lampe de « 1870 »' }))
  const html = body(documentHtml(kept, { pictures: 'source' }))
  expect(html).toContain('aria-label="La lampe de « 1870 »"')
  expect(html).not.toMatch(/missing/)
  expect(body(documentHtml(doc(node('image', { alt: 'x' })), { pictures: 'source' }))).toContain('missing-picture')
})
