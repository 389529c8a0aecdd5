import { describe, expect, it } from 'vitest'
import { savedFrom } from '../../../main/capture/sources/pages/savers.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { makePng } from '../../support/site.ts'
import { extract, headings, links, nodesOf, textOf } from '../../support/sources/read.ts'
import { makeZip, withStatedSize } from '../../support/sources/zip.ts'

const TEXT =
  'The keeper kept two logbooks, one for the weather and one for himself, and he was careful to write the truth in both. '
const article = (more = '', head = '') =>
  `<html lang="en"><head><title>Two logbooks</title>${head}</head><body><nav><a href="/">Home</a></nav><article><h1>Two logbooks</h1><p>${TEXT.repeat(4)}</p>${more}<p>${TEXT.repeat(3)}</p></article></body></html>`
const lamp = `data:image/png;base64,${makePng(320, 200).toString('base64')}`

const pad = (number = 0) => String(number).padStart(10, '0')

/** Windows' "HTML Format", its offsets counted in bytes. */
function windowsClipboard(
  fragment: string,
  source: string,
  around: readonly [string, string] = ['<html>\r\n<body>\r\n', '\r\n</body>\r\n</html>'],
): string {
  const head = (numbers: readonly number[]) =>
    `Version:0.9\r\nStartHTML:${pad(numbers[0])}\r\nEndHTML:${pad(numbers[1])}\r\nStartFragment:${pad(numbers[2])}\r\nEndFragment:${pad(numbers[3])}\r\nSourceURL:${source}\r\n`
  const size = (text: string) => Buffer.byteLength(text)
  const start = size(head([]))
  const first = start + size(`${around[0]}<!--StartFragment-->`)
  const end = first + size(fragment)
  const all = end + size(`<!--EndFragment-->${around[1]}`)
  return `${head([start, all, first, end])}${around[0]}<!--StartFragment-->${fragment}<!--EndFragment-->${around[1]}`
}

