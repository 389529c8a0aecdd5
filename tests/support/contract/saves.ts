import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../../main/core/errors.ts'
import type { Bench } from '../contractSuite.ts'
import { type ArticleLocale, articles } from '../site.ts'
import { bad, good, heard, nobody, save } from './helpers.ts'

const locales = Object.keys(articles) as ArticleLocale[]
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

const failures: readonly (readonly [path: string, code: ErrorCode])[] = [
  ['/status/404', 'pageNotFound'],
  ['/status/410', 'pageNotFound'],
  ['/status/403', 'pageDenied'],
  ['/status/500', 'siteFailed'],
  ['/loop', 'redirectLoop'],
  ['/chain?n=12', 'tooManyRedirects'],
  ['/huge', 'pageTooLarge'],
  ['/pdf', 'typeUnsupported'],
  ['/binary', 'typeUnsupported'],
  ['/empty', 'pageEmpty'],
  ['/noarticle', 'articleNotDetected'],
  ['/login', 'loginRequired'],
]

/** Refusals: they keep nothing, and so need no library of their own. */
export function refusalContract(bench: Bench, renders: boolean): void {
  describe('saving what is no article', () => {
    test.each([
      ...failures,
      // Built, it is still none.
      ['/scripted', renders ? 'pageNotRendered' : 'pageNeedsJavaScript'] as const,
    ])('saveUrl of %s: %s, and nothing is kept', async (path, code) => {
      const { reader, site } = bench
      await bad(reader.saveUrl({ url: site.url(path), typed: true }), code)
      expect((await good(reader.listArticles({ shelf: 'all' }))).total).toBe(0)
    })

    test('an address that is none, and one of the own network that nobody typed, are refused', async () => {
      const { reader, site } = bench
      await bad(reader.saveUrl({ url: 'ftp://example.org/x', typed: true }), 'urlInvalid')
      await bad(reader.saveUrl({ url: 'javascript:alert(1)', typed: true }), 'urlInvalid')
      site.forgetRequests()
      await bad(reader.saveUrl({ url: site.url('/en/margins') }), 'addressBlocked')
      expect(site.requests).toEqual([])
    })
  })
}

