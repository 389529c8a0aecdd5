import { describe, expect, it } from 'vitest'
import { article, entry, firstHit, found, highlight, ids, marked, openAt, search } from './support.ts'

describe('what is asked for', () => {
  const library = () => {
    const index = openAt()
    index.put([entry({ title: 'One' }, 'The quick brown fox jumps over the lazy dog.')])
    index.put([entry({ title: 'Two' }, 'A brown dog is quick to bark, and the fox runs.')])
    return index
  }

  it('must be there, all of it', () => {
    expect(found(library(), 'quick fox').sort()).toEqual(['One', 'Two'])
    expect(found(library(), 'quick lazy')).toEqual(['One'])
    expect(found(library(), 'quick absent')).toEqual([])
  })

  it('in quotation marks must stand in this order', () => {
    expect(found(library(), '"brown fox"')).toEqual(['One'])
    expect(found(library(), '“brown dog” bark')).toEqual(['Two'])
    expect(found(library(), '"brown fox')).toEqual(['One'])
  })

  it('after a minus must not be there', () => {
    expect(found(library(), 'quick -lazy')).toEqual(['Two'])
    expect(found(library(), 'fox -"brown fox"')).toEqual(['Two'])
    expect(found(library(), '-bark')).toEqual(['One'])
  })

  it('is whole words', () => {
    expect(found(library(), 'qui')).toEqual([])
  })

  it.each([
    '',
    ' ',
    '"',
    '""',
    '-',
    '--',
    '-"',
    '*',
    'fox*',
    'NOT',
    'AND OR NOT',
    'title:fox',
    '^fox',
    '(fox',
    'fox)',
    '{a b}: c',
    'NEAR(quick fox)',
    "'; DROP TABLE article; --",
    'a"b"c',
    '\0',
    '\uD800',
    '\uE000',
    '🦊',
    '« » “ ”',
    'x'.repeat(1000),
    '- - -a',
  ])('may be %j without an error', (query) => {
    const index = library()
    expect(() => search(index, query)).not.toThrow()
    expect(() => index.list({ shelf: 'all', text: query, offset: 0, limit: 10 })).not.toThrow()
    expect(found(index, 'lazy')).toEqual(['One'])
  })

  it('reads operators as words', () => {
    const index = library()
    index.put([entry({ title: 'Not' }, 'to be or not to be')])
    expect(found(index, 'or NOT')).toEqual(['Not'])
  })
})

describe('the order', () => {
  it('is title, note, quotation, tag, byline, text, however often the word is in the text', () => {
    const index = openAt()
    const filler = 'lorem ipsum dolor sit amet '.repeat(20)
    index.put([entry({ title: 'text' }, `${'marginalia '.repeat(40)} ${filler}`)])
    index.put([entry({ title: 'quote' }, filler, [['some marginalia here']])])
    index.put([entry({ title: 'note' }, filler, [['lorem', 'about marginalia']])])
    index.put([entry({ title: 'tag', tags: ['marginalia'] }, filler)])
    index.put([entry({ title: 'byline', byline: 'Ann Marginalia' }, filler)])
    index.put([entry({ title: 'Marginalia, a history' }, filler)])
    expect(found(index, 'marginalia')).toEqual(['Marginalia, a history', 'note', 'quote', 'tag', 'byline', 'text'])
  })

  it('is newest first among equals', () => {
    const index = openAt()
    for (const title of ['a', 'b', 'c']) index.put([entry({ title }, 'the very same text')])
    expect(found(index, 'same')).toEqual(['c', 'b', 'a'])
    expect(found(index, 'same', { limit: 2 })).toEqual(['c', 'b'])
  })
})

