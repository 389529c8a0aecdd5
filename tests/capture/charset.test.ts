import { describe, expect, it } from 'vitest'
import { charsetOf, decode, detectEncoding } from '../../main/capture/charset.ts'
import { encode } from './encode.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')

const french =
  'Il était une fois, dans une forêt très éloignée, un château où vivait une fée. Elle lisait jusqu’à la tombée de la nuit, et notait en marge ce qu’elle en pensait : « Voilà qui est bien dit », ou « je n’en crois rien ». Ses amis, étonnés, lui prêtaient leurs livres pour qu’elle les leur rendît annotés.'
const polish =
  'Dawno, dawno temu w odległym zamku żyła księżniczka, która czytała książki do późnej nocy. Na marginesach zapisywała swoje myśli, a przyjaciele pożyczali jej swoje książki, żeby oddała je z notatkami. Mówiono, że źle śpi, lecz ona śmiała się z tego i czytała dalej.'
const czech =
  'Kdysi dávno žila na vzdáleném zámku princezna, která četla knihy až do pozdní noci. Na okraje stránek si zapisovala své myšlenky a přátelé jí půjčovali své knihy, aby jim je vrátila s poznámkami. Říkalo se, že špatně spí, ale ona se tomu smála a četla dál.'
const russian =
  'Давным-давно в далёком замке жила принцесса, которая читала книги до поздней ночи. На полях она записывала свои мысли, и друзья одалживали ей свои книги, чтобы она возвращала их с заметками. Говорили, что она плохо спит, но она смеялась и читала дальше.'
const arabic =
  'كان يا ما كان في قديم الزمان قصر بعيد تعيش فيه أميرة تقرأ الكتب حتى ساعة متأخرة من الليل. كانت تكتب أفكارها في الهوامش، وكان أصدقاؤها يعيرونها كتبهم لكي تعيدها إليهم وعليها ملاحظاتها. قالوا إنها لا تنام جيدا، لكنها كانت تضحك وتواصل القراءة.'
const japanese =
  'むかしむかし、遠いお城に夜おそくまで本を読むお姫さまがいました。お姫さまは思ったことを余白に書きこみ、友だちは書きこみをしてもらうために自分の本を貸しました。よく眠れないのだろうと人は言いましたが、お姫さまは笑って、また読みつづけるのでした。'
const simplified =
  '从前，在一座遥远的城堡里，住着一位常常读书到深夜的公主。她把自己的想法写在书页的空白处，朋友们都愿意把书借给她，好让她写上批注再还回来。人们说她睡得不好，她只是笑一笑，然后继续读下去。这样的批注后来成了一本书。'
const traditional =
  '從前，在一座遙遠的城堡裡，住著一位常常讀書到深夜的公主。她把自己的想法寫在書頁的空白處，朋友們都願意把書借給她，好讓她寫上批註再還回來。人們說她睡得不好，她只是笑一笑，然後繼續讀下去。這樣的批註後來成了一本書。'
const korean =
  '옛날 옛적에 먼 성에 밤늦게까지 책을 읽는 공주가 살았습니다. 공주는 떠오르는 생각을 여백에 적었고, 친구들은 공주의 메모를 받으려고 자기 책을 빌려 주었습니다. 사람들은 공주가 잠을 잘 자지 못한다고 말했지만, 공주는 웃으며 계속 읽었습니다.'
const greek =
  'Μια φορά κι έναν καιρό, σε ένα μακρινό κάστρο ζούσε μια πριγκίπισσα που διάβαζε βιβλία ως αργά τη νύχτα. Στα περιθώρια έγραφε τις σκέψεις της, και οι φίλοι της τής δάνειζαν τα βιβλία τους για να τα πάρουν πίσω με σημειώσεις.'
const turkish =
  'Bir varmış bir yokmuş, uzak bir şatoda gece geç saatlere kadar kitap okuyan bir prenses yaşarmış. Düşüncelerini sayfaların kenarına yazarmış, arkadaşları da notlarıyla geri alsınlar diye kitaplarını ona ödünç verirmiş.'
const hebrew =
  'היה היתה פעם בארמון רחוק נסיכה שקראה ספרים עד שעה מאוחרת בלילה. היא כתבה את מחשבותיה בשולי הדף, וחבריה השאילו לה את ספריהם כדי לקבל אותם בחזרה עם הערות.'

