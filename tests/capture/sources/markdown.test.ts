import { describe, expect, it } from 'vitest'
import { placePictures } from '../../../main/capture/images/place.ts'
import { looksLikeMarkdown } from '../../../main/capture/sources/markdown/signs.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { extract, headings, links, nodesOf, textOf } from '../../support/sources/read.ts'

const md = (text: string, name = 'note.md') => extract(Buffer.from(text, 'utf8'), name)

describe('the facts at the beginning', () => {
  it('win over the text', async () => {
    const read = await md(`---
title: "Le phare : un essai"
author:
  - name: Zoé Marin
  - '[[Léo Brun|Brun, Léo]]'
date: 2021-03-04
lastmod: 2022-05-06T07:08:09Z
lang: fr
tags: [mer, "phares, lampes", '#nuit', mer]
source: https://phares.example/essai
description: >
  Un gardien et deux
  carnets.
---

# Le phare : un essai

« Une phrase »\u202f! L’été\u00a0: soft\u00adhyphen.
`)
    expect(read).toMatchObject({
      title: 'Le phare : un essai',
      byline: 'Zoé Marin, Brun, Léo',
      publishedAt: '2021-03-04',
      modifiedAt: '2022-05-06T07:08:09.000Z',
      lang: 'fr',
      tags: ['mer', 'phares / lampes', 'nuit'],
      url: 'https://phares.example/essai',
      canonicalUrl: 'https://phares.example/essai',
      excerpt: 'Un gardien et deux carnets.',
    })
    expect(documentText(read.document).text).toBe('« Une phrase »\u202f! L’été\u00a0: soft\u00adhyphen.')
  })

  it("are read in Hugo's form too", async () => {
    const read = await md(
      '+++\ntitle = "A \\"lamp\\""\ndate = 2020-01-02T00:00:00Z\ntags = ["sea", \'log\']\n[menu]\nx = "y"\n+++\n\nWords.\n',
    )
    expect(read).toMatchObject({ title: 'A "lamp"', publishedAt: '2020-01-02T00:00:00.000Z', tags: ['sea', 'log'] })
    expect(documentText(read.document).text).toBe('Words.')
  })

  it('are text where they make no sense, and no trap', async () => {
    expect(documentText((await md('---\n- a\n- b\n---\n\nWords.')).document).text).toContain('Words.')
    const bomb = `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\ntitle: t\n---\n\nWords.`
    expect((await md(bomb)).title).not.toBe('t')
    expect(
      (await md('---\n\nA rule above.\n\n---\n\nAnd one below.\n')).document.content.map(({ type }) => type),
    ).toContain('horizontalRule')
  })

  it('leave the title to the first heading, else to the name of the file', async () => {
    const named = await md('# The Mill\n\nIt burned.', 'other.md')
    expect([named.title, headings(named.document)]).toEqual(['The Mill', []])
    expect((await md('It burned.', 'The Mill.md')).title).toBe('The Mill')
    expect((await md('It burned.', 'README.md')).title).toBe('It burned.')
  })
})

