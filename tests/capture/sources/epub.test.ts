import { describe, expect, it } from 'vitest'
import { placePictures } from '../../../main/capture/images/place.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { makePng } from '../../support/site.ts'
import { type BookFile, chapter, makeEpub } from '../../support/sources/epub.ts'
import { extract, headings, links, nodesOf, textOf } from '../../support/sources/read.ts'
import { makeZip, renamedInZip, withStatedSize } from '../../support/sources/zip.ts'

const cover = makePng(30, 40)
const plate = makePng(20, 10)

const NAV = chapter(`<nav epub:type="toc"><h1>Contents</h1><ol>
<li><a href="text/one.xhtml">Part One</a><ol>
  <li><a href="text/one.xhtml#c1">Chapter 1. The Lamp</a></li>
  <li><a href="text/two.xhtml">Chapter 2. The Log</a></li></ol></li>
<li><a href="text/three.xhtml">Afterword</a></li></ol></nav>`)

const files: BookFile[] = [
  { path: 'nav.xhtml', content: NAV, properties: 'nav', spine: true },
  {
    path: 'cover.xhtml',
    content: chapter(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="images/cover.png"/></svg>',
    ),
    spine: true,
  },
  {
    path: 'text/one.xhtml',
    content: chapter(`<section epub:type="part"><h1>Part One</h1><section id="c1"><h1>Chapter 1<br/>The Lamp</h1>
<p>The keeper lit the lamp<a id="r1" epub:type="noteref" href="notes.xhtml#n1">1</a> and read on in <a href="two.xhtml">the log</a>.<a id="gap"/></p>
<h2>At dusk</h2><p>See <a href="two.xhtml#day">the day</a>, <a href="three.xhtml#end">the end</a>, <a href="data.bin">a file</a>,
<a href="https://lamps.example/">lamps</a> &amp; more.</p>
<figure><img src="../images/a%20plate.png" alt="A plate"/><figcaption>The plate</figcaption></figure></section></section>`),
    spine: true,
  },
  {
    path: 'text/two.xhtml',
    content: chapter(`<h1>Chapter 2. The Log</h1><p>Words in the log.</p><h3 id="day">A day</h3><p>It was long.</p>
<p><img src="../images/lost.png" alt="Lost"/></p>`),
    spine: true,
  },
  {
    path: 'text/three.xhtml',
    content: chapter('<p>Nothing was left but the sea.</p><p id="end">The end.</p>'),
    spine: true,
  },
  {
    path: 'text/notes.xhtml',
    content: chapter(
      '<h1>Notes</h1><aside id="n1" epub:type="footnote"><p><a href="one.xhtml#r1">1</a> A lamp of 1870.</p></aside>',
    ),
    spine: 'aside',
  },
  { path: 'images/cover.png', content: cover, type: 'image/png', properties: 'cover-image' },
  { path: 'images/a plate.png', content: plate, type: 'image/png' },
]

const METADATA = `<dc:title id="t1">The Keeper</dc:title><meta refines="#t1" property="title-type">main</meta>
<dc:title id="t2">A Novel</dc:title><meta refines="#t2" property="title-type">subtitle</meta>
<dc:creator id="a2">Zoë Second</dc:creator><meta refines="#a2" property="role">aut</meta><meta refines="#a2" property="display-seq">2</meta>
<dc:creator id="a1">Ada First</dc:creator><meta refines="#a1" property="role">aut</meta><meta refines="#a1" property="display-seq">1</meta>
<dc:creator id="a3">Ill Ustrator</dc:creator><meta refines="#a3" property="role">ill</meta>
<dc:language>en-GB</dc:language><dc:date>1998-05-04</dc:date><dc:publisher>Harbour Press</dc:publisher>
<dc:subject>Fiction</dc:subject><dc:subject>Sea, the</dc:subject>
<dc:description>&lt;p&gt;A keeper keeps two logbooks, and the second one keeps him.&lt;/p&gt;</dc:description>
<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>`

const book = makeEpub({ metadata: METADATA, files })

