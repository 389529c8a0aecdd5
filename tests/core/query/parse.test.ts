import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QueryMistake } from '../../../main/core/contract.ts'
import { parseQuery } from '../../../main/core/query/parse.ts'

const utc = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day))
const parse = (text: string, typing = false) => parseQuery(text, { typing, startOfDay: utc })
/** Terms as text, a star behind what may go on. */
const words = (text: string, typing = false) =>
  parse(text, typing).wanted.map(({ tokens, prefix }) => `${tokens.join(' ')}${prefix ? '*' : ''}`)
const filters = (text: string, typing = false) => parse(text, typing).filters
const mistakes = (text: string, typing = false) => parse(text, typing).mistakes.map((each) => [each.text, each.reason])

describe('words and phrases', () => {
  it.each([
    ['quick fox', ['quick', 'fox']],
    ['"brown fox" quick', ['brown fox', 'quick']],
    ['“brown fox”', ['brown fox']],
    ['«\u202Fcher Noël\u202F»', ['cher noel']],
    ['„schöner Tag“', ['schoner tag']],
    ['»schöner Tag«', ['schoner tag']],
    ['”fin dag”', ['fin dag']],
    ['「対話」と', ['対話', 'と*']],
    ['検索「対話」', ['検索', '対話']],
    ['『余白』', ['余白']],
    ['‹ été ›', ['ete']],
    ["l'œuvre", ['l oeuvre']],
    // In Hebrew abbreviations and lengths, it is no quotation mark.
    ['צה"ל חדש', ['צה ל', 'חדש']],
    ['5" disk', ['5', 'disk']],
    ['a\u3000b\u00A0c', ['a', 'b', 'c']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected)
    expect(mistakes(text)).toEqual([])
  })

  it.each(['-lazy', '\u2212lazy', '\u2013lazy', '\uFF0Dlazy', '-"lazy"', '-«lazy»'])('%s leaves out', (text) => {
    expect(parse(`dog ${text}`)).toMatchObject({
      wanted: [{ tokens: ['dog'] }],
      unwanted: [{ tokens: ['lazy'], prefix: false }],
    })
  })

  it('takes a minus inside a word, or alone, for text', () => {
    expect(words('e-mail - x')).toEqual(['e mail', 'x'])
    expect(parse('well-known').unwanted).toEqual([])
  })

  it('lets only the last word go on, and only while one types it', () => {
    expect(words('one two', true)).toEqual(['one', 'two*'])
    expect(words('one two ', true)).toEqual(['one', 'two'])
    expect(words('"one two', true)).toEqual(['one two*'])
    expect(words('"one two"', true)).toEqual(['one two'])
  })
})

describe('filters', () => {
  it('reads each of them', () => {
    expect(filters('tag:Méthode -tag:"Slow Travel" author:“Ann Lee” lang:fr_CA')).toEqual([
      { field: 'tag', tag: 'méthode', prefix: false, negated: false },
      { field: 'tag', tag: 'slow travel', prefix: false, negated: true },
      { field: 'author', words: { tokens: ['ann', 'lee'], prefix: false }, negated: false },
      { field: 'lang', lang: 'fr-ca', negated: false },
    ])
    expect(filters('site:www.LeMonde.fr site:«Le Monde» site:https://a.example/x?y site:朝日新聞')).toMatchObject([
      { host: 'lemonde.fr' },
      { host: null, words: { tokens: ['le', 'monde'] } },
      { host: 'a.example' },
      { words: { tokens: ['朝日', '日新', '新聞'] } },
    ])
    expect(
      filters('is:unread is:archived is:favorite IS:Favourites is:trash has:notes has:highlight has:image'),
    ).toEqual([
      ...['unread', 'archived', 'favourite', 'favourite', 'trash'].map((state) => ({
        field: 'is',
        state,
        negated: false,
      })),
      ...['note', 'highlight', 'image'].map((what) => ({ field: 'has', what, negated: false })),
    ])
    expect(words('tag:a word is:unread')).toEqual(['word'])
  })

  it('takes names in any case and width, and the wide colon', () => {
    expect(filters('Tag:a ＴＡＧ：読書 TAG："b"')).toMatchObject([{ tag: 'a' }, { tag: '読書' }, { tag: 'b' }])
  })

  it('unites the scopes', () => {
    expect(parse('in:notes in:title in:note fox').scopes).toEqual(['notes', 'title'])
  })

  it.each([
    ['2024', '2024-01-01T00:00:00.000Z'],
    ['2024-03', '2024-03-01T00:00:00.000Z'],
    ['2024-3-9', '2024-03-09T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['２０２４－０３', '2024-03-01T00:00:00.000Z'],
    ['0024', '0024-01-01T00:00:00.000Z'],
  ])('begins %s at its first day', (date, time) => {
    const exact = (year: number, month: number, day: number) => {
      const made = utc(2000, month, day)
      made.setUTCFullYear(year)
      return made
    }
    const read = parseQuery(`after:${date} -before:${date}`, { startOfDay: exact }).filters
    expect(read).toEqual([
      { field: 'after', time, negated: false },
      { field: 'before', time, negated: true },
    ])
  })

  it('begins days where the reader is', () => {
    const tokyo = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day, -9))
    expect(parseQuery('before:2024-03-14', { startOfDay: tokyo }).filters).toMatchObject([
      { time: '2024-03-13T15:00:00.000Z' },
    ])
    expect(parseQuery('after:2024-07').filters).toMatchObject([{ time: new Date(2024, 6, 1).toISOString() }])
  })
})

