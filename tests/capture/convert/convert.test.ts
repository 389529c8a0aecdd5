import { describe, expect, it } from 'vitest'
import { convertElement } from '../../../main/capture/convert/index.ts'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { rescue } from '../../../main/capture/extract/rescue.ts'
import { placePictures } from '../../../main/capture/images/place.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentSchema } from '../../../main/core/document/schema.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { NodeJSON } from '../../../main/core/document/types.ts'

const page = 'https://x.example/a/page'

function convert(html: string): readonly NodeJSON[] {
  const document = parsePage(`<html lang="en"><body>${html}</body></html>`)
  const stash = rescue(document, page)
  const converted = convertElement(document.body, { base: page, page, lang: 'en', stash })
  if (converted.content.length > 0) {
    const stored = placePictures(converted, new Map())
    expect(documentProblem(stored)).toBeNull()
    documentSchema().nodeFromJSON(stored).check()
  }
  return converted.content
}

const text = (html: string) => documentText({ type: 'doc', content: convert(html) }).text

describe('white space', () => {
  it.each([
    ['<p>  a \n b  </p>', 'a b'],
    ['<p>a <b> b</b> c</p>', 'a b c'],
    ['<p>a<b> </b>b</p>', 'a b'],
    ['a<div>b</div>c', 'a\nb\nc'],
    ['<p>«\u00a0mot\u00a0» 10\u202f000 cou\u00adpé\u2060!</p>', '«\u00a0mot\u00a0» 10\u202f000 cou\u00adpé\u2060!'],
    ['<p>a<br>  b<br></p>', 'a\nb'],
    ['<p>a<br><br>b</p>', 'a\nb'],
    ['<p>日本\n語の 本</p>', '日本語の 本'],
    ['<p>a\u0000b\ufffcc\u0085d</p>', 'abcd'],
    ['<p>long<wbr>word</p>', 'longword'],
    ['<pre>\n  a\n\n\tb  \n</pre>', '  a\n\n\tb'],
    ['<p> </p><p>&nbsp;</p><p><b></b></p><p>x</p>', 'x'],
  ])('%j reads %j', (html, expected) => {
    expect(text(html)).toBe(expected)
  })
})