describe('an EPUB 3', () => {
  it('says what it is', async () => {
    const read = await extract(book, 'keeper.epub')
    expect(read).toMatchObject({
      title: 'The Keeper: A Novel',
      byline: 'Ada First, Zoë Second',
      lang: 'en-GB',
      publishedAt: '1998-05-04',
      site: 'Harbour Press',
      tags: ['Fiction', 'Sea / the'],
      excerpt: 'A keeper keeps two logbooks, and the second one keeps him.',
      url: null,
    })
  })

  it('has its chapters in order, nested as the table of contents has them', async () => {
    const { document } = await extract(book, 'keeper.epub')
    expect(headings(document)).toEqual([
      '2 Part One',
      '3 Chapter 1\nThe Lamp',
      '4 At dusk',
      '3 Chapter 2. The Log',
      '5 A day',
      '2 Afterword',
      '2 Notes',
    ])
    expect(documentText(document).text).toContain('lamps & more.')
    expect(documentText(document).text).not.toContain('Contents')
  })

  it('links notes both ways, and chapters to one another', async () => {
    const { document } = await extract(book, 'keeper.epub')
    const [reference] = nodesOf(document, 'footnoteReference')
    const [note] = nodesOf(document, 'footnote')
    expect(reference?.attrs).toMatchObject({ label: '1', target: note?.attrs?.id })
    expect(textOf(note)).toBe('A lamp of 1870.')
    const anchors = new Map(nodesOf(document, 'heading').map((node) => [`#${node.attrs?.anchor}`, textOf(node)]))
    const found = links(document)
    const target = (text: string) =>
      anchors.get(found.find((link) => link.startsWith(`${text} -> `))?.split(' -> ')[1] ?? '')
    expect(target('the log')).toBe('Chapter 2. The Log')
    expect(target('the day')).toBe('A day')
    expect(found.map((link) => link.split(' -> ')[0])).toEqual(['the log', 'the day', 'lamps'])
    expect(found.at(-1)).toBe('lamps -> https://lamps.example/')
  })

  it('brings its pictures, and its cover as the lead picture', async () => {
    const { document, resources, leadImageUrl } = await extract(book, 'keeper.epub')
    expect(resources?.get(leadImageUrl ?? '')).toEqual(new Uint8Array(cover))
    const images = nodesOf(document, 'image')
    expect(images.map(({ attrs }) => attrs?.alt)).toEqual(['A plate', 'Lost'])
    expect(resources?.get(String(images[0]?.attrs?.source))).toEqual(new Uint8Array(plate))
    expect(images[1]?.attrs?.source).toBeNull()
    expect(resources?.size).toBe(2)
    expect(documentProblem(placePictures(document, new Map()))).toBeNull()
  })

  it('leaves no address that exists nowhere', async () => {
    const { document } = await extract(book, 'keeper.epub')
    expect(JSON.stringify(placePictures(document, new Map()))).not.toContain('.invalid')
  })
})

describe('an EPUB 2', () => {
  const ncx = `<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>
<navPoint id="a" playOrder="1"><navLabel><text>الفصل الأول</text></navLabel><content src="a.html"/>
<navPoint id="b"><navLabel><text>المنارة</text></navLabel><content src="a.html#b"/></navPoint></navPoint></navMap></ncx>`
  const arabic = makeEpub({
    version: '2.0',
    metadata: `<dc:title>حارس المنارة</dc:title><dc:creator opf:role="aut" opf:file-as="x">ليلى حداد</dc:creator>
<dc:creator opf:role="trl">مترجم</dc:creator><dc:language>ar</dc:language>
<dc:date opf:event="modification">2020-02-02</dc:date><dc:date opf:event="publication">2011</dc:date><meta name="cover" content="i3"/>`,
    spineAttributes: 'toc="i2" page-progression-direction="rtl"',
    guide: '<guide><reference type="cover" href="cover.html"/></guide>',
    files: [
      { path: 'cover.html', content: chapter('<div><img src="c.png" alt="Cover"/></div>'), spine: true },
      {
        path: 'a.html',
        content: chapter(
          '<p class="title">الفصل الأول</p><p>كان الحارس يكتب كل مساء في دفتره ما رآه من البحر.</p><a id="b"></a><h4>المنارة</h4><p>أضاء المصباح.</p>',
          'ar',
        ),
        spine: true,
      },
      { path: 'toc.ncx', content: ncx, type: 'application/x-dtbncx+xml' },
      { path: 'c.png', content: cover, type: 'image/png' },
    ],
  })

  it('is read with its NCX, its guide and its own words for roles', async () => {
    const read = await extract(arabic, 'x.epub')
    expect(read).toMatchObject({
      title: 'حارس المنارة',
      byline: 'ليلى حداد',
      lang: 'ar',
      dir: 'rtl',
      publishedAt: '2011',
    })
    expect(headings(read.document)).toEqual(['3 المنارة'])
    expect(documentText(read.document).text).toContain('دفتره')
    expect(nodesOf(read.document, 'image')).toEqual([])
    expect(read.resources?.get(read.leadImageUrl ?? '')).toEqual(new Uint8Array(cover))
  })
})

