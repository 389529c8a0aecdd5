import { describe, expect, it } from 'vitest'
import type { NodeJSON } from '../../../main/core/document/types.ts'
import { all, marked, textOf, within } from './article.ts'

const texts = (html: string) => within(html).map(textOf)
const types = (nodes: readonly NodeJSON[] | undefined) => nodes?.map(({ type }) => type)

describe('marks', () => {
  it.each<[string, string, [string, unknown][]]>([
    [
      'abbr',
      '<p>The <abbr title="Bureau">Bur.</abbr> and the <acronym title="x">X</acronym></p>',
      [
        ['Bur.', { title: 'Bureau' }],
        ['X', { title: 'x' }],
      ],
    ],
    ['kbd', '<p>Press <kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd></p>', [['Ctrl+C', undefined]]],
    ['mark', '<p>Some <mark>marked</mark> words</p>', [['marked', undefined]]],
    ['del', '<p>Some <del datetime="2020">gone</del> words</p>', [['gone', undefined]]],
    ['ins', '<p>Some <ins>new</ins> words</p>', [['new', undefined]]],
    ['subscript', '<p>H<sub>2</sub>O</p>', [['2', undefined]]],
    [
      'superscript',
      '<p>1<sup>er</sup> mai, x<sup>2</sup></p>',
      [
        ['er', undefined],
        ['2', undefined],
      ],
    ],
    [
      'code',
      '<p>Type <code>ls -l</code>, <samp>total 0</samp>, <tt>x</tt></p>',
      [
        ['ls -l', undefined],
        ['total 0', undefined],
        ['x', undefined],
      ],
    ],
    [
      'italic',
      '<p>A <dfn>term</dfn>, a <var>v</var></p>',
      [
        ['term', undefined],
        ['v', undefined],
      ],
    ],
    ['cite', '<p>In <cite>The Tower</cite></p>', [['The Tower', undefined]]],
    ['small', '<p>And <small>small print</small></p>', [['small print', undefined]]],
    [
      'language',
      '<p>He said <span lang="fr">bonjour</span>, <bdo dir="rtl">abc</bdo>, <bdi dir="rtl" lang="ar">مرحبا</bdi></p>',
      [
        ['bonjour', { lang: 'fr', dir: null }],
        ['abc', { lang: null, dir: 'rtl' }],
        ['مرحبا', { lang: 'ar', dir: 'rtl' }],
      ],
    ],
    [
      'ruby',
      '<p><ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby>へ</p>',
      [
        ['東', { text: 'とう' }],
        ['京', { text: 'きょう' }],
      ],
    ],
    [
      'ruby',
      '<p><ruby><rb>旧</rb><rb>金</rb><rb>山</rb><rtc><rt>jiù</rt><rt>jīn</rt><rt>shān</rt></rtc></ruby></p>',
      [
        ['旧', { text: 'jiù' }],
        ['金', { text: 'jīn' }],
        ['山', { text: 'shān' }],
      ],
    ],
    [
      'ruby',
      '<p><ruby><rbc><rb>東</rb><rb>京</rb></rbc><rtc><rt>とう</rt><rt>きょう</rt></rtc></ruby></p>',
      [
        ['東', { text: 'とう' }],
        ['京', { text: 'きょう' }],
      ],
    ],
    ['ruby', '<p><ruby>北 京<rt>Běijīng</rt></ruby></p>', [['北 京', { text: 'Běijīng' }]]],
  ])('%s: %s', (type, html, expected) => {
    expect(marked(within(html), type)).toEqual(expected)
  })

  it('writes the quotation marks that a browser draws around q', () => {
    expect(texts('<p>As <q>they</q> say, <q lang="fr">oui</q>, <q>“no”</q>.</p>')).toEqual([
      'As “they” say, «\u202Foui\u202F», “no”.',
    ])
  })

  it('keeps the words of time, data, output and what nobody knows', () => {
    expect(
      texts(
        '<p>On <time datetime="2020-05-01">May Day</time>, <data value="3">three</data> <output>ships</output> <x-boat>sailed</x-boat>.</p>',
      ),
    ).toEqual(['On May Day, three ships sailed.'])
  })
})