describe('mistakes', () => {
  it.each<[string, QueryMistake['reason'], string]>([
    ['foo:bar', 'field', 'foo:bar'],
    ['tga:x', 'field', 'tga:x'],
    ['Tags:x', 'field', 'Tags:x'],
    ['befor:2024', 'field', 'befor:2024'],
    ['-foo:"a b"', 'field', '-foo:"a b"'],
    ['is:blue', 'value', 'is:blue'],
    ['-in:title', 'value', '-in:title'],
    ['lang:français', 'value', 'lang:français'],
    ['tag:a,b', 'value', 'tag:a,b'],
    ['author:!!', 'value', 'author:!!'],
    ['tag:', 'empty', 'tag:'],
    ['tag:""', 'empty', 'tag:""'],
    ['before:soon', 'date', 'before:soon'],
    ['after:2024-13', 'date', 'after:2024-13'],
    ['after:2023-02-29', 'date', 'after:2023-02-29'],
    ['"open end', 'quote', '"open end'],
    ['tag:"open end', 'quote', 'tag:"open end'],
  ])('%s: %s', (text, reason, told) => {
    expect(mistakes(`fox ${text}`)).toEqual([[told, reason]])
    expect(words(`fox ${text}`)[0]).toBe('fox')
  })

  it('goes on behind a mistake, and with a phrase that is never closed', () => {
    expect(words('tga:x fox is:blue')).toEqual(['fox'])
    expect(words('"open end')).toEqual(['open end'])
    expect(filters('tag:"open end')).toMatchObject([{ tag: 'open end' }])
  })

  it.each([
    ['12:30', ['12 30']],
    ['https://a.example/x', ['https a example x']],
    ['Note: this', ['note', 'this']],
    ['Rousseau:', ['rousseau']],
    ['Rousseau:Émile', ['rousseau emile']],
    ['écrivit\u202F: oui', ['ecrivit', 'oui']],
    ['localhost:3000', ['localhost 3000']],
    ['std::vector', ['std vector']],
    ['mailto:a@b.example', ['mailto a b example']],
    ['書名：余白', ['書名 名 余白']],
    [':x', ['x']],
    ['"tag:x"', ['tag x']],
    ['a:b', ['a b']],
  ])('is not what %s is', (text, expected) => {
    expect(mistakes(text)).toEqual([])
    expect(words(text)).toEqual(expected)
    expect(filters(text)).toEqual([])
  })

  it.each([
    'tag:',
    'before:',
    'before:20',
    'before:2024-',
    'after:2024-0',
    'is:',
    'is:fav',
    'is:favor',
    'has:h',
    'in:t',
    'lang:f',
    '"open',
    '-',
    'tag:"a',
  ])('is not shouted while somebody types %s', (text) => {
    expect(mistakes(`fox ${text}`, true)).toEqual([])
    expect(words(`fox ${text}`, true)[0]).toBe('fox')
  })

  it('is told while one types what can become nothing else, or once it is behind', () => {
    expect(mistakes('is:blu', true)).toEqual([['is:blu', 'value']])
    expect(mistakes('before:so', true)).toEqual([['before:so', 'date']])
    expect(mistakes('tag: fox', true)).toEqual([['tag:', 'empty']])
    expect(mistakes('is:fav fox', true)).toEqual([['is:fav', 'value']])
  })
})

it('finds tags, sites and authors that begin so while one types', () => {
  expect(filters('tag:phi', true)).toMatchObject([{ tag: 'phi', prefix: true }])
  expect(filters('tag:phi ', true)).toMatchObject([{ tag: 'phi', prefix: false }])
  expect(filters('author:pro', true)).toMatchObject([{ words: { tokens: ['pro'], prefix: true } }])
})

it('takes any text', () => {
  const pieces = fc.constantFrom(
    'tag:',
    'is:',
    'before:',
    '-',
    '"',
    '«',
    '」',
    ':',
    '：',
    ' ',
    '\u202F',
    'fox',
    '2024',
    '朝',
    '\uD800',
    'in:',
    ',',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, fc.boolean(), (given, typing) => {
      const { wanted, unwanted, mistakes: told } = parse(given, typing)
      for (const { tokens } of [...wanted, ...unwanted]) {
        expect(tokens.length).toBeGreaterThan(0)
        expect(tokens.join('')).not.toMatch(/[\s"]/)
      }
      for (const each of told) expect(given).toContain(each.text)
    }),
    { numRuns: 1000 },
  )
})
