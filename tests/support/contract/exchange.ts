import { describe, expect, test } from 'vitest'
import type { Bench } from '../contractSuite.ts'
import { articles } from '../site.ts'
import { bad, good, nobody, save, saveParagraphs } from './helpers.ts'

export function exchangeContract(bench: Bench): void {
  describe('exchange', () => {
    test('exportArticles as Markdown holds quotation, note and tags, a file for each article', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'fr')
      const { passages, note, tag, title, byline } = articles.fr
      await good(reader.addHighlight({ articleId: article.id, passage: { quote: passages[0] }, note, tags: [tag] }))
      const other = await saveParagraphs(reader, 'Another text.')
      const { files } = await good(reader.exportArticles({ ids: [article.id, other], format: 'markdown' }))
      expect(files).toHaveLength(2)
      const [file] = files
      expect(file?.name).toMatch(/\.md$/)
      for (const part of [title, byline, passages[0], note, tag.replaceAll(' ', '-')])
        expect(file?.text).toContain(part)
      expect(new Set(files.map(({ name }) => name)).size).toBe(2)
    })

    test('exportArticles as JSON holds everything, in one file', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'ja')
      const highlight = await good(
        reader.addHighlight({
          articleId: article.id,
          passage: { quote: articles.ja.passages[0] },
          note: articles.ja.note,
        }),
      )
      await saveParagraphs(reader, 'Another text.')
      const { files } = await good(reader.exportArticles({ ids: 'all', format: 'json', task: 'export' }))
      expect(files).toHaveLength(1)
      const data = JSON.parse(files[0]?.text ?? '')
      expect(data).toMatchObject({ format: 'postil-export', version: 2 })
      expect(data.articles).toHaveLength(2)
      const { anchor: _, ...record } = highlight
      const exported = data.articles.find((each: { article: { id: string } }) => each.article.id === article.id)
      expect(exported.highlights).toEqual([record])
      expect(exported.document).toEqual((await good(reader.openArticle({ id: article.id }))).document)
    })

    test('there must be something to export', async () => {
      const { reader } = bench
      await bad(reader.exportArticles({ ids: 'all', format: 'markdown' }), 'nothingToExport')
      await bad(reader.exportArticles({ ids: [nobody], format: 'json' }), 'articleNotFound')
      const id = await saveParagraphs(reader, 'Thrown away.')
      await good(reader.deleteArticles({ ids: [id] }))
      await bad(reader.exportArticles({ ids: 'all', format: 'json' }), 'nothingToExport')
    })

    test('renderArticle gives the article in each format', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'ar')
      const render = async (format: 'text' | 'html' | 'markdown' | 'json') =>
        (await good(reader.renderArticle({ id: article.id, format }))).text
      const passage = articles.ar.passages[0]
      for (const format of ['text', 'html', 'markdown', 'json'] as const)
        expect(await render(format)).toContain(passage)
      expect(await render('text')).not.toMatch(/[<\ufffc]/)
      expect(await render('html')).toMatch(/<html[^>]* dir="rtl"/)
      expect(await render('markdown')).toMatch(/^#+ /m)
      expect(JSON.parse(await render('json'))).toMatchObject({ article: { id: article.id }, document: { type: 'doc' } })
      await bad(reader.renderArticle({ id: nobody, format: 'text' }), 'articleNotFound')
    })

    test('a hostile page is shown as inert text', async () => {
      const { reader, site } = bench
      const { article } = await good(reader.saveUrl({ url: site.url('/hostile'), typed: true }))
      const { text } = await good(reader.renderArticle({ id: article.id, format: 'html' }))
      expect(text).toContain('roses had climbed through the windows')
      expect(text).not.toMatch(/<script|javascript:|vbscript:|data:text|\son\w+\s*=|<iframe|<form|<object|srcdoc/i)
    })

    test('what was exported as JSON comes back in another library, once', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'fr')
      const { passages, note, tag } = articles.fr
      const passage = { quote: passages[0] }
      const highlight = await good(reader.addHighlight({ articleId: article.id, passage, note, tags: [tag] }))
      const { files } = await good(reader.exportArticles({ ids: 'all', format: 'json' }))
      const data = Buffer.from(files[0]?.text ?? '', 'utf8').toString('base64')
      const again = await good(reader.importFile({ name: 'postil.json', data }))
      expect(again.articles).toEqual({ added: 0, merged: 0, skipped: 1 })

      const later = await good(
        reader.updateHighlight({ articleId: article.id, id: highlight.id, patch: { note: 'Newer.' } }),
      )
      await good(reader.importFile({ name: 'postil.json', data }))
      expect((await good(reader.openArticle({ id: article.id }))).highlights).toEqual([later])
      await good(reader.deleteHighlight({ articleId: article.id, id: highlight.id }))
      await good(reader.importFile({ name: 'postil.json', data, from: 'postil' }))
      expect((await good(reader.openArticle({ id: article.id }))).highlights).toEqual([])
    })

    test('files that are no export are refused with a reason', async () => {
      const { reader } = bench
      const data = (text: string) => Buffer.from(text, 'utf8').toString('base64')
      await bad(reader.importFile({ name: 'a.bin', data: data('\u0000\u0001\u0002') }), 'importFormatUnknown')
      await bad(reader.importFile({ name: 'a.json', data: data('{}'), from: 'nonsense' }), 'importFormatUnknown')
      const half = data('{"format":"postil-export","version":1,"articles":[')
      await bad(reader.importFile({ name: 'half.json', data: half, from: 'postil' }), 'importDamaged')
      expect((await good(reader.listArticles({ shelf: 'all' }))).total).toBe(0)
    })
  })
}