const page = (text: string, head = '') =>
  `<html><head>${head}<title>Postil</title><link rel="stylesheet" href="/style.css"></head><body class="page"><div id="content"><p>${text}</p></div></body></html>`

const texts: readonly (readonly [label: string, text: string])[] = [
  ['windows-1252', french],
  ['iso-8859-15', french.replaceAll('’', "'").replace('fée', 'fée du cœur, à 5 €')],
  ['windows-1250', polish],
  ['windows-1250', czech],
  ['iso-8859-2', polish],
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['windows-1253', greek],
  ['windows-1254', turkish],
  ['windows-1255', hebrew],
  ['windows-1256', arabic],
  ['shift_jis', japanese],
  ['euc-jp', japanese],
  ['gb18030', simplified],
  ['big5', traditional],
  ['euc-kr', korean],
  ['utf-8', `${french} ${japanese}`],
  ['utf-16le', `${arabic} ${french}`],
  ['utf-16be', japanese],
]

describe('the encoding of a page that says nothing of it', () => {
  it.each(texts)('%s: %s', (label, text) => {
    expect(decode(encode(page(text), label), null)).toBe(page(text))
  })

  it.each(texts)('%s, without any markup: %s', (label, text) => {
    expect(decode(encode(`${text}\n`, label), null)).toBe(`${text}\n`)
  })

  it('is found where the text begins late in a page', () => {
    const html = page(russian, `<script>${'var a = 1;\n'.repeat(20_000)}</script>`)
    expect(decode(encode(html, 'koi8-r'), null)).toBe(html)
  })

  it('ISO-2022-JP, which is all ASCII', () => {
    expect(decode(latin('\x1b$BF|K\\8l\x1b(B'), null)).toBe('日本語')
  })
})

describe('what is said of the encoding', () => {
  it.each(texts)('is believed where it is true, %s: %s', (label, text) => {
    const bytes = encode(page(text), label)
    expect(decode(bytes, label)).toBe(page(text))
    if (label.startsWith('utf-16')) return
    for (const head of [
      `<meta charset="${label}">`,
      `<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=${label.toUpperCase()}">`,
    ]) {
      expect(decode(encode(page(text, head), label), null)).toBe(page(text, head))
    }
    const xhtml = `<?xml version="1.0" encoding="${label}"?>\n${page(text)}`
    expect(decode(encode(xhtml, label), null)).toBe(xhtml)
  })

  it.each(texts)(
    'by a server for all its pages alike is not believed against a page’s own word, %s: %s',
    (label, text) => {
      if (label.startsWith('utf-16')) return
      const html = page(text, `<meta charset="${label}">`)
      expect(decode(encode(html, label), 'ISO-8859-1')).toBe(html)
      expect(decode(encode(html, label), 'utf-8')).toBe(html)
    },
  )

  it.each(texts)('is found out where it is a lie: UTF-8 that is %s: %s', (label, text) => {
    expect(decode(encode(page(text), label), 'utf-8')).toBe(page(text))
    if (label.startsWith('utf-16')) return
    const html = page(text, '<meta charset="utf-8">')
    expect(decode(encode(html, label), null)).toBe(html)
  })

  it.each(texts)('is found out where it is a lie: Latin-1 that is %s: %s', (label, text) => {
    expect(decode(encode(page(text), label), 'iso-8859-1')).toBe(page(text))
  })

  it.each(texts)('is found out where it is a lie: %s that is UTF-8: %s', (label, text) => {
    const html = page(text, `<meta charset="${label}">`)
    expect(decode(Buffer.from(html), label)).toBe(html)
  })

  it.each([
    ['shift_jis', 'euc-jp', japanese],
    ['euc-jp', 'shift_jis', japanese],
    ['windows-1251', 'koi8-r', russian],
    ['koi8-r', 'windows-1251', russian],
    ['gb2312', 'big5', traditional],
    ['windows-1252', 'windows-1250', polish],
  ])('is found out where it is a lie: %s that is %s', (said, label, text) => {
    expect(decode(encode(page(text), label), said)).toBe(page(text))
  })

  it.each([
    ['<meta charset=windows-1252>', 'windows-1252'],
    ['<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-15">', 'iso-8859-15'],
    ['<?xml version="1.0" encoding="Shift_JIS"?>', 'shift_jis'],
    ['<!-- <meta charset="big5"> --><meta charset=x-sjis>', 'shift_jis'],
    ['<script>"<meta charset=big5>"</script><meta charset=x-sjis>', 'shift_jis'],
    ['<meta charset="latin1">', 'windows-1252'],
    [`<!--${'x'.repeat(5000)}--><meta charset="koi8-r">`, 'koi8-r'],
  ])('is read in %.80s', (head, name) => {
    expect(detectEncoding(latin(`${head}\xc1\xc1`), null)).toBe(name)
  })

  it('comes after a byte order mark, which is none of the text', () => {
    expect(decode(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('été')]), 'shift_jis')).toBe('été')
    expect(decode(Buffer.concat([Buffer.from([0xff, 0xfe]), encode('été', 'utf-16le')]), null)).toBe('été')
    expect(decode(Buffer.concat([Buffer.from([0xfe, 0xff]), encode('été', 'utf-16be')]), 'utf-8')).toBe('été')
  })

  it('names the one of two that is nearer, the server’s, where the text fits both', () => {
    expect(decode(latin('<meta charset="koi8-r"><p>\xe9t\xe9</p>'), 'ISO-8859-1')).toContain('été')
  })

  it('means windows-1252 where it says Latin-1, quotation marks and all', () => {
    expect(decode(latin('\x93L\x92\xe9t\xe9\x94 \x80'), 'iso-8859-1')).toBe('“L’été” €')
    const text = `\x93${french.replaceAll('’', '\x92')}\x94`
    expect(decode(latin(text), 'iso-8859-15')).toBe(`“${french}”`)
  })

  it('is passed over where nobody knows it', () => {
    expect(decode(Buffer.from('été'), 'klingon')).toBe('été')
  })
})

