import { expect, test } from 'vitest'
import { readAddresses } from '../../../main/core/batch/addresses.ts'
import { receiptLine, siteOf } from '../../../main/core/batch/receipt.ts'

test('one on each line, whatever stands around it', () => {
  const list = [
    '\uFEFF# À lire',
    '',
    'https://a.example/1',
    '  - [Été « 2024 »](https://b.example/été_(2024)).',
    '3. http://c.example/x?a=1&b=2, et la suite',
    '<https://d.example/>',
    'www.e.example/page',
    'f.example',
    'https://a.example/1',
    'rien du tout',
    '読む https://日本.example/記事',
    'https://g.example/articles/2016/12/14/titre_5432_3210,12;3.html',
  ].join('\r\n')
  expect(readAddresses(list)).toEqual({
    addresses: [
      'https://a.example/1',
      'https://b.example/été_(2024)',
      'http://c.example/x?a=1&b=2',
      'https://d.example/',
      'https://www.e.example/page',
      'https://f.example',
      'https://日本.example/記事',
      'https://g.example/articles/2016/12/14/titre_5432_3210,12;3.html',
    ],
    ignored: [{ line: 10, text: 'rien du tout' }],
  })
})

test('a browser’s bookmarks', () => {
  const list = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
    <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
    <DL><p><DT><H3>Presse</H3><DL><p>
    <DT><A HREF="https://a.example/x?a=1&amp;b=2" ADD_DATE="1">L’été « à venir »</A>
    <DT><A HREF="javascript:alert(1)">Bookmarklet</A>
    <DT><A HREF='place:sort=8'>Récents</A>
    <dt><a href=http://b.example/مقال>مقال</a>
    </DL></DL>`
  expect(readAddresses(list).addresses).toEqual(['https://a.example/x?a=1&b=2', 'http://b.example/مقال'])
})

test('a column of a table', () => {
  const comma =
    'title,url,tags\r\n"Une, deux ""trois""\nlignes",https://a.example/1,x\r\n\r\nRien,,\r\nB,"https://b.example/a,b",y\r\n'
  expect(readAddresses(comma)).toEqual({
    addresses: ['https://a.example/1', 'https://b.example/a,b'],
    ignored: [{ line: 3, text: 'Rien, , ' }],
  })
  expect(readAddresses('Titre;Adresse\nÉté;https://a.example/été\n').addresses).toEqual(['https://a.example/été'])
  expect(readAddresses('URL\thits\nhttps://a.example/1\t3\n').addresses).toEqual(['https://a.example/1'])
  expect(readAddresses('url\nhttps://a.example/1\n').addresses).toEqual(['https://a.example/1'])
  const headless = '3,https://a.example/1,https://a.example/logo\n4,https://b.example/1,\n'
  expect(readAddresses(headless, true).addresses).toEqual(['https://a.example/1', 'https://b.example/1'])
})

test('nothing is in an empty list', () => {
  expect(readAddresses('')).toEqual({ addresses: [], ignored: [] })
  expect(readAddresses('a,b\n1,2\n', true)).toEqual({
    addresses: [],
    ignored: [
      { line: 1, text: 'a,b' },
      { line: 2, text: '1,2' },
    ],
  })
})

test('the site of an address', () => {
  expect(siteOf('https://User:w@Www.X.example:8080/a?b')).toBe('www.x.example:8080')
  expect(siteOf('http://x.example')).toBe('x.example')
  expect(siteOf('page.html')).toBeNull()
})

test('a receipt in one line', () => {
  const none = { saved: [], duplicates: [], renewed: [], failed: [], cancelled: [] }
  expect(receiptLine(none)).toBe('0 saved')
  const line = { source: 'a', id: 'b', title: 'c' }
  const failed = [{ source: 'a', error: { code: 'pageEmpty', message: 'Empty.' } as const }]
  expect(receiptLine({ saved: [line, line], duplicates: [line], renewed: [line], failed, cancelled: ['a'] })).toBe(
    '2 saved, 1 renewed, 1 there already, 1 failed, 1 not reached',
  )
})