describe('blocks', () => {
  it('keeps terms with several descriptions, in groups or not', () => {
    const html =
      '<dl><div><dt>Quay</dt><dt>Wharf</dt><dd>Where ships lie.</dd><dd><p>Also</p><ul><li>a street</li></ul></dd></div><div><dt>Bell</dt><dd>It rings.</dd></div></dl>'
    const [list] = within(html)
    expect(list?.type).toBe('definitionList')
    expect(list?.content?.map((part) => [part.type.slice(10), textOf(part)])).toEqual([
      ['Term', 'Quay'],
      ['Term', 'Wharf'],
      ['Description', 'Where ships lie.'],
      ['Description', 'Also\na street'],
      ['Term', 'Bell'],
      ['Description', 'It rings.'],
    ])
  })

  it('keeps lists in lists, numbers and their signs', () => {
    const nodes = within(
      '<ol start="3" type="a"><li>three<ul><li>x<ol reversed><li>deep</li><li>deeper</li></ol></li></ul></li><li>four</li></ol>',
    )
    expect(all(nodes, 'orderedList').map(({ attrs }) => [attrs?.start, attrs?.style, attrs?.reversed])).toEqual([
      [3, 'a', false],
      [2, null, true],
    ])
    expect(all(nodes, 'listItem').map(textOf)).toEqual([
      'three\nx\ndeep\ndeeper',
      'x\ndeep\ndeeper',
      'deep',
      'deeper',
      'four',
    ])
  })

  it('keeps details with their summary, in one another too', () => {
    const [outer] = within(
      '<details open><summary>More <b>words</b></summary><p>One.</p><details><summary>Still more</summary>Two.</details></details>',
    )
    expect(types(outer?.content)).toEqual(['summary', 'paragraph', 'details'])
    expect(outer?.attrs?.open).toBe(true)
    expect(outer && textOf(outer)).toBe('More words\nOne.\nStill more\nTwo.')
  })

  it('keeps quotations with what they quote', () => {
    const [quote] = within(
      '<blockquote cite="https://q.example/"><p>One.</p><blockquote>Two.</blockquote><footer>— <cite>A. Pilot</cite></footer></blockquote>',
    )
    expect(types(quote?.content)).toEqual(['paragraph', 'blockquote', 'paragraph'])
  })

  it('gives each block its own direction and language', () => {
    const nodes = within(
      '<div dir="rtl" lang="ar"><p>هذه فقرة من النص العربي، وفيها فاصلة.</p></div><blockquote lang="fr"><p>Une phrase.</p></blockquote><p lang="ja" dir="ltr">日本語の文章です。</p><ul dir="rtl" lang="he"><li>אחת</li></ul>',
    )
    expect(nodes.map(({ type, attrs }) => [type, attrs?.dir ?? null, attrs?.lang ?? null])).toEqual([
      ['paragraph', 'rtl', 'ar'],
      ['blockquote', null, 'fr'],
      ['paragraph', null, 'ja'],
      ['bulletList', 'rtl', 'he'],
    ])
  })

  it('names by role what only a role tells', () => {
    const nodes = within(
      '<div role="heading" aria-level="3">Low tide</div><div role="list"><div role="listitem">one</div><div role="listitem">two</div></div><div role="blockquote"><p>Quoted words.</p></div><div role="separator"></div>',
    )
    expect(types(nodes)).toEqual(['heading', 'bulletList', 'blockquote', 'horizontalRule'])
    expect(nodes[0]?.attrs?.level).toBe(3)
    expect(nodes[1]?.content).toHaveLength(2)
  })

  it('reads pages that are all breaks, fonts and tables', () => {
    const html =
      '<center><font size="4" face="Arial">A line of verse,<br>and another.<br><br>Then a paragraph that is prose, with a comma.<br>&nbsp;<br><b>Bold</b> words to end.</font></center>'
    expect(texts(html)).toEqual([
      'A line of verse,\nand another.',
      'Then a paragraph that is prose, with a comma.',
      'Bold words to end.',
    ])
  })

  it('keeps the lines of verse', () => {
    expect(texts('<p>Sous le pont Mirabeau coule la Seine<br>\u00a0\u00a0Et nos amours</p>')).toEqual([
      'Sous le pont Mirabeau coule la Seine\n\u00a0\u00a0Et nos amours',
    ])
    expect(texts('<p style="white-space: pre-line">\nFirst line\nsecond line\n</p>')).toEqual([
      'First line\nsecond line',
    ])
  })

  it('keeps rules, and a heading in a link', () => {
    expect(
      types(within('<p>One more, with a comma.</p><hr><h3><a href="/x">Linked</a></h3><p>Two more, with a comma.</p>')),
    ).toEqual(['paragraph', 'horizontalRule', 'heading', 'paragraph'])
  })
})

it('keeps typography to the letter', () => {
  const line =
    '«\u202FOui\u202F», 10\u202F000\u00a0€, dès l’aube, co\u00adopé\u00adra\u00adtion, 5\u2009kg, می\u200cخواهم, क्\u200dष, a\u2060b, \u200eabc\u200f, “x”—y…'
  expect(texts(`<p>${line}</p>`)).toEqual([line])
  expect(
    texts(
      `<h2>${line}</h2><ul><li>${line}</li></ul><table><tr><th>${line}</th><td>${line}</td></tr><tr><td>a</td><td>b</td></tr></table>`,
    ).join('\n'),
  ).toBe([line, line, line, line, 'a', 'b'].join('\n'))
})