export function saveContract(bench: Bench): void {
  describe('saving', () => {
    test('a page without an article is kept with all of its text, where that is asked for; an article is not', async () => {
      const { reader, site } = bench
      const textOf = async (id: string) => (await good(reader.renderArticle({ id, format: 'text' }))).text
      const page = { url: site.url('/overview'), typed: true }
      await bad(reader.saveUrl(page), 'articleNotDetected')
      const overview = await good(reader.saveUrl({ ...page, whole: true }))
      expect(await textOf(overview.article.id)).toMatch(/One\s+Two\s+Two in all\./)
      await bad(reader.saveUrl({ url: site.url('/noarticle'), typed: true, whole: true }), 'articleNotDetected')
      const html =
        '<title>Carte</title><body><p>« Peu\u202f»</p><form><input name="q"></form><p>et rien de plus</p></body>'
      await bad(reader.saveHtml({ html }), 'articleNotDetected')
      const piece = await good(reader.saveHtml({ html, whole: true }))
      expect(await textOf(piece.article.id)).toContain('« Peu\u202f»')
      const file = { name: 'carte.html', data: base64(html.replace('rien', 'presque rien')) }
      await bad(reader.saveFile(file), 'articleNotDetected')
      expect((await good(reader.saveFile({ ...file, whole: true }))).article.title).toBe('Carte')
      const whole = await good(reader.saveUrl({ url: site.url(articles.fr.path), typed: true, whole: true }))
      expect(whole.article.words).toBe((await save(reader, site, 'fr')).article.words)
      expect(await textOf(whole.article.id)).toContain(articles.fr.passages[0])
    })

    test.each(locales)('saveUrl keeps a page whole (%s)', async (locale) => {
      const { reader, site } = bench
      const expected = articles[locale]
      const { article, duplicate, missingImages } = await save(reader, site, locale)
      expect(duplicate).toBe(false)
      expect(missingImages).toBe(0)
      const { title, byline, lang, dir } = expected
      expect(article).toMatchObject({ title, byline, lang, dir, site: expected.site })
      expect(article.canonicalUrl).toBe(site.url(expected.path))
      const { text } = await good(reader.renderArticle({ id: article.id, format: 'text' }))
      for (const passage of expected.passages) expect(text).toContain(passage)
      await bench.reopen()
      const opened = await good(bench.reader.openArticle({ id: article.id }))
      expect(opened.article).toEqual(article)
      expect(JSON.stringify(opened.document).match(/"media":"[0-9a-f]{64}\.\w+"/g)).toHaveLength(expected.images)
    })

    test('fetchPictures looks again for what is missing, and says what still is', async () => {
      const { reader, site } = bench
      const { article, missingImages } = await good(reader.saveUrl({ url: site.url('/missing-image'), typed: true }))
      expect(missingImages).toBe(1)
      site.forgetRequests()
      expect(await good(reader.fetchPictures({ id: article.id }))).toEqual({ article, fetched: 0, missing: 1 })
      expect(site.requests).toEqual(['/status/404'])
      await bad(reader.fetchPictures({ id: nobody }), 'articleNotFound')
    })

    test('the same page again is found, however its address is written', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'en')
      const addresses = ['/en/margins?utm_source=letter#part-two', '/redirect', '/en/margins/']
      for (const path of addresses.slice(0, 2)) {
        const again = await good(reader.saveUrl({ url: site.url(path), typed: true }))
        expect(again).toMatchObject({ duplicate: true, article: { id: article.id } })
      }
      expect((await good(reader.listArticles({}))).total).toBe(1)
    })

    test('the same page again, on request: nothing where it says the same, else a new version; what was done is told', async () => {
      const { reader } = bench
      const html = (words: string) =>
        `<html lang="fr"><title>Le moulin</title><body><article><h1>Le moulin</h1>${`<p>${words}, écrit-elle, et voilà pourquoi il faut tout garder, « à l’œil nu », jusqu’à la dernière ligne.</p>`.repeat(6)}</article></body></html>`
      const keep = (words: string, more: object = {}) =>
        reader.saveHtml({ html: html(words), url: 'https://moulin.example/recit-1', ...more })
      const { article } = await good(keep('La meule tourne'))
      const same = await good(keep('La meule tourne', { again: true, explain: true }))
      expect(same).toMatchObject({ duplicate: true, renewed: false, article: { id: article.id } })
      expect(same.explanation?.length).toBeGreaterThan(0)
      const renewed = await good(keep('La meule s’est arrêtée', { again: true }))
      expect(renewed).toMatchObject({ duplicate: false, renewed: true, article: { id: article.id } })
      await bad(reader.saveHtml({ html: html('x'), again: 'perhaps' as 'anyway' }), 'paramsInvalid')
      const short = `<html lang="fr"><title>Le moulin</title><body><article>${'<p>Abonnez-vous pour lire la suite de cet article, et bien d’autres encore.</p>'.repeat(2)}</article></body></html>`
      await bad(reader.saveHtml({ html: short, url: 'https://moulin.example/recit-1', again: true }), 'versionShrunken')
      expect((await good(reader.renderArticle({ id: article.id, format: 'text' }))).text).toContain('s’est arrêtée')
    })

    test('one page saved three times at once is one article', async () => {
      const { reader, site } = bench
      const outcomes = await Promise.all(['en', 'en', 'en'].map(() => save(reader, site, 'en')))
      expect(new Set(outcomes.map(({ article }) => article.id)).size).toBe(1)
      expect(outcomes.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    })

    test('saving what is in the trash brings it back', async () => {
      const { reader, site } = bench
      const { article } = await save(reader, site, 'fr')
      await good(reader.deleteArticles({ ids: [article.id] }))
      const again = await save(reader, site, 'fr')
      expect(again).toMatchObject({ duplicate: true, article: { id: article.id } })
      expect(again.article.deletedAt).toBeUndefined()
      expect((await good(reader.listArticles({}))).items.map(({ id }) => id)).toEqual([article.id])
    })

    test('a task tells how far it is, and stops when asked', async () => {
      const { reader, site } = bench
      const step = heard(reader, 'progress', ({ task }) => task === 'page 1')
      await good(reader.saveUrl({ url: site.url('/en/margins'), typed: true, task: 'page 1' }))
      expect(await step.promise).toMatchObject({ task: 'page 1', step: expect.any(String) })

      const started = heard(reader, 'progress', ({ task }) => task === 'page 2')
      const hanging = reader.saveUrl({ url: site.url('/trickle'), typed: true, task: 'page 2' })
      await started.promise
      expect(await good(reader.cancelTask({ task: 'page 2' }))).toEqual({ cancelled: true })
      await bad(hanging, 'cancelled')
      expect(await good(reader.cancelTask({ task: 'page 2' }))).toEqual({ cancelled: false })
      expect((await good(reader.listArticles({}))).total).toBe(1)
    })

    test('saveHtml keeps a page that the caller has, with its tags', async () => {
      const { reader, site } = bench
      const html = await (await fetch(site.url('/fr/marges'))).text()
      const { article } = await good(
        reader.saveHtml({ html, url: site.url('/fr/marges'), tags: ['à relire', 'à relire', 'Essais'] }),
      )
      expect(article).toMatchObject({ title: articles.fr.title, tags: ['à relire', 'Essais'] })
      await bad(reader.saveHtml({ html: '' }), 'pageEmpty')
      await bad(reader.saveHtml({ html, url: 'not an address' }), 'urlInvalid')
    })

    test('saveText keeps paragraphs and every space of them', async () => {
      const { reader } = bench
      const text = 'Première ligne\u202f: «\u202foui\u202f».\n\nDeuxième, à l’œil nu\u00a0!'
      const { article } = await good(reader.saveText({ text, title: 'Une note' }))
      expect(article).toMatchObject({ title: 'Une note', url: null, canonicalUrl: null })
      const shown = await good(reader.renderArticle({ id: article.id, format: 'text' }))
      expect(shown.text).toContain('Première ligne\u202f: «\u202foui\u202f».\nDeuxième, à l’œil nu\u00a0!')
      await bad(reader.saveText({ text: '  \n ' }), 'pageEmpty')
    })

    test('saveFile finds the charset of a file', async () => {
      const { reader } = bench
      const body = '<p>L’été à Évian, où l’on goûte la crème brûlée, fut très agréable.</p>'
        .repeat(12)
        .replaceAll('’', '\x92')
      const html = `<html><head><meta charset="windows-1252"><title>Été</title></head><body><article>${body}</article></body></html>`
      const data = Buffer.from(html, 'latin1').toString('base64')
      const { article } = await good(reader.saveFile({ name: 'été.html', data }))
      const { text } = await good(reader.renderArticle({ id: article.id, format: 'text' }))
      expect(text).toContain('L’été à Évian, où l’on goûte la crème brûlée')
      const plain = await good(reader.saveFile({ name: 'letter.txt', data: base64('Dear reader,\n\nall is well.\n') }))
      expect(plain.duplicate).toBe(false)
      await bad(reader.saveFile({ name: 'empty.html', data: '' }), 'fileEmpty')
    })

    test('saveWelcome keeps the welcome article once per language', async () => {
      const { reader } = bench
      const en = await good(reader.saveWelcome({ locale: 'en' }))
      const fr = await good(reader.saveWelcome({ locale: 'fr' }))
      expect(en).toMatchObject({ duplicate: false, article: { lang: 'en', title: 'A Note on Notes', url: null } })
      expect(fr).toMatchObject({ duplicate: false, article: { lang: 'fr', title: 'Note sur les notes' } })
      expect(await good(reader.saveWelcome({ locale: 'en' }))).toMatchObject({
        duplicate: true,
        article: { id: en.article.id },
      })
    })
  })
}
