import { describe, expect, test } from 'vitest'
import type { Bench } from '../contractSuite.ts'
import { articles } from '../site.ts'
import { bad, good, heard, nobody, save, saveParagraphs } from './helpers.ts'

export function shelfContract(bench: Bench): void {
  describe('the shelves', () => {
    test('listArticles: newest first, in pages, by shelf, tag and text', async () => {
      const { reader } = bench
      const [first, second, third] = [
        await saveParagraphs(reader, 'The lighthouse keeper counted gulls.'),
        await saveParagraphs(reader, 'Un phare, la nuit, au large d’Ouessant.'),
        await saveParagraphs(reader, 'A third text about harbours and gulls.'),
      ] as const
      const ids = async (params: Parameters<typeof reader.listArticles>[0]) =>
        (await good(reader.listArticles(params))).items.map(({ id }) => id)
      expect(await ids({})).toEqual([third, second, first])
      expect(await ids({ offset: 1, limit: 1 })).toEqual([second])
      expect((await ids({ text: 'gul' })).sort()).toEqual([first, third])
      expect(await ids({ text: "d'ouessant" })).toEqual([second])

      await good(reader.updateArticle({ id: first, patch: { archived: true, tags: ['mer'] } }))
      await good(reader.updateArticle({ id: second, patch: { favourite: true, tags: ['mer', 'Nuit'] } }))
      await good(reader.deleteArticles({ ids: [third] }))
      expect(await ids({})).toEqual([second])
      expect(await ids({ shelf: 'archive' })).toEqual([first])
      expect(await ids({ shelf: 'favourites' })).toEqual([second])
      expect(await ids({ shelf: 'trash' })).toEqual([third])
      expect(await ids({ shelf: 'all', tag: 'mer' })).toEqual([second, first])
      const { total, counts } = await good(reader.listArticles({ shelf: 'all' }))
      expect(total).toBe(2)
      expect(counts).toEqual({ reading: 1, archive: 1, favourites: 1, trash: 1, all: 2 })
      expect((await good(reader.listTags({}))).tags).toEqual(
        expect.arrayContaining([
          { tag: 'mer', count: 2 },
          { tag: 'Nuit', count: 1 },
        ]),
      )
      await bad(reader.listArticles({ limit: 0 }), 'paramsInvalid')
    })

    test('openArticle gives the document; an unknown article is not found', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'ja')
      const opened = await good(reader.openArticle({ id: article.id }))
      expect(opened.article.id).toBe(article.id)
      expect(opened.document.type).toBe('doc')
      expect(opened.highlights).toEqual([])
      await bad(reader.openArticle({ id: nobody }), 'articleNotFound')
      await bad(reader.openArticle({ id: '../../etc/passwd' }), 'paramsInvalid')
    })

    test('updateArticle changes what it names, bumps the date, and survives a restart', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'ar')
      const patch = { title: 'الهوامش', tags: ['قراءة', ' 日本語 '], favourite: true }
      const changed = await good(reader.updateArticle({ id: article.id, patch }))
      expect(changed).toMatchObject({ title: 'الهوامش', tags: ['قراءة', '日本語'], favourite: true, archived: false })
      expect(changed.updatedAt > article.updatedAt).toBe(true)
      await bench.reopen()
      expect((await good(bench.reader.openArticle({ id: article.id }))).article).toEqual(changed)
      await bad(bench.reader.updateArticle({ id: nobody, patch: {} }), 'articleNotFound')
      await bad(bench.reader.updateArticle({ id: article.id, patch: { title: '   ' } }), 'paramsInvalid')
    })

    test('setReadingPosition is there again after a restart', async () => {
      const { reader } = bench
      const id = await saveParagraphs(reader, 'One.', 'Two.', 'Three.')
      const position = { block: 1, offset: 0.25 }
      expect(await good(reader.setReadingPosition({ id, position, progress: 0.4 }))).toEqual({ progress: 0.4 })
      await bench.reopen()
      const { article } = await good(bench.reader.openArticle({ id }))
      expect(article).toMatchObject({ position, progress: 0.4 })
      await bad(bench.reader.setReadingPosition({ id: nobody, position, progress: 1 }), 'articleNotFound')
      await bad(bench.reader.setReadingPosition({ id, position, progress: 2 }), 'paramsInvalid')
    })

    test('deleteArticles and restoreArticles keep highlights; an unknown id changes nothing', async () => {
      const { reader } = bench
      const id = await saveParagraphs(reader, 'A sentence worth keeping, and another.')
      const highlight = await good(
        reader.addHighlight({ articleId: id, passage: { quote: 'worth keeping' }, note: 'Indeed.' }),
      )
      await bad(reader.deleteArticles({ ids: [id, nobody] }), 'articleNotFound')
      expect((await good(reader.listArticles({}))).total).toBe(1)

      expect(await good(reader.deleteArticles({ ids: [id] }))).toEqual({ deleted: [id] })
      expect(await good(reader.deleteArticles({ ids: [id] }))).toEqual({ deleted: [] })
      expect((await good(reader.search({ query: 'sentence' }))).hits).toEqual([])
      expect(await good(reader.restoreArticles({ ids: [id] }))).toEqual({ restored: [id] })
      const opened = await good(reader.openArticle({ id }))
      expect(opened.article.deletedAt).toBeUndefined()
      expect(opened.highlights).toEqual([highlight])
      await bad(reader.restoreArticles({ ids: [nobody] }), 'articleNotFound')
    })

    test('emptyTrash deletes for good what is in the trash, and nothing else', async () => {
      const { reader } = bench
      const [kept, first, second] = [
        await saveParagraphs(reader, 'Un texte qui reste.'),
        await saveParagraphs(reader, 'نص للحذف.'),
        await saveParagraphs(reader, '捨てる文章。'),
      ] as const
      await good(reader.deleteArticles({ ids: [first, second] }))
      await bad(reader.emptyTrash({ ids: [first, nobody] }), 'articleNotFound')
      expect(await good(reader.emptyTrash({ ids: [kept, first], task: 'empty' }))).toEqual({ deleted: [first] })
      await bad(reader.restoreArticles({ ids: [first] }), 'articleNotFound')
      expect(await good(reader.emptyTrash({}))).toEqual({ deleted: [second] })
      expect(await good(reader.emptyTrash({}))).toEqual({ deleted: [] })
      const { counts } = await good(reader.listArticles({}))
      expect([counts.trash, counts.all]).toEqual([0, 1])
      await bench.reopen()
      await bad(bench.reader.openArticle({ id: second }), 'articleNotFound')
      expect((await good(bench.reader.openArticle({ id: kept }))).article.id).toBe(kept)
      await bad(bench.reader.emptyTrash({ ids: [] }), 'paramsInvalid')
    })

    test('search takes filters, comes in pages, says where passages stand, and tells mistakes', async () => {
      const { reader } = bench
      const keep = async (title: string, text: string) => (await good(reader.saveText({ title, text }))).article.id
      const noted = await keep('Premier', 'Un texte avec une marge.')
      const plain = await keep('Second', 'Une marge, puis une autre marge.')
      const mark = await good(
        reader.addHighlight({
          articleId: noted,
          passage: { quote: 'une marge' },
          note: 'Voir «\u202Fla marge\u202F».',
        }),
      )
      await good(reader.updateArticle({ id: plain, patch: { tags: ['À lire'], archived: true } }))
      const { hits, total, mistakes } = await good(reader.search({ query: 'MARGE tga:x' }))
      expect([total, mistakes]).toEqual([2, [{ text: 'tga:x', reason: 'field' }]])
      expect(hits.map(({ article, snippet }) => [article.id, snippet?.field, snippet?.place])).toEqual([
        [noted, 'note', { kind: 'highlight', id: mark.id }],
        [plain, 'text', { kind: 'text', start: 4, end: 9 }],
      ])
      const found = async (params: Parameters<typeof reader.search>[0]) =>
        (await good(reader.search(params))).hits.map(({ article }) => article.id)
      expect(await found({ query: 'marge', offset: 1, limit: 1 })).toEqual([plain])
      expect(await found({ query: 'marge tag:"à lire" is:archived' })).toEqual([plain])
      expect(await found({ query: 'marge', tag: 'À LIRE' })).toEqual([plain])
      expect(await found({ query: 'marge', shelf: 'reading' })).toEqual([noted])
      expect(await found({ query: 'mar' })).toEqual([])
      expect(await found({ query: 'mar', typing: true })).toEqual([noted, plain])
      await good(reader.deleteArticles({ ids: [noted] }))
      expect(await found({ query: 'has:note marge' })).toEqual([])
      expect(await found({ query: 'has:note marge is:trash' })).toEqual([noted])
      const listed = await good(reader.listArticles({ text: 'is:blue before:demain is:trash ', sort: 'oldest' }))
      expect(listed.items.map(({ id }) => id)).toEqual([noted])
      expect(listed.mistakes.map(({ reason }) => reason)).toEqual(['value', 'date'])
      await bad(reader.search({ query: 'x', offset: -1 }), 'paramsInvalid')
    })

    test('search finds text, notes and tags in every script, and survives odd input', async () => {
      const { reader, site } = bench
      const ids: Record<string, string> = {}
      for (const locale of ['en', 'fr', 'ar', 'ja'] as const)
        ids[locale] = (await save(reader, site, locale)).article.id
      const found = async (query: string) => {
        const { hits } = await good(reader.search({ query }))
        return hits.map((hit) => hit.article.id)
      }
      expect(await found('Coleridge')).toEqual([ids.en])
      expect(await found('oeuvre besancon')).toEqual([ids.fr])
      expect(await found("l'art d'ecrire")).toEqual([ids.fr])
      expect(await found('الكاتب')).toEqual([ids.ar])
      expect(await found('江戸の読書人')).toEqual([ids.ja])
      for (const query of ['"', 'NEAR(', 'a AND', '*', '-', '', "'; DROP TABLE x", '\u0000']) await found(query)
      await good(
        reader.addHighlight({
          articleId: ids.en ?? '',
          passage: { quote: articles.en.passages[0] },
          note: 'Quixotic remark',
          tags: ['zanzibar'],
        }),
      )
      const { hits } = await good(reader.search({ query: 'quixotic' }))
      expect(hits).toHaveLength(1)
      expect(hits[0]?.snippet?.field).toBe('note')
      expect(hits[0]?.snippet?.runs).toContainEqual({ text: 'Quixotic', match: true })
      expect(await found('zanzibar')).toEqual([ids.en])
    })

    test('libraryChanged tells of what was changed, until the listener ends', async () => {
      const { reader } = bench
      const added = heard(reader, 'libraryChanged', ({ ids }) => ids !== null)
      const id = await saveParagraphs(reader, 'News.')
      expect((await added.promise).ids).toEqual([id])
      let late = 0
      const end = reader.on('libraryChanged', () => {
        late += 1
      })
      end()
      const next = heard(reader, 'libraryChanged', ({ ids }) => ids?.includes(id) === true)
      await good(reader.updateArticle({ id, patch: { favourite: true } }))
      await next.promise
      expect(late).toBe(0)
    })
  })
}
