import { describe, expect, it } from 'vitest'
import { placePictures } from '../../../main/capture/images/place.ts'
import { decodeWords, parseMessage } from '../../../main/capture/sources/mhtml/mime.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { makePng } from '../../support/site.ts'
import { BOUNDARY, type MessagePart, makeMhtml } from '../../support/sources/mhtml.ts'
import { extract, headings, nodesOf } from '../../support/sources/read.ts'

const lamp = makePng(320, 200)
const log = makePng(300, 100)
const FRENCH =
  'Le gardien tenait deux carnets, l’un pour le temps qu’il faisait et l’autre pour lui-même\u202f; il y écrivait «\u00a0presque toujours\u00a0» la vérité. '
const paragraphs = (text: string) => `<p>${text.repeat(4)}</p><p>${text.repeat(3)}</p>`

const page = (body: string, head = '') =>
  `<html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Les deux carnets</title>${head}</head><body><article><h1>Les deux carnets</h1>${body}</article></body></html>`

const part = (
  location: string,
  type: string,
  body: string | Uint8Array,
  rest: Partial<MessagePart> & { id?: string } = {},
): MessagePart => ({
  headers: {
    'Content-Type': type,
    ...(rest.id && { 'Content-ID': `<${rest.id}>` }),
    ...(location && { 'Content-Location': location }),
  },
  body,
  encoding: rest.encoding ?? (typeof body === 'string' ? 'quoted-printable' : 'base64'),
})

const ADDRESS = 'https://phares.example/carnets/deux.html'
const CHROME = {
  From: '<Saved by Blink>',
  'Snapshot-Content-Location': `${ADDRESS}#haut`,
  Subject: '=?utf-8?Q?Les=20deux=20carnets?=',
  Date: 'Tue, 5 Mar 2024 10:00:00 +0100',
}

describe("a browser's web archive", () => {
  const archive = makeMhtml(CHROME, [
    part(
      ADDRESS,
      'text/html',
      page(
        `${paragraphs(FRENCH)}<figure><img src="https://cdn.phares.example/lampe.png" srcset="small.png 1x, big.png 2x" alt="La lampe"><figcaption>Le soir</figcaption></figure>
<img src="cid:journal@mhtml.blink" alt="Le journal"><img src="/absent.png" alt="Absente">${paragraphs(FRENCH)}`,
      ),
      { id: 'frame-1@mhtml.blink' },
    ),
    part('https://cdn.phares.example/lampe.png', 'image/png', lamp),
    part('', 'image/png', log, { id: 'journal@mhtml.blink', encoding: 'binary' }),
    part('https://phares.example/style.css', 'text/css', 'p{color:red}'),
  ])

  it('is a page with its address, its text and its pictures', async () => {
    const read = await extract(archive, 'carnets.mhtml')
    expect(read).toMatchObject({ title: 'Les deux carnets', lang: 'fr', site: 'phares.example', canonicalUrl: ADDRESS })
    expect(documentText(read.document).text).toContain(FRENCH.trim())
    const images = nodesOf(read.document, 'image')
    expect(images.map(({ attrs }) => attrs?.alt)).toEqual(['La lampe', 'Le journal', 'Absente'])
    expect(images.map(({ attrs }) => read.resources?.get(String(attrs?.source))?.length)).toEqual([
      lamp.length,
      log.length,
      undefined,
    ])
    // What did not come along is still on the web.
    expect(images[0]?.attrs?.source).toBe('https://cdn.phares.example/lampe.png')
    expect(images[2]?.attrs?.source).toBe('https://phares.example/absent.png')
    const stored = placePictures(read.document, new Map())
    expect(documentProblem(stored)).toBeNull()
    expect(JSON.stringify(stored)).not.toMatch(/\.invalid|cid:/)
  })

  it('is one by its content, whatever it is called', async () => {
    expect((await extract(archive, 'download')).title).toBe('Les deux carnets')
    expect((await extract(archive, '', { contentType: 'multipart/related' })).title).toBe('Les deux carnets')
  })

  it('gives way to the address that somebody knows', async () => {
    expect((await extract(archive, 'x.mhtml', { url: 'https://phares.example/autre' })).url).toBe(
      'https://phares.example/autre',
    )
  })
})

describe("Internet Explorer's and Word's", () => {
  it('has parts in their own charsets, and pictures beside the page on the disk', async () => {
    const html = page(
      `${paragraphs('Le gardien écrivait la vérité dans ses carnets, presque toujours, et l’été aussi. ')}<img src="deux_fichiers/image%20001.png" alt="I">`,
    )
      .replace('charset=utf-8', 'charset=unicode')
      .replaceAll('’', "'")
    const archive = makeMhtml({ From: '"Saved by Internet Explorer 11"', Subject: '=?iso-8859-1?Q?Les_=E9t=E9s?=' }, [
      part('file:///C:/Textes/deux.htm', 'text/html; charset="unicode"', Buffer.from(`\uFEFF${html}`, 'utf16le')),
      part('file:///C:/Textes/deux_fichiers/image%20001.png', 'image/png', log),
    ])
    const read = await extract(archive, 'deux.mht')
    expect(documentText(read.document).text).toContain("presque toujours, et l'été aussi.")
    expect(read.url).toBeNull()
    expect([...(read.resources?.values() ?? [])]).toEqual([new Uint8Array(log)])
    expect(JSON.stringify(placePictures(read.document, new Map()))).not.toMatch(/\.invalid|file:/)
  })

  it('is read in windows-1252 and Shift_JIS', async () => {
    const latin = Buffer.from(
      page(
        paragraphs(
          'L\x92\xe9t\xe9, il \xe9crivait \xab tout \xbb dans son carnet, presque toujours, et le soir il le relisait. ',
        ),
      ).replace('utf-8', 'windows-1252'),
      'latin1',
    )
    const archive = makeMhtml(CHROME, [part(ADDRESS, 'text/html; charset="windows-1252"', latin)])
    expect(documentText((await extract(archive, 'a.mht')).document).text).toContain('L’été, il écrivait « tout » dans')
    // 灯台 in Shift_JIS
    const kanji = Buffer.concat([
      Buffer.from('<html><head><meta charset="shift_jis"></head><body><p>'),
      ...Array.from({ length: 120 }, () => Buffer.from([0x93, 0x94, 0x91, 0xe4, 0x81, 0x42])),
      Buffer.from('</p></body></html>'),
    ])
    const japanese = makeMhtml(CHROME, [part(ADDRESS, 'text/html; charset="shift_jis"', kanji)])
    expect(documentText((await extract(japanese, 'b.mht')).document).text).toContain('灯台。灯台。')
  })
})