describe('structure', () => {
  it('lifts blocks out of inline elements and keeps their marks', () => {
    expect(convert('<b>a<p>b</p>c</b>').map(({ type, content }) => [type, content?.[0]?.marks?.[0]?.type])).toEqual([
      ['paragraph', 'bold'],
      ['paragraph', 'bold'],
      ['paragraph', 'bold'],
    ])
  })

  it('merges what reads the same, and lists marks in the schema’s order', () => {
    const [paragraph] = convert('<p><em><b><a href="/x">a</a></b></em><b><em><a href="/x">b</a></em></b></p>')
    expect(paragraph?.content).toHaveLength(1)
    expect(paragraph?.content?.[0]?.marks?.map(({ type }) => type)).toEqual(['link', 'bold', 'italic'])
  })

  it('keeps a list in a list, and what stands between items', () => {
    const [list] = convert('<ul><li>a</li><ul><li>b</li></ul>loose<li></li></ul>')
    expect(list?.content).toHaveLength(1)
    expect(list?.content?.[0]?.content?.map(({ type }) => type)).toEqual(['paragraph', 'bulletList', 'paragraph'])
  })

  it('makes pictures blocks when they stand alone, and inline in text', () => {
    expect(convert('<p><img src="a.png" alt="A"></p>')[0]).toMatchObject({
      type: 'image',
      attrs: { source: 'https://x.example/a/a.png' },
    })
    expect(convert('<p>x <img src="a.png"></p>')[0]?.content?.[1]?.type).toBe('inlineImage')
    expect(convert('<p><img src="a.png"><br>caption</p>').map(({ type }) => type)).toEqual(['image', 'paragraph'])
  })

  it('keeps links inside the page only where they lead somewhere', () => {
    const nodes = convert(
      '<h2 id="here">Here</h2><p><a href="#here">a</a> <a href="#gone">b</a> <a href="https://x.example/a/page#here">c</a></p>',
    )
    const links = nodes[1]?.content?.flatMap(({ marks }) => marks?.map(({ attrs }) => attrs?.href) ?? [])
    expect(links).toEqual(['#here', '#here'])
  })

  it('gives blocks the direction and language around them', () => {
    const [paragraph] = convert('<div dir="rtl" lang="he"><p>שלום</p></div>')
    expect(paragraph?.attrs).toEqual({ dir: 'rtl', lang: 'he' })
  })

  it('reads ruby in all its orders', () => {
    const [a, b] = convert(
      '<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby></p><p><ruby><rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt></ruby></p>',
    )
    const pairs = (node: NodeJSON | undefined) =>
      node?.content?.map(({ text: base, marks }) => [base, marks?.[0]?.attrs?.text])
    expect(pairs(a)).toEqual([
      ['漢', 'かん'],
      ['字', 'じ'],
    ])
    expect(pairs(b)).toEqual([
      ['漢', 'かん'],
      ['字', 'じ'],
    ])
  })

  it('drops spans that reach beyond a table, and tables of nothing', () => {
    const [table] = convert(
      '<table><tr><th colspan="0">a</th><td rowspan="99">b</td></tr><tr><td colspan="9999">c</td></tr></table>',
    )
    expect(table?.content?.[0]?.content?.map(({ attrs }) => [attrs?.colspan, attrs?.rowspan])).toEqual([
      [1, 1],
      [1, 2],
    ])
    expect(table?.content?.[1]?.content?.[0]?.attrs?.colspan).toBe(1000)
    expect(convert('<table><tr><th></th><td> </td></tr></table><p>x</p>')).toHaveLength(1)
  })

  it('does not nest without end', () => {
    const nodes = convert(`${'<blockquote>'.repeat(150)}deep`)
    let depth = 0
    for (let node = nodes[0]; node; node = node.content?.[0]) depth++
    expect(depth).toBeLessThan(60)
    expect(documentText({ type: 'doc', content: nodes }).text).toBe('deep')
  })
})

describe('footnotes', () => {
  it('links reference and note both ways', () => {
    const nodes = convert(
      '<p>text<sup id="r1"><a href="#n1">[1]</a></sup></p><ol><li id="n1">note <a href="#r1">↑</a></li></ol>',
    )
    expect(nodes[0]?.content?.[1]).toEqual({ type: 'footnoteReference', attrs: { target: 'n1', id: 'r1', label: '1' } })
    expect(nodes[1]).toMatchObject({
      type: 'footnotes',
      content: [{ type: 'footnote', attrs: { id: 'n1', label: '1' } }],
    })
    expect(documentText({ type: 'doc', content: nodes }).text).toBe('text1\nnote')
  })

  it('leaves links to headings, and to places before them, alone', () => {
    expect(
      convert('<h2 id="a">A</h2><p>see <sup><a href="#a">1</a></sup></p>').some(({ type }) => type === 'footnotes'),
    ).toBe(false)
  })
})

describe('what may not come through', () => {
  it.each([
    '<script>alert(1)</script><style>x</style><template>y</template>',
    '<iframe srcdoc="<p>x"></iframe><object data="x"></object><embed src="x">',
    '<svg><script>alert(1)</script></svg>',
    '<img src="javascript:alert(1)">',
    '<form><input value="x"><button>y</button><textarea>z</textarea></form>',
  ])('%s', (html) => {
    expect(convert(html)).toEqual([])
  })

  it('turns links that lead astray into their text', () => {
    const html = [
      'javascript:x',
      'JaVaScRiPt:x',
      ' \u0001javascript:x',
      'data:text/html,x',
      'vbscript:x',
      'file:///x',
      'blob:x',
      'postil://x',
    ]
      .map((href) => `<a href="${href}">t</a>`)
      .join(' ')
    expect(JSON.stringify(convert(`<p>${html}</p>`))).not.toContain('link')
  })
})