describe('the structure', () => {
  it('comes through whole', async () => {
    const { document } = await md(`# Title

A *paragraph* with **bold**, ~~struck~~, \`code\`, <kbd>Ctrl</kbd>, <sup>up</sup> and a [link](https://x.example/a "T"), https://y.example/b.

## Lists

1. one
   - nested
2. two

- [ ] open
- [x] done

> quoted
>
> twice

| Left | Right |
|:-----|------:|
| a | 1 |
| b \\| c | 2 |

\`\`\`typescript
const a = "<b>"
\`\`\`

---

![The lamp](https://x.example/lamp.png "At dusk")

<details><summary>More</summary>

Hidden *words*.

</details>
`)
    expect(documentProblem(placePictures(document, new Map()))).toBeNull()
    const count = (type: string) => nodesOf(document, type).length
    expect([
      count('orderedList'),
      count('bulletList'),
      count('blockquote'),
      count('table'),
      count('horizontalRule'),
    ]).toEqual([1, 2, 1, 1, 1])
    expect(
      nodesOf(document, 'tableHeader').map((cell) =>
        textOf({ type: 'paragraph', content: cell.content?.[0]?.content ?? [] }),
      ),
    ).toEqual(['Left', 'Right'])
    expect(nodesOf(document, 'tableCell').map(({ attrs }) => attrs?.align)).toEqual(['left', 'right', 'left', 'right'])
    expect(documentText(document).text).toContain('b | c')
    expect(nodesOf(document, 'codeBlock')[0]).toMatchObject({ attrs: { language: 'typescript' } })
    expect(textOf(nodesOf(document, 'codeBlock')[0])).toBe('const a = "<b>"')
    expect(nodesOf(document, 'image')[0]?.attrs).toMatchObject({
      source: 'https://x.example/lamp.png',
      alt: 'The lamp',
      title: 'At dusk',
    })
    expect(nodesOf(document, 'details')).toHaveLength(1)
    expect(documentText(document).text).toMatch(/☐ open[\s\S]*☑ done/)
    expect(links(document)).toEqual(['link -> https://x.example/a', 'https://y.example/b -> https://y.example/b'])
    const marks = nodesOf(document, 'text').flatMap(({ marks }) => (marks ?? []).map(({ type }) => type))
    expect(marks).toEqual(expect.arrayContaining(['italic', 'bold', 'strike', 'code', 'kbd', 'superscript', 'link']))
  })

  it('has footnotes that are linked both ways, also where one is named twice', async () => {
    const { document } = await md(
      '# T\n\nA lamp[^lamp] and again[^lamp], a log[^1], a thought^[Kept *inside*.].\n\n[^1]: The log.\n\n    Its second paragraph.\n[^lamp]: Of 1870.\n',
    )
    expect(nodesOf(document, 'footnoteReference').map(({ attrs }) => [attrs?.label, attrs?.target])).toEqual([
      ['1', 'fn1'],
      ['1', 'fn1'],
      ['2', 'fn2'],
      ['3', 'fn3'],
    ])
    expect(nodesOf(document, 'footnote').map(({ attrs }) => attrs?.id)).toEqual(['fn1', 'fn2', 'fn3'])
    expect(
      nodesOf(document, 'footnote').map((note) => documentText({ type: 'doc', content: note.content ?? [] }).text),
    ).toEqual(['Of 1870.', 'The log.\nIts second paragraph.', 'Kept inside.'])
    expect(nodesOf(document, 'horizontalRule')).toEqual([])
  })

  it('has formulas, and leaves money alone', async () => {
    const { document } = await md(
      '# T\n\nEuler: $e^{i\\pi}+1=0$ and $a_b*c*d_e$; it cost $5 and $10, not \\$x.\n\n$$\n\\int_0^1 x\\,dx\n$$\n\n```math\nx < y\n```\n',
    )
    expect(nodesOf(document, 'mathInline').map(({ attrs }) => attrs?.tex)).toEqual(['e^{i\\pi}+1=0', 'a_b*c*d_e'])
    expect(nodesOf(document, 'mathBlock').map(({ attrs }) => attrs?.tex)).toEqual(['\\int_0^1 x\\,dx', 'x < y'])
    expect(documentText(document).text).toContain('it cost $5 and $10, not $x.')
  })

  it('is read in any script', async () => {
    const japanese = await md('# 灯台\n\n海で見たことを\n帳面に書いた。**「明かり」**を見た。\n')
    expect([japanese.title, japanese.lang, documentText(japanese.document).text]).toEqual([
      '灯台',
      'ja',
      '海で見たことを帳面に書いた。「明かり」を見た。',
    ])
    const arabic = await md(
      '# المنارة\n\nكان الحارس يكتب كل مساء في دفتره ما رآه من البحر والسفن والرياح، ثم كان يطفئ المصباح ويصعد إلى غرفته الصغيرة كي ينام حتى الصباح.\n',
    )
    expect([arabic.title, arabic.dir, arabic.lang]).toEqual(['المنارة', 'rtl', 'ar'])
  })

  it('lets no markup through that a page could not bring', async () => {
    const { document } = await md(
      '# T\n\n<script>alert(1)</script><img src=x onerror=alert(1)>\n\n<iframe srcdoc="<script>alert(1)</script>"></iframe>\n\n[x](javascript:alert(1)) <a href="javascript:alert(1)">y</a> <p onclick="alert(1)" style="position:fixed">z</p>\n',
    )
    expect(documentProblem(document)).toBeNull()
    expect(JSON.stringify(document)).not.toMatch(/onerror|onclick|srcdoc|position|"href":"javascript/)
  })
})

describe('what is Markdown', () => {
  it('by its name or type, also where it begins with markup', async () => {
    const readme = '<h1 align="center">Lamps</h1>\n\nWith *care*.\n'
    expect(headings((await md(`${readme}\n## Next\n\nWords.`)).document)).toEqual(['2 Next'])
    expect((await extract(Buffer.from(readme), '', { contentType: 'text/markdown' })).title).toBe('Lamps')
    const raw = await extract(Buffer.from('# A\n\n*b*'), '', {
      contentType: 'text/plain',
      url: 'https://x.example/notes/a.md',
    })
    expect([raw.title, documentText(raw.document).text]).toEqual(['A', 'b'])
    expect(
      (
        await md(
          `<!doctype html><html><head><title>A page</title></head><body><p>${'Some words stand here. '.repeat(30)}</p></body></html>`,
        )
      ).title,
    ).toBe('A page')
  })

  it('by clear signs only, where nobody said it', async () => {
    expect(looksLikeMarkdown('# Title\n\n- a\n- b\n')).toBe(true)
    expect(looksLikeMarkdown('See [a](https://x.example) and **b**.')).toBe(true)
    expect(looksLikeMarkdown('```js\na\n```')).toBe(true)
    for (const plain of [
      'Dear reader,\n\nall is well.\n',
      '- milk\n- bread\n- eggs\n',
      '#hashtag and *emphasis* and 3 * 4 * 5',
      '> quoted mail\n> more of it\n\nMy answer.',
      'a | b\nc | d',
      '1. one\n2. two',
    ]) {
      expect(looksLikeMarkdown(plain), plain).toBe(false)
    }
    const text = await extract('Price list\n\n- milk *2*\n- bread', '', { words: true })
    expect(documentText(text.document).text).toBe('Price list\n- milk *2*\n- bread')
    expect((await extract('# Lamps\n\n- a\n- b', '', { words: true, title: 'Mine' })).title).toBe('Mine')
    expect(
      documentText((await extract(Buffer.from('# Not Markdown\n\n- a\n- b\n'), 'log.txt')).document).text,
    ).toContain('# Not')
  })
})
