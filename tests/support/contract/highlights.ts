import { describe, expect, test } from 'vitest'
import type { Bench } from '../contractSuite.ts'
import { type ArticleLocale, articles } from '../site.ts'
import { bad, good, nobody, save, saveParagraphs } from './helpers.ts'

const locales = Object.keys(articles) as ArticleLocale[]

export function highlightContract(bench: Bench): void {
  describe('highlights', () => {
    test.each(locales)(
      'addHighlight by quotation keeps the passage, note and tags over a restart (%s)',
      async (locale) => {
        const { reader, site } = bench
        const { passages, note, tag } = articles[locale]
        const { article } = await save(reader, site, locale)
        const first = await good(
          reader.addHighlight({
            articleId: article.id,
            passage: { quote: passages[0] },
            color: 'blue',
            note,
            tags: [tag],
          }),
        )
        expect(first).toMatchObject({
          articleId: article.id,
          color: 'blue',
          note,
          tags: [tag],
          anchor: { status: 'exact' },
        })
        expect(first.selectors.quote.exact).toBe(passages[0])
        await good(reader.addHighlight({ articleId: article.id, passage: { quote: passages[1] } }))
        await bench.reopen()
        const { highlights } = await good(bench.reader.openArticle({ id: article.id }))
        const quotes = highlights.map(({ selectors }) => selectors.quote.exact)
        expect(quotes.toSorted()).toEqual([...passages].toSorted())
        expect(highlights).toContainEqual(first)
        const starts = highlights.map(({ anchor }) => ('start' in anchor ? anchor.start : -1))
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      },
    )

    test('a range counts UTF-16 units of the text, and is widened to whole characters', async () => {
      const { reader } = bench
      const family = '\u{1F469}\u200d\u{1F469}\u200d\u{1F467}'
      const text = `Ici, ${family} lit, e\u0301coute.`
      const id = await saveParagraphs(reader, text)
      const start = text.indexOf(family)
      const inside = await good(reader.addHighlight({ articleId: id, passage: { start: start + 1, end: start + 4 } }))
      expect(inside.selectors.quote.exact).toBe(family)
      const accent = text.indexOf('e\u0301')
      const letter = await good(reader.addHighlight({ articleId: id, passage: { start: accent, end: accent + 1 } }))
      expect(letter.selectors.quote.exact).toBe('e\u0301')
      // Code points, not UTF-16 units: https://www.w3.org/TR/annotation-model/#text-position-selector
      expect(inside.selectors.position).toMatchObject({ start: 5, end: 10 })
    })

    test('highlights may overlap and cross paragraphs; each keeps its own colour and note', async () => {
      const { reader } = bench
      const id = await saveParagraphs(reader, 'One two three.', 'Four five six.')
      const a = await good(
        reader.addHighlight({ articleId: id, passage: { start: 4, end: 19 }, color: 'green', note: 'across' }),
      )
      const b = await good(
        reader.addHighlight({ articleId: id, passage: { start: 8, end: 13 }, color: 'red', note: 'within' }),
      )
      expect(a.selectors.quote.exact).toBe('two three.\nFour')
      const { highlights } = await good(reader.openArticle({ id }))
      expect(highlights).toEqual([a, b])
    })

    test('passages that are none are refused, and nothing is added', async () => {
      const { reader } = bench
      const id = await saveParagraphs(reader, 'The rain in Spain.', 'The rain in Wales.')
      const add = (passage: Parameters<typeof reader.addHighlight>[0]['passage']) =>
        reader.addHighlight({ articleId: id, passage })
      await bad(add({ start: 3, end: 3 }), 'rangeInvalid')
      await bad(add({ start: 8, end: 4 }), 'rangeInvalid')
      await bad(add({ start: 3, end: 4 }), 'rangeInvalid')
      await bad(add({ start: 0, end: 100_000 }), 'rangeInvalid')
      await bad(add({ quote: 'snow' }), 'quoteNotFound')
      await bad(add({ quote: '   ' }), 'quoteNotFound')
      const error = await bad(add({ quote: 'The rain' }), 'quoteAmbiguous')
      expect(error.details).toMatchObject({ count: 2 })
      await bad(reader.addHighlight({ articleId: nobody, passage: { quote: 'x' } }), 'articleNotFound')
      expect((await good(reader.openArticle({ id }))).highlights).toEqual([])
      const second = await good(add({ quote: 'The rain', suffix: ' in Wales' }))
      expect(second.anchor).toMatchObject({ start: 19, end: 27 })
    })

    test('quotation marks, apostrophes and spaces need not be typed as they are printed', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'fr')
      const passage = { quote: "« Lire, c'est répondre »" }
      const { selectors } = await good(reader.addHighlight({ articleId: article.id, passage }))
      expect(selectors.quote.exact).toBe(articles.fr.passages[0])
    })

    test('updateHighlight changes what it names; deleteHighlight can be undone', async () => {
      const { reader } = bench
      const id = await saveParagraphs(reader, 'A small passage in a small text.')
      const added = await good(reader.addHighlight({ articleId: id, passage: { quote: 'small passage' } }))
      const patch = { color: 'purple', note: '# Titre\n\n« déjà\u202f»', tags: ['b', 'a', 'b'] } as const
      const changed = await good(
        reader.updateHighlight({ articleId: id, id: added.id, patch: { ...patch, tags: [...patch.tags] } }),
      )
      expect(changed).toMatchObject({ color: 'purple', note: patch.note, tags: ['b', 'a'], id: added.id })
      expect(changed.updatedAt > added.updatedAt).toBe(true)
      expect(changed.selectors).toEqual(added.selectors)

      expect(await good(reader.deleteHighlight({ articleId: id, id: added.id }))).toEqual({ id: added.id })
      expect((await good(reader.openArticle({ id }))).highlights).toEqual([])
      await bad(reader.updateHighlight({ articleId: id, id: added.id, patch: { color: 'red' } }), 'highlightNotFound')
      await bench.reopen()
      const back = await good(bench.reader.restoreHighlight({ articleId: id, id: added.id }))
      expect(back).toMatchObject({ color: 'purple', note: patch.note, tags: ['b', 'a'], selectors: added.selectors })
      expect(back.deletedAt).toBeUndefined()
      expect((await good(bench.reader.openArticle({ id }))).highlights).toEqual([back])

      const unknown = { articleId: id, id: nobody }
      await bad(bench.reader.updateHighlight({ ...unknown, patch: {} }), 'highlightNotFound')
      await bad(bench.reader.deleteHighlight(unknown), 'highlightNotFound')
      await bad(bench.reader.restoreHighlight(unknown), 'highlightNotFound')
      await bad(bench.reader.deleteHighlight({ articleId: nobody, id: added.id }), 'articleNotFound')
    })

    test('listHighlights: of one article in reading order, of all newest article first, none from the trash', async () => {
      const { reader } = bench
      const older = await saveParagraphs(reader, 'Alpha beta gamma.')
      const newer = await saveParagraphs(reader, 'Delta epsilon zeta.')
      const bare = await saveParagraphs(reader, 'Nothing to see.')
      const mark = (articleId: string, quote: string, note = '') =>
        good(reader.addHighlight({ articleId, passage: { quote }, note }))
      const gamma = await mark(older, 'gamma', 'last')
      const alpha = await mark(older, 'Alpha')
      const zeta = await mark(newer, 'zeta')
      const { items } = await good(reader.listHighlights({}))
      expect(items.map(({ article }) => article.id)).toEqual([newer, older])
      expect(items.map(({ highlights }) => highlights)).toEqual([[zeta], [alpha, gamma]])
      expect(items[1]?.article).toMatchObject({ highlights: 2, notes: 1 })
      const one = await good(reader.listHighlights({ articleId: older }))
      expect(one.items.map(({ highlights }) => highlights)).toEqual([[alpha, gamma]])
      expect((await good(reader.listHighlights({ articleId: bare }))).items[0]?.highlights).toEqual([])
      await good(reader.deleteArticles({ ids: [older] }))
      expect((await good(reader.listHighlights({}))).items).toHaveLength(1)
      expect((await good(reader.listHighlights({ articleId: older }))).items).toEqual([])
      await bad(reader.listHighlights({ articleId: nobody }), 'articleNotFound')
    })

    test('many changes at once all arrive', async () => {
      const { reader } = bench
      const words = Array.from({ length: 30 }, (_, n) => `word${n}`)
      const id = await saveParagraphs(reader, words.join(' and '))
      await Promise.all(
        words.map((word) =>
          good(
            reader.addHighlight({
              articleId: id,
              passage: { quote: `${word} and`.slice(0, word === 'word29' ? 6 : undefined) },
            }),
          ),
        ),
      )
      expect((await good(reader.openArticle({ id }))).highlights).toHaveLength(30)
      const { items } = await good(reader.listArticles({}))
      expect(items[0]?.highlights).toBe(30)
    })
  })
}