describe('pages in frames and components', () => {
  it('are found where the text is in the frame', async () => {
    const inner = page(paragraphs(FRENCH))
    const archive = makeMhtml(CHROME, [
      part(
        ADDRESS,
        'text/html',
        '<html><head><title>Cadre</title></head><body><div>Menu</div><iframe src="cid:frame-2@mhtml.blink"></iframe><iframe src="cid:ad@mhtml.blink"></iframe></body></html>',
        { id: 'frame-1@mhtml.blink' },
      ),
      part('https://phares.example/inner', 'text/html', inner, { id: 'frame-2@mhtml.blink' }),
      part('https://ads.example/x', 'text/html', '<html><body>Achetez !</body></html>', { id: 'ad@mhtml.blink' }),
    ])
    expect(documentText((await extract(archive, 'f.mhtml')).document).text).toContain(FRENCH.trim())
  })

  it('are drawn where the text is in a shadow root', async () => {
    const archive = makeMhtml(CHROME, [
      part(
        ADDRESS,
        'text/html',
        page(
          `<x-story><template shadowmode="open"><section><h2>Le soir</h2><slot></slot></section></template>${paragraphs(FRENCH)}</x-story>`,
        ),
      ),
    ])
    const { document } = await extract(archive, 's.mhtml')
    expect(headings(document)).toEqual(['2 Le soir'])
    expect(documentText(document).text).toContain(FRENCH.trim())
  })
})

describe('messages', () => {
  it('have headers that are folded, encoded and nested', () => {
    expect(decodeWords('=?UTF-8?B?Y2Fmw6k=?= =?utf-8?q?_x=3Dy?= plain')).toBe('café x=y plain')
    const inner =
      'Content-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain\r\n\r\none\r\n--b2\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>tw=\r\no =3D=20</p>   \r\n--b2--\r\n'
    const raw = `Subject: a\r\n\tb\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="x";\r\n boundary="b"\r\n\r\npreamble\r\n--b\r\n${inner}\r\n--b-other\r\n--b--\r\nepilogue`
    const { headers, parts } = parseMessage(Buffer.from(raw), 'x')
    expect(headers.get('subject')).toBe('a b')
    expect(parts.map(({ body, complete }) => [Buffer.from(body).toString(), complete])).toEqual([
      ['one', true],
      ['<p>two = </p>', true],
    ])
  })

  it('lose the white space that ends a quoted line, and no other', () => {
    const raw = (text: string) =>
      Buffer.from(`MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n${text}`)
    const body = (text: string) => Buffer.from(parseMessage(raw(text), 'x').parts[0]?.body ?? []).toString()
    expect(body('one \t \n  two  three \r\nfour\t')).toBe('one\n  two  three\r\nfour')
    const stretch = ' '.repeat(500_000)
    expect(body(`${stretch}x`)).toBe(`${stretch}x`)
  })

  it('that are broken or hostile are refused', async () => {
    const bad = (bytes: Uint8Array, name = 'x.mhtml') => expect(extract(bytes, name)).rejects
    const invalid = { code: 'mhtmlInvalid', details: { path: 'x.mhtml' } }
    await bad(Buffer.from('just some words')).toMatchObject(invalid)
    await bad(makeMhtml(CHROME, [part('https://x.example/a.png', 'image/png', lamp)])).toMatchObject(invalid)
    await bad(makeMhtml(CHROME, [part(ADDRESS, 'text/html', page(paragraphs(FRENCH)))], { ends: false })).toMatchObject(
      invalid,
    )
    const deep = Array.from(
      { length: 50 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    ).join('')
    await bad(Buffer.from(`MIME-Version: 1.0\r\n${deep}`)).toMatchObject(invalid)
    const many = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}--b--\r\n`
    await bad(Buffer.from(many)).toMatchObject(invalid)
    const empty = 'Content-Type: multipart/mixed; boundary=never\n\n'
    const hollow = `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n${`--b\n${empty}`.repeat(200_000)}--b--\n`
    await bad(Buffer.from(hollow)).toMatchObject(invalid)
    const prying = makeMhtml(CHROME, [
      part(
        ADDRESS,
        'text/html',
        page(`${paragraphs(FRENCH)}<img src="file:///etc/passwd" alt="x"><img src="cid:none" alt="y">`),
      ),
    ])
    expect(JSON.stringify((await extract(prying, 'p.mhtml')).document)).not.toMatch(/passwd|cid:/)
    expect(BOUNDARY).toContain('--')
  })
})