describe('a page of several encodings', () => {
  const old = latin('<blockquote>L\x92\xe9t\xe9 \x96 d\xe9j\xe0 !</blockquote>')

  it('is UTF-8 with what went astray as it was written', () => {
    const bytes = Buffer.concat([
      Buffer.from(`<meta charset="utf-8"><p>${french}</p>`),
      old,
      Buffer.from('<p>Fin d’été</p>'),
    ])
    const text = decode(bytes, 'utf-8')
    expect(text).toContain(french)
    expect(text).toContain('L’été – déjà !')
    expect(text).toContain('Fin d’été')
    expect(text).not.toContain('\uFFFD')
  })

  it('is UTF-8 also where it claims something else', () => {
    const bytes = Buffer.concat([Buffer.from(`<p>${french} ${french}</p>`), latin('\xe9')])
    expect(decode(Buffer.concat([bytes, Buffer.from('<i>x</i>')]), 'iso-8859-1')).toContain(french)
  })

  it('shows half a character as such where the text is in no letters of Latin', () => {
    const bytes = Buffer.concat([Buffer.from(japanese).subarray(0, 100), Buffer.from(`…</p><p>${japanese}`)])
    const text = decode(bytes, 'utf-8')
    expect(text).toContain(japanese)
    expect(text).toContain(`${japanese.slice(0, 33)}\uFFFD…`)
  })

  it('that breaks off in a character is still UTF-8', () => {
    expect(detectEncoding(Buffer.from('<p>été').subarray(0, -1), null)).toBe('utf-8')
    expect(decode(Buffer.from(`${japanese}本`).subarray(0, -1), null)).toContain(japanese)
  })
})

it('keeps typographic detail as it is', () => {
  const text = `«\u202fL’œu\u00advre\u202f»\u00a0: déjà\u2009vu\u200b, می\u200cخواهم, e\u0301, \ufeff\u2011`
  expect(decode(Buffer.from(`<p>${text}</p>`), null)).toBe(`<p>${text}</p>`)
  expect(decode(encode(`${text} ${french}`, 'utf-16le'), null)).toBe(`${text} ${french}`)
})

it('takes no picture and no program for UTF-16', () => {
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_unused, n) => (n % 2 === 0 ? 0 : (n * 37) & 255)))
  expect(detectEncoding(bytes, null)).not.toMatch(/^utf-16/)
})

it('reads the charset of a content type', () => {
  expect(charsetOf('text/html; charset="UTF-8"; x=y')).toBe('UTF-8')
  expect(charsetOf("text/html;charset='koi8-r'")).toBe('koi8-r')
  expect(charsetOf('text/html')).toBeNull()
})
