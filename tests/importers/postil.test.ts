import { describe, expect, it } from 'vitest'
import { articleParts } from '../../main/core/model/article.ts'
import { highlightParts, type ResolvedHighlight } from '../../main/core/model/highlight.ts'
import { detectFormat, importers } from '../../main/importers/index.ts'
import { exportAll } from '../core/support.ts'
import { article, highlight } from '../search/support.ts'

const pace = async () => {}

const encode = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const document = {
  type: 'doc' as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: '«\u202FL’été\u202F» 余白 هامش' }] }],
}
const placed = (record: ReturnType<typeof highlight>): ResolvedHighlight => ({ ...record, anchor: { status: 'lost' } })

function exported() {
  const one = article({ title: 'L’été', mood: 'kept' })
  const two = article({ title: '余白' })
  const marks = [
    highlight(one.id, 'L’été', 'Une **note**'),
    highlight(one.id, '余白', '', { deletedAt: one.createdAt }),
  ]
  const items = [
    { article: one, document, highlights: marks.map(placed) },
    { article: two, document, highlights: [] },
  ]
  return { one, two, marks, text: exportAll('json', items)[0]?.text ?? '' }
}

describe('Postil’s own export', () => {
  it('comes back as it went out, unknown fields and tombstones too', async () => {
    const { one, two, marks, text } = exported()
    const { articles, problems } = await importers.postil.read('x.json', encode(text), pace)
    expect(problems).toEqual([])
    expect(articles).toEqual([
      { article: one, document, highlights: marks },
      { article: two, document, highlights: [] },
    ])
  })

  it('of version 1 comes back with a time for each part, which version 1 had one of for all', async () => {
    const { one, two, marks, text } = exported()
    const file = JSON.parse(text)
    file.version = 1
    for (const { article, highlights } of file.articles) {
      for (const record of [article, ...highlights]) {
        record.version = 1
        delete record.changedAt
      }
    }
    const { articles, problems } = await importers.postil.read('x.json', encode(file), pace)
    expect(problems).toEqual([])
    const timed = <T extends { updatedAt: string }>(record: T, parts: readonly string[]) => {
      return { ...record, changedAt: Object.fromEntries(parts.map((part) => [part, record.updatedAt])) }
    }
    const [first, second] = articles
    expect(first?.article).toEqual(timed(one, articleParts))
    expect(second?.article).toEqual(timed(two, articleParts))
    expect(first?.highlights).toEqual(marks.map((mark) => timed(mark, highlightParts)))
  })

  it('is recognised by its content, whatever its name, order of fields or mark at its start', async () => {
    const { text } = exported()
    expect(detectFormat('notes.bin', encode(text))).toBe('postil')
    expect(detectFormat('x', encode(`\uFEFF${text}`))).toBe('postil')
    expect(detectFormat('x', encode(text.slice(0, 200)))).toBe('postil')
    const { format, ...rest } = JSON.parse(text)
    expect(detectFormat('x', encode({ ...rest, format }))).toBe('postil')
    expect((await importers.postil.read('x', encode(`\uFEFF${text}`), pace)).articles).toHaveLength(2)
  })

  it('is read alike whether an article stands on a line of its own or not', async () => {
    const { text } = exported()
    const onLines = await importers.postil.read('x', encode(text), pace)
    for (const other of [
      JSON.stringify(JSON.parse(text)),
      JSON.stringify(JSON.parse(text), null, 2),
      text.replaceAll('\n', '\r\n'),
    ]) {
      expect(await importers.postil.read('x', encode(other), pace)).toEqual(onLines)
    }
    const none = exportAll('json', [])[0]?.text ?? ''
    expect(await importers.postil.read('x', encode(none), pace)).toEqual({ articles: [], problems: [] })
  })

  it('brings no address along that a window must not open', async () => {
    const { text } = exported()
    const file = JSON.parse(text)
    Object.assign(file.articles[0].article, { url: 'javascript:alert(1)', canonicalUrl: 'file:///etc/passwd' })
    Object.assign(file.articles[1].article, { url: 'https://a.example/x', canonicalUrl: 'postil:welcome/fr' })
    const { articles } = await importers.postil.read('x.json', encode(file), pace)
    expect(articles.map(({ article: { url, canonicalUrl } }) => [url, canonicalUrl])).toEqual([
      [null, null],
      ['https://a.example/x', 'postil:welcome/fr'],
    ])
  })

  it('gives way between two articles, and ends when its caller does', async () => {
    const stop = new Error('stopped')
    let turns = 0
    const read = importers.postil.read('x', encode(exported().text), async () => {
      turns += 1
      if (turns === 3) throw stop
    })
    await expect(read).rejects.toBe(stop)
  })

  it('with bad articles or highlights keeps the good ones and names the others', async () => {
    const { one, two, text } = exported()
    const file = JSON.parse(text)
    file.articles[0].highlights.push({ color: 'brown' }, highlight(two.id, 'stray'))
    file.articles[1].document = { type: 'doc', content: [{ type: 'script' }] }
    file.articles.push('nonsense')
    const { articles, problems } = await importers.postil.read('x.json', encode(file), pace)
    expect(articles.map((each) => [each.article.id, each.highlights.length])).toEqual([[one.id, 2]])
    expect(problems.map((problem) => problem.row)).toEqual([
      'article 1 (L’été), highlight 3',
      'article 1 (L’été), highlight 4',
      'article 2 (余白)',
      'article 3',
    ])
    for (const { reason } of problems) expect(reason).not.toBe('')
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, -10)],
    ['empty', () => ''],
    ['without its articles', () => '{"format":"postil-export","version":1,"exportedAt":"2026-01-01T00:00:00.000Z"}'],
    ['from a newer Postil', (text: string) => text.replace('"version":2', '"version":3')],
  ])('that is %s is damaged', async (_name, spoil) => {
    const { text } = exported()
    const read = () => importers.postil.read('x.json', encode(spoil(text)), pace)
    await expect(read()).rejects.toThrow(expect.objectContaining({ code: 'importDamaged' }))
  })
})

it('what is nothing of all this is unknown, and the formats are named', () => {
  const unknown = expect.objectContaining({
    code: 'importFormatUnknown',
    details: { name: 'a.csv', formats: 'postil' },
  })
  for (const text of ['', 'URL,Title', '{"format":"other"}', '[]', 'null']) {
    expect(() => detectFormat('a.csv', encode(text))).toThrow(unknown)
  }
  const { text } = exported()
  expect(() => detectFormat('a.csv', encode(text), 'pocket')).toThrow(unknown)
  expect(detectFormat('a.csv', encode(''), 'postil')).toBe('postil')
})