describe('the clipboard', () => {
  it("is Windows' with offsets and the address of the page", async () => {
    const text = windowsClipboard(
      '<h2>«\u00a0Le soir\u00a0»</h2><p>L’été \u202f! <a href="https://x.example/b">lien</a></p>',
      'https://x.example/a#part',
    )
    const read = await extract(text)
    expect([read.title, read.url]).toEqual(['«\u00a0Le soir\u00a0»', 'https://x.example/a#part'])
    expect(documentText(read.document).text).toBe('L’été \u202f! lien')
    const bare = text.replaceAll(/<!--\w+Fragment-->/g, '')
    const shifted = bare
      .replace(/StartFragment:\d+/, `StartFragment:${pad(Buffer.byteLength(bare.slice(0, bare.indexOf('<h2>'))))}`)
      .replace(/EndFragment:\d+/, `EndFragment:${pad(Buffer.byteLength(bare.slice(0, bare.indexOf('</p>') + 4)))}`)
    expect(documentText((await extract(shifted)).document).text).toBe('L’été \u202f! lien')
    expect(documentText((await extract(bare.replace(/EndFragment:\d+/, 'EndFragment:-1'))).document).text).toContain(
      'L’été \u202f! lien',
    )
  })

  it('is what browsers pass on: a charset before it, or two comments around it', async () => {
    const chrome = await extract("<meta charset='utf-8'><p>One <b>two</b>.</p>")
    expect(documentText(chrome.document).text).toBe('One two.')
    const wrapped = await extract(
      '<html>\r\n<body>\r\n<!--StartFragment--><span>Only <i>this</i></span><!--EndFragment-->\r\n</body>\r\n</html>',
    )
    expect(documentText(wrapped.document).text).toBe('Only this')
    const listed = await extract(
      '<html><body><div><ul><!--StartFragment--><li>one</li><li>two</li><!--EndFragment--></ul></div></body></html>',
    )
    expect(documentText(listed.document).text).toBe('one\ntwo')
  })

  it('has its notes again, whose links browsers made absolute, and names its page by them', async () => {
    const page = 'https://x.example/a?b=1'
    const piece = (link: string) =>
      `<p>One<sup id="r1"><a href="${page}#n1">1</a></sup> two, see <a href="${link}">there</a>.</p><ol><li id="n1">A note. <a href="${page}#r1">↩</a></li></ol>`
    const read = await extract(piece('https://y.example/#other'))
    expect([read.url, nodesOf(read.document, 'footnoteReference').length]).toEqual([page, 1])
    expect(textOf(nodesOf(read.document, 'footnote')[0])).toBe('A note.')
    expect(links(read.document)).toEqual(['there -> https://y.example/#other'])
    expect((await extract(piece('https://y.example/#n1'))).url).toBeNull()
  })

  it('is not a page that was once pasted together', async () => {
    const page = await extract(article('<!--StartFragment--><p>In the middle.</p><!--EndFragment-->'), '', {
      url: 'https://x.example/a',
    })
    expect(documentText(page.document).text).toContain('kept two logbooks')
    expect(documentText(page.document).text).not.toContain('Home')
  })

  it('is looked for once in a page that is made of its signs', async () => {
    const text = `<p>${TEXT.repeat(4)}</p>`
    const page = `${'<body>'.repeat(100_000)}${text}${'<template '.repeat(100_000)}${'<iframe '.repeat(100_000)}`
    expect(documentText((await extract(page, '')).document).text).toContain('kept two logbooks')
  })

  it('is from Google Docs: a bold wrapper that is not bold, styles that are marks, links through a redirect', async () => {
    const docs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2 dir="ltr"><span style="font-size:16pt;font-weight:400;">The lamp</span></h2>
<p dir="ltr"><span style="font-weight:400;font-style:normal;text-decoration:none;">Plain </span><span style="font-weight:700;">bold</span><span style="font-style:italic;"> italic</span><span style="text-decoration:underline;"> under</span><span style="text-decoration:line-through;"> struck</span>
<a href="https://www.google.com/url?q=https://x.example/b?c%3Dd&amp;sa=D&amp;ust=1" style="text-decoration:none;"><span style="text-decoration:underline;">link</span></a></p>
<ul><li dir="ltr" aria-level="1"><p role="presentation"><span>one</span></p></li><ul><li aria-level="2"><p><span>two</span></p></li></ul></ul></b><br class="Apple-interchange-newline">`
    const { document, title } = await extract(docs)
    expect(title).toBe('The lamp')
    const marked = nodesOf(document, 'text').map(({ text, marks = [] }) =>
      [text?.trim(), ...marks.map(({ type }) => type).filter((type) => type !== 'language')].join(' '),
    )
    expect(marked.filter((words) => words !== '')).toEqual([
      'Plain',
      'bold bold',
      'italic italic',
      'under underline',
      'struck strike',
      'link link',
      'one',
      'two',
    ])
    expect(links(document)).toEqual(['link -> https://x.example/b?c=d'])
    expect(nodesOf(document, 'bulletList')).toHaveLength(2)
  })

  it('is from Word: its lists, title, notes and conditional comments', async () => {
    const item = (level: number, mark: string, text: string) =>
      `<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`
    const word = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- /* Font Definitions */ p.MsoNormal {mso-style-qformat:yes;} --></style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head>
<body lang=FR style='tab-interval:36.0pt'><!--StartFragment-->
<p class=MsoTitle>Les deux carnets<o:p></o:p></p>
<p class=MsoNormal><span lang=FR style='mso-ansi-language:FR'>Le gardien<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a> écrivait.<o:p></o:p></span></p>
${item(1, '1.', 'Un')}
${item(2, 'a)', 'Un a')}
${item(2, 'b)', 'Un b')}
${item(1, '2.', 'Deux')}
<p class=MsoNormal>Entre deux.</p>
${item(1, '·', 'Point')}
<p class=MsoQuote>« Cité »</p>
<p class=MsoNormal><img width=100 height=50 src="file:///C:/Users/x/AppData/clip_image002.png" alt=Lampe></p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Depuis 1870.<o:p></o:p></p></div></div>
</body></html>`
    const { document, title } = await extract(word)
    expect(title).toBe('Les deux carnets')
    expect(documentProblem(document)).toBeNull()
    expect(document.content.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['paragraph', 'orderedList', 'bulletList', 'blockquote', 'footnotes']),
    )
    const [outer, inner] = nodesOf(document, 'orderedList')
    expect([outer?.content?.length, inner?.content?.length]).toEqual([2, 2])
    expect(textOf(outer)).toBe('Un\nUn a\nUn b\nDeux')
    expect(nodesOf(document, 'footnoteReference')).toHaveLength(1)
    expect(textOf(nodesOf(document, 'footnote')[0])).toBe('Depuis 1870.')
    expect(documentText(document).text).not.toMatch(/supportLists|WordDocument|·|\[1\] Depuis/)
    expect(JSON.stringify(document)).not.toContain('file:')
  })

  it('keeps spaces that WebKit protects as spaces', async () => {
    const { document } = await extract(
      '<meta charset="utf-8"><p>a<span class="Apple-converted-space">\u00a0</span>b\u00a0c</p>',
    )
    expect(documentText(document).text).toBe('a b\u00a0c')
  })

  it('brings nothing dangerous', async () => {
    const { document } = await extract(
      windowsClipboard(
        '<p onclick="x()">a<script>alert(1)</script><img src="javascript:alert(1)" onerror="x()" alt="p"><a href="javascript:x()">b</a></p>',
        'javascript:alert(1)',
      ),
    )
    expect(documentProblem(document)).toBeNull()
    expect(JSON.stringify(document)).not.toMatch(/javascript|onerror|alert/)
  })
})

