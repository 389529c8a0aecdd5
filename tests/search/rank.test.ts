import { describe, expect, it } from 'vitest'
import type { IndexEntry } from '../../main/search/types.ts'
import { article, entry, firstHit, found, highlight, openAt, search } from './support.ts'

const filler = 'lorem ipsum dolor sit amet '

/** Articles enough that not all of them are compared: with the word in a title, a note, a quotation, a text. */
function large() {
  const index = openAt()
  const entries: IndexEntry[] = []
  for (let number = 0; number < 2400; number++) {
    // From the oldest on: 600 titles, 5 notes, 3 quotations, and texts.
    const title = number < 600 ? `Margin ${number}` : `Article ${number}`
    const marks: [string, string?][] =
      number % 400 === 399 ? [['q', 'on the margin']] : number % 700 === 699 ? [['a margin']] : []
    entries.push(entry({ title }, `${'margin '.repeat(1 + (number % 5))}${filler.repeat(1 + (number % 3))}`, marks))
  }
  index.put(entries)
  return index
}

describe('of many matches', () => {
  it('titles come first, then notes, quotations, texts, however new', () => {
    const index = large()
    const { hits, total } = search(index, 'margin', { limit: 500 })
    expect(total).toBe(2400)
    expect(hits.every((hit) => hit.article.title.startsWith('Margin'))).toBe(true)
    const after = search(index, 'margin', { offset: 600, limit: 20 }).hits
    expect(after.map((hit) => hit.snippet?.field)).toEqual([
      ...Array(5).fill('note'),
      ...Array(3).fill('quote'),
      ...Array(12).fill('text'),
    ])
  })

  it('texts are compared by the word: often in a short one comes first', () => {
    const { hits } = search(large(), 'margin', { offset: 608, limit: 30 })
    // Each fifth has it five times, each third is short.
    for (const {
      article: { title },
    } of hits) {
      const number = Number(title.slice('Article '.length))
      expect([number % 5, number % 3]).toEqual([4, 0])
    }
  })

  it('pages follow each other without gaps and repetitions, the same each time', () => {
    const index = large()
    const pages = (size: number) => {
      const titles: string[] = []
      for (let offset = 0; offset < 2400; offset += size)
        titles.push(...found(index, 'margin', { offset, limit: size }))
      return titles
    }
    const once = pages(137)
    expect(new Set(once).size).toBe(2400)
    expect(pages(500)).toEqual(once)
    expect(found(index, 'margin', { offset: 2400 })).toEqual([])
  })

  it('has phrases, several words, words left out and scopes', () => {
    const index = large()
    expect(search(index, '"margin margin"').total).toBe(1920)
    expect(search(index, '"dolor sit" margin -"margin margin"').total).toBe(480)
    const [first] = search(index, 'dolor margin', { limit: 1 }).hits
    expect(first?.article.title).toMatch(/^Margin/)
    expect(search(index, 'in:text margin').hits.every((hit) => hit.snippet?.field === 'text')).toBe(true)
    expect(search(index, 'in:notes margin').total).toBe(6)
  })

  it('counts ten thousand at most', () => {
    const index = openAt()
    for (let batch = 0; batch < 21; batch++)
      index.put(Array.from({ length: 500 }, (_, each) => entry({ title: `t${batch}-${each}` }, 'common')))
    expect(search(index, 'common', { limit: 1 }).total).toBe(10_000)
    expect(found(index, 'common', { offset: 9_999, limit: 10 })).toHaveLength(1)
    expect(search(index, 'is:unread', { offset: 9_999, limit: 10 })).toMatchObject({ total: 10_000, hits: [{}] })
    expect(found(index, 'is:unread', { offset: 10_000, limit: 10 })).toEqual([])
  })
})

describe('of few matches', () => {
  it('a title beats a note beats a text, also in a long article and for a common word', () => {
    const index = openAt()
    const all = Array.from({ length: 30 }, (_, number) => entry({ title: `Text ${number}` }, 'été '.repeat(50)))
    index.put([
      entry({ title: 'L’été' }, filler.repeat(4000)),
      // Short, and about nothing else: by bm25 alone it would win.
      entry({ title: 'x' }, 'x', [['q', 'été '.repeat(20)]]),
      ...all,
    ])
    expect(found(index, 'ete', { limit: 3 })).toEqual(['L’été', 'x', 'Text 29'])
  })

  it('an article with all words in the title comes before one with some', () => {
    const index = openAt()
    index.put([
      entry({ title: 'Slow reading' }, 'x'),
      entry({ title: 'Slow' }, 'reading reading'),
      entry({ title: 'y' }, 'slow reading'),
    ])
    expect(found(index, 'slow reading')).toEqual(['Slow reading', 'Slow', 'y'])
  })
})

describe('the place of a passage', () => {
  it('comes before a title that has the word too', () => {
    const index = openAt()
    index.put([entry({ title: 'Margins' }, 'On margins and more.'), entry({ title: 'Wide margins' }, 'nothing')])
    const shown = search(index, 'margins').hits.map((hit) => [hit.article.title, hit.snippet?.field])
    expect(shown).toEqual([
      ['Wide margins', 'title'],
      ['Margins', 'text'],
    ])
  })

  it('is where the first match stands in the text', () => {
    const index = openAt()
    const text = `${filler.repeat(30)}\nL’œuvre au noir. ${filler}œuvre`
    index.put([entry({ title: 'x' }, text)])
    const place = firstHit(index, 'oeuvre')?.snippet?.place
    expect(place).toEqual({ kind: 'text', start: text.indexOf('œuvre'), end: text.indexOf('œuvre') + 5 })
  })

  it('is the highlight of a note or a quotation, and none of a title, a tag or a byline', () => {
    const index = openAt()
    const one = article({ title: 'Walking', byline: 'Ann Lee', tags: ['slow'] })
    const [first, second] = [
      highlight(one.id, 'first quote', 'about «\u202Ftrains\u202F»'),
      highlight(one.id, '第二の引用'),
    ]
    index.put([{ article: one, highlights: [first, second], text: 'text', images: 0, media: [], keys: [], stamp: '1' }])
    const snippet = (query: string) => firstHit(index, query)?.snippet
    expect(snippet('trains')).toMatchObject({ field: 'note', place: { kind: 'highlight', id: first.id } })
    expect(snippet('引用')).toMatchObject({ field: 'quote', place: { kind: 'highlight', id: second.id } })
    for (const query of ['walking', 'slow', 'lee']) expect(snippet(query)?.place).toBeNull()
  })

  it('is found at the end of a book, where the rare word stands beside the common one', () => {
    const index = openAt()
    const text = `${'the '.repeat(400_000)}\n${filler.repeat(5)} the needle of the compass`
    index.put([entry({ title: 'Book' }, text)])
    const { snippet } = firstHit(index, 'the needle') ?? {}
    expect(snippet?.runs.map((run) => (run.match ? `[${run.text}]` : run.text)).join('')).toContain(
      '[the] [needle] of [the] compass',
    )
    expect(snippet?.place).toMatchObject({ start: text.indexOf('the needle') })
  })

  it('is found by the tokens where no pattern stands for them', () => {
    const index = openAt()
    index.put([entry({ title: 'x' }, 'ここにｶﾞﾗｽの本がある'), entry({ title: 'y' }, 'about ½ of it')])
    expect(firstHit(index, 'ガラス')?.snippet?.place).toEqual({ kind: 'text', start: 3, end: 7 })
    expect(firstHit(index, '½')?.snippet?.runs.some((run) => run.match)).toBe(true)
  })
})