describe('odd books', () => {
  it('keeps ruby, and reads chapters that are not well-formed or lack a heading', async () => {
    const japanese = makeEpub({
      metadata: '<dc:title>灯台守</dc:title><dc:language>ja</dc:language>',
      files: [
        {
          path: 'nav.xhtml',
          content: chapter('<nav epub:type="toc"><ol><li><a href="p1.xhtml">第一章</a></li></ol></nav>'),
          properties: 'nav',
        },
        {
          path: 'p1.xhtml',
          content:
            '<html><body><p><ruby>灯台<rt>とうだい</rt></ruby>守は毎晩、海で見たことを帳面に書いた。<br><p>「明かりを」<b>と言った</body>',
          spine: true,
        },
      ],
    })
    const { document, lang } = await extract(japanese, 'j.epub')
    expect(lang).toBe('ja')
    expect(headings(document)).toEqual(['2 第一章'])
    expect(documentText(document).text).toContain('灯台守は毎晩、海で見たことを帳面に書いた。')
    expect(JSON.stringify(document)).toContain('"とうだい"')
  })

  it('shows pages that are pictures', async () => {
    const comic = makeEpub({
      metadata: '<dc:title>Planches</dc:title><dc:language>fr</dc:language>',
      files: [
        { path: 'c.png', content: cover, type: 'image/png', properties: 'cover-image', spine: true },
        { path: 'img/1 é.png', content: plate, type: 'image/png', spine: true },
      ],
    })
    const { document, resources, leadImageUrl } = await extract(comic, 'comic.epub')
    const [shown, ...others] = nodesOf(document, 'image')
    expect(resources?.get(String(shown?.attrs?.source))).toEqual(new Uint8Array(plate))
    expect(others).toEqual([])
    expect(resources?.get(leadImageUrl ?? '')).toEqual(new Uint8Array(cover))
  })

  it('finds files whose names differ in case, and leaves out the numbers of printed pages', async () => {
    const old = makeEpub({
      metadata: '<dc:title>Old</dc:title>',
      files: [
        {
          path: 'A.xhtml',
          content: chapter(
            '<p>A sen<span epub:type="pagebreak" id="p12" title="12">12</span>tence and <span role="doc-pagebreak">13</span>more.<img src="IMG/P.PNG" alt="p"/></p>',
          ),
          spine: true,
        },
        { path: 'img/p.png', content: plate, type: 'image/png' },
      ],
    })
    const { document, resources } = await extract(renamedInZip(old, 'OEBPS/A.xhtml', 'OEBPS/a.XHTML'), 'old.epub')
    expect(documentText(document).text).toBe('A sentence and more.\uFFFC')
    expect([...(resources?.values() ?? [])]).toEqual([new Uint8Array(plate)])
  })

  it('takes a book whose fonts are obfuscated', async () => {
    const encryption = (algorithm: string, path: string) => ({
      'META-INF/encryption.xml': `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${path}"/></enc:CipherData></enc:EncryptedData></encryption>`,
    })
    const fonts = makeEpub({
      metadata: METADATA,
      files,
      others: encryption('http://www.idpf.org/2008/embedding', 'OEBPS/f.otf'),
    })
    expect((await extract(fonts, 'f.epub')).title).toBe('The Keeper: A Novel')
    const locked = makeEpub({
      metadata: METADATA,
      files,
      others: encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc', 'OEBPS/text/one.xhtml'),
    })
    await expect(extract(locked, 'l.epub')).rejects.toMatchObject({
      code: 'epubProtected',
      details: { path: 'l.epub' },
    })
  })

  it('is a book by its content, whatever it is called', async () => {
    expect((await extract(book, 'download.bin')).title).toBe('The Keeper: A Novel')
    expect((await extract(book, 'page.html', { contentType: 'text/html' })).title).toBe('The Keeper: A Novel')
  })
})