describe('saved pages', () => {
  it.each([
    ['<!-- saved from url=(0024)https://x.example/story -->', 'https://x.example/story'],
    [
      '<!--\n Page saved with SingleFile \n url: https://x.example/a?b=1&amp;c=2 \n saved date: Tue Mar 05 2024\n-->',
      'https://x.example/a?b=1&c=2',
    ],
    ['<html data-scrapbook-source="https://x.example/w" data-scrapbook-create="2024">', 'https://x.example/w'],
    ['<meta name="savepage-url" content="https://x.example/s">', 'https://x.example/s'],
    ['<!-- Mirrored from x.example/h.html by HTTrack Website Copier/3.x -->', 'http://x.example/h.html'],
    ['<!-- saved from url=(0010)about:blank -->', null],
    ['<p>saved from url=https://x.example</p>', null],
  ])('%s came from %s', (html, url) => expect(savedFrom(html)).toBe(url))

  it('by SingleFile have their pictures in themselves, those shown twice in the style sheet', async () => {
    const single = `<!DOCTYPE html> ${article('<img alt="Lamp" src="data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot; width=&quot;320&quot; height=&quot;200&quot;></svg>" style="background-image:var(--sf-img-3)!important" width="320" height="200">', `<style>:root{--sf-img-3: url("${lamp}")}</style>`).replace('<head>', '<!--\n Page saved with SingleFile \n url: https://x.example/logs \n saved date: Tue Mar 05 2024 10:00:00 GMT+0100\n--><head>')}`
    const read = await extract(Buffer.from(single), 'Two logbooks (5.3.2024).html')
    expect([read.url, read.title]).toEqual(['https://x.example/logs', 'Two logbooks'])
    expect(nodesOf(read.document, 'image')[0]?.attrs).toMatchObject({ source: lamp, alt: 'Lamp' })
  })

  it('have their article found in a frame that they carry, and components drawn', async () => {
    const inner = article().replaceAll('"', '&quot;')
    const framed = `<html><head><title>Reader</title></head><body><div>Menu</div><iframe srcdoc="${inner}"></iframe></body></html>`
    expect(documentText((await extract(Buffer.from(framed), 'f.html')).document).text).toContain('kept two logbooks')
    const encoded = `<html><head><title>R</title></head><frameset><frame src="data:text/html,${encodeURIComponent(article())}"></frameset></html>`
    expect(documentText((await extract(Buffer.from(encoded), 'f.html')).document).text).toContain('kept two logbooks')
    const shadow = article(
      `<x-box><template shadowrootmode="open"><h2><slot name="t">?</slot></h2><slot></slot></template><span slot="t">At dusk</span><p>${TEXT}</p></x-box>`,
    )
    const { document } = await extract(Buffer.from(shadow), 's.html')
    expect(headings(document)).toEqual(['2 At dusk'])
    const advertised = article('<iframe srcdoc="<p>Buy a lamp. Buy two.</p>"></iframe>')
    expect(documentText((await extract(Buffer.from(advertised), 'a.html')).document).text).not.toContain('Buy')
  })

  it('as ZIP archives are read, bare or behind a page that unpacks them', async () => {
    const picture = makePng(320, 200)
    const zip = makeZip({
      'index.html': article(
        '<img src="images/lamp.png" alt="Lamp"><img src="images/none.png" alt="None">',
        '<!-- Page saved with SingleFile \n url: https://x.example/z \n-->',
      ),
      'images/lamp.png': picture,
    })
    const carrier = Buffer.concat([
      Buffer.from('<!DOCTYPE html><html data-sfz><head><title>x</title></head><body><script>unpack()</script><!--'),
      zip,
      Buffer.from('--><p>Please wait</p></body></html>'),
    ])
    for (const bytes of [zip, carrier]) {
      const read = await extract(bytes, bytes === zip ? 'a.zip' : 'a.html')
      expect([read.title, read.url]).toEqual(['Two logbooks', 'https://x.example/z'])
      const [shown, lost] = nodesOf(read.document, 'image')
      expect(read.resources?.get(String(shown?.attrs?.source))).toEqual(new Uint8Array(picture))
      expect(lost?.attrs?.source).toBe('https://x.example/images/none.png')
    }
    const vast = withStatedSize(zip, 'index.html', 41 * 1024 * 1024)
    await expect(extract(vast, 'a.zip')).rejects.toMatchObject({ code: 'pageTooLarge', details: { limit: 40 } })
    await expect(extract(makeZip({ 'word/document.xml': '<w/>' }), 'a.docx')).rejects.toMatchObject({
      code: 'typeUnsupported',
    })
    await expect(extract(makeZip({ 'a/index.html': '<p>x</p>' }), 'a.zip')).rejects.toMatchObject({
      code: 'typeUnsupported',
    })
  })
})

describe('cut and joined pages', () => {
  it('are read as browsers draw them: what stands before and behind html is in the page', async () => {
    const joined = `<p>Before. ${TEXT}</p>${article()}<p>Behind. ${TEXT}</p>`
    const { document } = await extract(Buffer.from(joined), 'a.html', { url: 'https://x.example/a' })
    expect(documentText(document).text).toContain('kept two logbooks')
    const moved = `<html><head><title>Moved</title></head><body></body></html><article><h1>Moved</h1><p>${TEXT.repeat(6)}</p></article>`
    expect(documentText((await extract(Buffer.from(moved), 'm.html')).document).text).toContain('kept two logbooks')
  })

  it('are read where the only html tag is in a comment that does not end', async () => {
    const cut = `<title>Cut</title><article><p>${TEXT.repeat(6)}</p></article><!-- <html > `
    expect(documentText((await extract(Buffer.from(cut), 'c.html')).document).text).toContain('kept two logbooks')
  })
})
