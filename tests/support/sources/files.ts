import { makePng } from '../site.ts'
import { chapter, makeEpub } from './epub.ts'
import { makeMhtml } from './mhtml.ts'

const lamp = makePng(48, 30)

const FRENCH =
  'Le gardien tenait deux carnets, l’un pour le temps qu’il faisait et l’autre pour lui-même\u202f; il y écrivait «\u00a0presque toujours\u00a0» la vérité. '
const ARABIC =
  'كان الحارس يكتب كل مساء في دفتره ما رآه من البحر، ثم يطفئ المصباح ويصعد إلى غرفته الصغيرة كي ينام حتى الصباح. '
const JAPANESE = '灯台守は毎晩、海で見たことを帳面に書き、明かりを消してから小さな部屋へ上がって眠った。'

function story(lang: string, title: string, text: string, head = ''): string {
  const dir = lang === 'ar' ? ' dir="rtl"' : ''
  return `<!DOCTYPE html>\n<html lang="${lang}"${dir}><head><meta charset="utf-8">${head}<title>${title}</title></head><body><article><h1>${title}</h1><p>${text.repeat(5)}</p><p>${text.repeat(4)}</p></article></body></html>\n`
}

const frenchBook = makeEpub({
  metadata: `<dc:title>Les deux carnets</dc:title><dc:creator>Zoé Marin</dc:creator><dc:language>fr</dc:language><dc:date>2019-05-06</dc:date><dc:subject>Mer</dc:subject>`,
  files: [
    {
      path: 'nav.xhtml',
      content: chapter(
        '<nav epub:type="toc"><ol><li><a href="un.xhtml">Le soir</a></li><li><a href="deux.xhtml">Le matin</a></li></ol></nav>',
        'fr',
      ),
      properties: 'nav',
    },
    {
      path: 'un.xhtml',
      content: chapter(
        `<h1>Le soir</h1><p>${FRENCH}<a epub:type="noteref" href="notes.xhtml#n1" id="r1">1</a></p><p><img src="lampe.png" alt="La lampe"/></p>`,
        'fr',
      ),
      spine: true,
    },
    { path: 'deux.xhtml', content: chapter(`<h1>Le matin</h1><p>${FRENCH}</p>`, 'fr'), spine: true },
    {
      path: 'notes.xhtml',
      content: chapter(
        '<aside epub:type="footnote" id="n1"><p><a href="un.xhtml#r1">1</a> Depuis 1870.</p></aside>',
        'fr',
      ),
      spine: 'aside',
    },
    { path: 'lampe.png', content: lamp, type: 'image/png', properties: 'cover-image' },
  ],
})

const arabicArchive = makeMhtml({ 'Snapshot-Content-Location': 'https://manara.example/daftar', Subject: 'x' }, [
  {
    headers: { 'Content-Type': 'text/html; charset="utf-8"', 'Content-Location': 'https://manara.example/daftar' },
    body: story('ar', 'دفتر الحارس', ARABIC).replace('</article>', '<img src="cid:lamp@x" alt="المصباح"></article>'),
    encoding: 'quoted-printable',
  },
  { headers: { 'Content-Type': 'image/png', 'Content-ID': '<lamp@x>' }, body: lamp, encoding: 'base64' },
])

const japaneseNote = `---
title: 灯台守の帳面
author: 山田 花子
date: 2021-03-04
tags: [海, 灯台]
lang: ja
---

# 灯台守の帳面

${JAPANESE}**「明かり」**[^1]

| 夜 | 風 |
|----|---:|
| 一 | 北 |

[^1]: 一八七〇年から。
`

const xhtml = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html [<!ENTITY gardien "Le gardien">]>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>La lampe</title><style><![CDATA[p > a {}]]></style></head>
<body><a id="haut"/><h1>La lampe</h1><p>&gardien; <![CDATA[écrit 1 < 2 & 3]]>. ${FRENCH.repeat(6)}</p></body></html>
`

const singleFile = story(
  'fr',
  'Carnet du soir',
  FRENCH,
  '<!--\n Page saved with SingleFile \n url: https://phares.example/soir \n saved date: Tue Mar 05 2024 10:00:00 GMT+0100\n-->',
).replace('</article>', `<img src="data:image/png;base64,${lamp.toString('base64')}" alt="La lampe"></article>`)

/** A book that names a file outside itself, and a cut one. */
const prying = makeEpub({
  metadata: '<dc:title>x</dc:title>',
  files: [{ path: 'a.xhtml', content: chapter('<p>x</p>'), spine: true }],
  others: { '../../outside.txt': 'x' },
})

/** The files of tests/fixtures/sources, by name. */
export const sourceFiles: Readonly<Record<string, Uint8Array>> = {
  'carnets.epub': frenchBook,
  'daftar.mhtml': arabicArchive,
  'tomori.md': Buffer.from(japaneseNote),
  'lampe.xhtml': Buffer.from(xhtml),
  'soir.html': Buffer.from(singleFile),
  'lettre.txt': Buffer.from(`Une lettre\n\n${FRENCH}\n\nFin.\n`),
  'prying.epub': prying,
  'cut.epub': frenchBook.subarray(0, 700),
  'cut.mhtml': arabicArchive.subarray(0, 900),
}