describe('hostile and broken books', () => {
  const bad = (bytes: Uint8Array, name = 'bad.epub') => expect(extract(bytes, name)).rejects

  it('that are none, or cut off', async () => {
    await bad(Buffer.from('no book at all')).toMatchObject({ code: 'epubInvalid' })
    await bad(book.subarray(0, book.length - 200)).toMatchObject({ code: 'epubInvalid' })
    await bad(book.subarray(0, 60)).toMatchObject({ code: 'epubInvalid' })
    await bad(makeZip({ mimetype: 'application/epub+zip' })).toMatchObject({ code: 'epubInvalid' })
    await bad(makeEpub({ metadata: '', files: [] })).toMatchObject({ code: 'epubInvalid' })
    const torn = Buffer.from(book)
    torn.fill(0x41, 400, 900)
    await bad(torn).toMatchObject({ code: 'epubInvalid' })
  })

  it('that lack a chapter', async () => {
    const gone = renamedInZip(book, 'OEBPS/text/three.xhtml', 'OEBPS/text/seven.xhtml')
    await bad(gone).toMatchObject({ code: 'epubInvalid' })
  })

  it('that name files outside themselves', async () => {
    await bad(renamedInZip(book, 'OEBPS/text/three.xhtml', '../../../../etc/passwd')).toMatchObject({
      code: 'archiveUnsafe',
    })
    await bad(renamedInZip(book, 'OEBPS/text/three.xhtml', '/OEBPS/text/thre.xhtml')).toMatchObject({
      code: 'archiveUnsafe',
    })
    const outward = makeEpub({
      metadata: METADATA,
      files: [
        {
          path: 'a.xhtml',
          content: chapter('<p>Out <img src="file:///etc/passwd" alt="x"/><img src="../../../x.png" alt="y"/></p>'),
          spine: true,
        },
      ],
    })
    expect((await extract(outward, 'o.epub')).resources).toBeUndefined()
  })

  it('that unpack without end', async () => {
    const name = 'OEBPS/text/three.xhtml'
    await bad(withStatedSize(book, name, 400 * 1024 * 1024)).toMatchObject({ code: 'archiveTooLarge' })
    await bad(withStatedSize(book, name, 20)).toMatchObject({ code: 'epubInvalid' })
  })

  it('whose drawings link to what is no address', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><a href="#100%"><text>half</text></a></svg>'
    const odd = makeEpub({
      metadata: METADATA,
      files: [{ path: 'a.xhtml', content: chapter(`<h1>One</h1><p>All the words of it.</p>${drawing}`), spine: true }],
    })
    expect(documentText((await extract(odd, 'o.epub')).document).text).toContain('All the words of it.')
  })

  it('whose entities multiply', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join('')
    const flood = chapter('<p>&e12;</p>').replace('<!DOCTYPE html>', `<!DOCTYPE html [<!ENTITY e0 "ha">${levels}]>`)
    const bomb = makeEpub({ metadata: METADATA, files: [{ path: 'a.xhtml', content: flood, spine: true }] })
    const { document } = await extract(bomb, 'b.epub')
    expect(documentText(document).text.length).toBeLessThan(1000)
  })
})