describe('a snippet', () => {
  it('comes from the field that matches best', () => {
    const index = openAt()
    index.put([
      entry({ title: 'Walking', tags: ['slow travel'] }, 'Text on trains.', [
        ['Trains are slow', 'My *note* on ferries'],
        ['x', 'second note on bikes'],
      ]),
    ])
    const field = (query: string) => firstHit(index, query)?.snippet?.field
    expect(field('walking')).toBe('title')
    expect(field('travel')).toBe('tag')
    expect(field('ferries')).toBe('note')
    expect(field('trains slow')).toBe('quote')
    expect(field('text trains')).toBe('text')
    expect(marked(index, 'bikes')).toBe('second note on [bikes]')
  })

  it('shows the place where most of the words stand together, cut between words', () => {
    const index = openAt()
    const text = `alpha ${'padding words here '.repeat(30)}then alpha meets omega at last ${'more padding follows '.repeat(30)}omega`
    index.put([entry({ title: 'x' }, text)])
    const snippet = marked(index, 'alpha omega') ?? ''
    expect(snippet).toContain('then [alpha] meets [omega] at last')
    expect(snippet.startsWith('…')).toBe(true)
    expect(snippet.endsWith('…')).toBe(true)
    expect(snippet.length).toBeLessThan(260)
  })

  it('is one line, without the places of pictures', () => {
    const index = openAt()
    index.put([entry({ title: 'x' }, 'First paragraph.\n\uFFFC\nSecond with needle.\nThird.')])
    expect(marked(index, 'needle')).toBe('First paragraph. Second with [needle]. Third.')
  })

  it('joins matches that overlap, and does not cut a character', () => {
    const index = openAt()
    index.put([entry({ title: 'x' }, `${'𠮷'.repeat(200)}東京都庁`)])
    const snippet = marked(index, '東京都 京都庁') ?? ''
    expect(snippet).toContain('[東京都庁]')
    expect(snippet.isWellFormed()).toBe(true)
  })
})

describe('what is indexed', () => {
  it('leaves out the trash and highlights that were deleted', () => {
    const index = openAt()
    const one = article({ title: 'One' })
    const gone = highlight(one.id, 'ephemeral', 'vanished', { deletedAt: '2026-01-02T00:00:00.000Z' })
    index.put([{ ...entry({}), article: one, highlights: [gone, highlight(one.id, 'lasting', ' ')] }])
    index.put([entry({ title: 'Two', deletedAt: '2026-01-02T00:00:00.000Z' }, 'lasting')])
    expect(found(index, 'ephemeral')).toEqual([])
    expect(found(index, 'vanished')).toEqual([])
    expect(found(index, 'lasting')).toEqual(['One'])
    expect(index.get(one.id)).toMatchObject({ highlights: 1, notes: 0 })
  })

  it('follows changes and removals', () => {
    const index = openAt()
    const first = entry({ title: 'Before' }, 'oldword')
    index.put([first])
    index.put([{ ...first, article: { ...first.article, title: 'After' }, text: 'newword' }])
    expect(found(index, 'oldword')).toEqual([])
    expect(found(index, 'newword')).toEqual(['After'])
    index.remove([first.article.id])
    expect(found(index, 'newword')).toEqual([])
    expect(index.get(first.article.id)).toBeNull()
    index.remove([ids()])
  })

  it('has no phrases across notes or tags', () => {
    const index = openAt()
    index.put([
      entry({ title: 'x', tags: ['north', 'sea'] }, '', [
        ['q', 'ends with salt'],
        ['q', 'pepper begins'],
      ]),
    ])
    expect(found(index, '"salt pepper"')).toEqual([])
    expect(found(index, '"north sea"')).toEqual([])
    expect(found(index, '"with salt" north')).toEqual(['x'])
  })

  it('includes the tags of highlights and the name of the site', () => {
    const index = openAt()
    const one = article({ title: 'x', site: 'The Daily Margin' })
    index.put([{ ...entry({}), article: one, highlights: [highlight(one.id, 'q', '', { tags: ['méthode'] })] }])
    expect(found(index, 'methode')).toEqual(['x'])
    expect(found(index, 'daily')).toEqual(['x'])
  })

  it('takes hostile text in its stride', () => {
    const index = openAt()
    index.put([entry({ title: 'marks' }, '\u0301'.repeat(200_000))])
    index.put([entry({ title: 'invisible' }, '\u200B'.repeat(200_000))])
    index.put([entry({ title: 'lone \uD800 half' }, `a\u0000b ${'x'.repeat(200_000)}`)])
    expect(found(index, 'half')).toHaveLength(1)
  })
})
