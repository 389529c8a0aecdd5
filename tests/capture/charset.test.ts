import { describe, expect, it } from 'vitest'
import { charsetOf, decode, detectEncoding } from '../../main/capture/charset.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
/** « 日本語の文章です。これは試験です。カタカナも。 » and others, as these encodings write them. */
const shiftJis = Buffer.from(
  '93fa967b8cea82cc95b68fcd82c582b7814282b182ea82cd8e8e8cb182c582b78142834a835e834a83698be08142',
  'hex',
)
const eucKr = Buffer.from('c7d1b1b9beeeb7ce20bebab0cdc0ccb4d92e20b1d7b8aeb0ed20c0ccb0cdc0ba20bdc3c7e8c0ccb4d92e', 'hex')
const gb = Buffer.from('d6d0cec4b5c4cec4d5c2a3acd5e2cac7d2bbb8f6b2e2cad4a1a3', 'hex')
const koi8 = Buffer.from('fcd4cf20d4c5cbd3d420cec120d2d5d3d3cbcfcd20d1dad9cbc52c20cb20cfcecd20', 'hex')

describe('detectEncoding', () => {
  it('believes a byte order mark before everything', () => {
    expect(decode(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('été')]), 'shift_jis')).toBe('été')
    expect(decode(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('été', 'utf16le')]), null)).toBe('été')
  })

  it('believes the header before the page', () => {
    expect(decode(latin('<meta charset="koi8-r"><p>\xe9t\xe9</p>'), 'ISO-8859-1')).toContain('été')
  })

  it.each([
    ['<meta charset=windows-1252>', 'windows-1252'],
    ['<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-15">', 'iso-8859-15'],
    ['<?xml version="1.0" encoding="Shift_JIS"?>', 'shift_jis'],
    ['<!-- <meta charset="big5"> --><meta charset=x-sjis>', 'shift_jis'],
    ['<meta charset="latin1">', 'windows-1252'],
  ])('reads %s', (head, name) => {
    expect(detectEncoding(latin(`${head}\x83\xe9\xff`), null)).toBe(name)
  })

  it('maps Latin-1 to windows-1252, quotes and all', () => {
    expect(decode(latin('\x93L\x92\xe9t\xe9\x94 \x80'), 'iso-8859-1')).toBe('“L’été” €')
  })

  it('catches a page that claims Latin-1 and is UTF-8', () => {
    expect(decode(Buffer.from('<meta charset="iso-8859-1">« été »'), 'iso-8859-1')).toContain('« été »')
  })

  it('catches a page that claims UTF-8 and is not', () => {
    expect(decode(latin('<meta charset="utf-8"><p>L\x92\xe9t\xe9 fut tr\xe8s chaud</p>'), 'utf-8')).toContain(
      'L’été fut très chaud',
    )
  })

  it('takes a UTF-8 page that breaks off in a character for UTF-8', () => {
    expect(detectEncoding(Buffer.from('<p>été').subarray(0, -1), null)).toBe('utf-8')
  })

  it.each([
    ['shift_jis', shiftJis, 'カタカナ'],
    ['euc-kr', eucKr, '이것은'],
    ['gb18030', gb, '中文的文章'],
    ['koi8-r', koi8, 'русском'],
  ] as const)('guesses %s from the text alone', (name, bytes, word) => {
    expect(detectEncoding(bytes, null)).toBe(name)
    expect(decode(bytes, null)).toContain(word)
  })

  it('finds UTF-16 without a mark', () => {
    expect(decode(Buffer.from('<html><p>plain words</p></html>', 'utf16le'), null)).toContain('plain words')
  })

  it('reads ISO-2022-JP, which is all ASCII', () => {
    expect(decode(Buffer.from('\x1b$BF|K\\8l\x1b(B', 'latin1'), null)).toBe('日本語')
  })

  it('ignores a label that nobody knows', () => {
    expect(decode(Buffer.from('été'), 'klingon')).toBe('été')
  })
})

it('reads the charset of a content type', () => {
  expect(charsetOf('text/html; charset="UTF-8"; x=y')).toBe('UTF-8')
  expect(charsetOf('text/html')).toBeNull()
})
