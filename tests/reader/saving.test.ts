import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReaderApi } from '../../main/core/contract.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { saysTheSame } from '../../main/reader/versions.ts'
import { bad, good } from '../support/contract/helpers.ts'
import { startSite } from '../support/site.ts'

let folder: string
let postil: Postil
let reader: ReaderApi

async function open(): Promise<void> {
  postil = await openPostil({ libraryPath: join(folder, 'library'), report: () => {} })
  reader = postil.reader
  await postil.ready
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-saving-'))
  await open()
})
afterEach(async () => {
  await postil.close()
  await rm(folder, { recursive: true, force: true })
})

const sentence = (text: string) =>
  `<p>${text}, écrit-elle, « à l’œil nu » ; et voilà pourquoi il faut tout garder, jusqu’à la dernière ligne de la page.</p>`
const page = (lines: readonly string[], head = '') =>
  `<html lang="fr"><head><title>Le moulin</title>${head}</head><body><article><h1>Le moulin</h1>${lines.map(sentence).join('')}</article></body></html>`
const lines = ['La meule', 'Le bief', 'La roue', 'Le grain', 'Le sac', 'La route', 'Le pont', 'La berge']
const canonical = (href: string) => `<link rel="canonical" href="${href}">`
const url = 'https://www.x.example/2024/le-moulin'

const keep = (html: string, more: Partial<Parameters<ReaderApi['saveHtml']>[0]> = {}) =>
  reader.saveHtml({ html, url, ...more })
const textOf = async (id: string) => (await good(reader.renderArticle({ id, format: 'text' }))).text

describe('the same article', () => {
  test('is found at any address that it has or had, and so are its editions', async () => {
    const declared = page(lines, canonical(url))
    const { article } = await good(keep(declared, { url: 'https://m.x.example/s/99' }))
    expect(article).toMatchObject({ url: 'https://m.x.example/s/99', canonicalUrl: url })
    for (const other of [
      'http://x.example/2024/le-moulin/?utm_source=lettre#suite',
      'https://amp.x.example/2024/le-moulin',
      'https://www.x.example/2024/le-moulin/amp/',
      'https://www-x-example.cdn.ampproject.org/c/s/www.x.example/2024/le-moulin?amp=1',
      // Without a word of its canonical address: known by where it was found.
      'https://www.x.example/s/99?print=1',
    ])
      expect(await good(keep(page(lines), { url: other }))).toMatchObject({
        duplicate: true,
        article: { id: article.id },
      })
    expect(await good(keep(page(lines), { url: 'https://x.example/s/98' }))).toMatchObject({ duplicate: false })
  })

  test('is saved once where copies of it that share one address come at once', async () => {
    const found = 'https://m.x.example/s/97'
    const both = [page(lines, canonical(url)), page(lines), page(lines, canonical(url)), page(lines)]
    const outcomes = await Promise.all(both.map((html) => good(keep(html, { url: found }))))
    expect(new Set(outcomes.map(({ article }) => article.id)).size).toBe(1)
  })

  test('an address whose page is another one every day is no article’s name', async () => {
    const today = 'https://x.example/latest'
    const first = await good(keep(page(lines, canonical('https://x.example/posts/41')), { url: today }))
    const second = await good(keep(page(lines, canonical('https://x.example/posts/42')), { url: today }))
    expect(second).toMatchObject({ duplicate: false, article: { canonicalUrl: 'https://x.example/posts/42' } })
    expect(second.article.id).not.toBe(first.article.id)
  })

  test('is found where its record has an address as Postil wrote them before', async () => {
    const { article } = await good(keep(page(lines)))
    await postil.close()
    const file = join(folder, 'library', 'articles', article.id, 'article.json')
    const record = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
    await writeFile(
      file,
      JSON.stringify({ ...record, canonicalUrl: 'https://m.x.example/2024/le-moulin/amp?wt_zmc=1' }),
    )
    await open()
    expect(await good(keep(page(lines)))).toMatchObject({ duplicate: true, article: { id: article.id } })
  })

  test('a page that only declares another site’s address does not take that article’s place', async () => {
    const { article } = await good(keep(page(lines)))
    const other = await good(keep(page(lines, canonical(url)), { url: 'https://evil.example/page-1' }))
    expect(other).toMatchObject({ duplicate: false, article: { canonicalUrl: 'https://evil.example/page-1' } })
    expect(other.article.id).not.toBe(article.id)
  })

  test('a file is known by its bytes, unless it is said to come from somewhere else', async () => {
    const data = Buffer.from('余白に書くこと。\n\nそれは返事である。\n').toString('base64')
    const first = await good(reader.saveFile({ name: '余白.txt', data }))
    expect(await good(reader.saveFile({ name: 'copie.txt', data }))).toMatchObject({
      duplicate: true,
      article: { id: first.article.id },
    })
    const elsewhere = await good(reader.saveFile({ name: '余白.txt', data, url: 'https://y.example/note-1' }))
    expect(elsewhere.duplicate).toBe(false)
  })
})

describe('what is there already', () => {
  const tagsOf = async (id: string) => (await good(reader.openArticle({ id }))).article.tags
  const data = Buffer.from('余白に書くこと。\n\nそれは返事である。\n').toString('base64')

  test('gets the tags that it is saved with, beside its own', async () => {
    const { article } = await good(keep(page(lines), { tags: ['essai'] }))
    const again = await good(keep(page(lines), { tags: ['Été', 'ESSAI'] }))
    expect(again).toMatchObject({ duplicate: true, article: { tags: ['essai', 'Été'] } })
    expect(await tagsOf(article.id)).toEqual(['essai', 'Été'])
    const { updatedAt } = again.article
    expect((await good(keep(page(lines), { tags: ['été'] }))).article.updatedAt).toBe(updatedAt)
    const renewed = await good(keep(page(['Une préface', ...lines]), { again: true, tags: ['moulin'] }))
    expect(renewed).toMatchObject({ renewed: true, article: { tags: ['essai', 'Été', 'moulin'] } })
  })

  test('gets them from the trash too, from a file, and from an address that nobody has to be asked for', async () => {
    const { article } = await good(reader.saveFile({ name: '余白.txt', data }))
    await good(reader.deleteArticles({ ids: [article.id] }))
    const back = await good(reader.saveFile({ name: '余白.txt', data, tags: ['余白'] }))
    expect(back).toMatchObject({ duplicate: true, article: { id: article.id, tags: ['余白'] } })
    expect(back.article.deletedAt).toBeUndefined()
    const known = await good(keep(page(lines)))
    const found = await good(reader.saveUrl({ url, tags: ['مقال'] }))
    expect(found).toMatchObject({ duplicate: true, article: { id: known.article.id, tags: ['مقال'] } })
  })

  test('is found by its text, where it came without an address', async () => {
    const text = 'Écrire dans la marge\n\nC’est répondre ; « toujours ».'
    const first = await good(reader.saveText({ text, tags: ['note'] }))
    const again = await good(reader.saveText({ text, title: 'Autre titre', tags: ['marge'] }))
    expect(again).toMatchObject({ duplicate: true, article: { id: first.article.id, tags: ['note', 'marge'] } })
    expect(await good(reader.saveText({ text: `${text} Sinon rien.` }))).toMatchObject({ duplicate: false })
    expect(await good(reader.saveText({ text, url: 'https://y.example/note-2' }))).toMatchObject({ duplicate: false })
    const markdown = '# ملاحظة\n\n- **أولاً**: الهامش\n- ثانياً: الرد\n'
    const written = await good(reader.saveText({ text: markdown }))
    expect(await good(reader.saveText({ text: markdown }))).toMatchObject({
      duplicate: true,
      article: { id: written.article.id },
    })
  })
})

describe('saved again', () => {
  test('when it was changed follows the version, and so does who wrote it, where nobody knew', async () => {
    const facts = (modified: string, more = '') =>
      `<meta property="article:modified_time" content="${modified}"><meta property="article:published_time" content="2024-01-02T08:00:00Z">${more}`
    const first = await good(keep(page(lines, facts('2024-03-01T10:00:00Z'))))
    expect(first.article).toMatchObject({ modifiedAt: '2024-03-01T10:00:00.000Z', byline: null })
    const later = facts('2024-05-01T10:00:00Z', '<meta name="author" content="Zoé Noël">')
    const second = await good(keep(page(['Une préface', ...lines], later), { again: true }))
    expect(second.article).toMatchObject({ modifiedAt: '2024-05-01T10:00:00.000Z', byline: 'Zoé Noël' })
    const third = await good(keep(page(['Un envoi', ...lines]), { again: true }))
    expect(third.article).toMatchObject({ modifiedAt: null, byline: 'Zoé Noël' })
  })

  test('it has the new text, its former one among its versions, and its highlights where they are now', async () => {
    const { article } = await good(keep(page(lines), { tags: ['essai'] }))
    const { id } = article
    for (const quote of ['Le bief, écrit-elle', 'Le pont, écrit-elle', 'La berge, écrit-elle'])
      await good(reader.addHighlight({ articleId: id, passage: { quote }, note: `À propos : ${quote}` }))
    await good(reader.updateArticle({ id, patch: { title: 'Mon titre', favourite: true } }))
    const outcome = await good(keep(page(['Une préface', ...lines.slice(0, 7)]), { again: true }))
    expect(outcome).toMatchObject({
      duplicate: false,
      renewed: true,
      article: { id, title: 'Mon titre', tags: ['essai'] },
    })
    const { versions, current, words } = outcome.article
    expect(versions.map(({ hash }) => hash)).toEqual([article.current, current])
    expect(words).toBe(160)
    await postil.close()
    await open()
    const opened = await good(reader.openArticle({ id }))
    const statuses = opened.highlights.map(({ note, anchor }) => [note, anchor.status])
    expect(statuses).toEqual([
      ['À propos : Le bief, écrit-elle', 'moved'],
      ['À propos : Le pont, écrit-elle', 'moved'],
      // Other sentences go on in the same words: it says so instead of taking one of them.
      ['À propos : La berge, écrit-elle', 'unsure'],
    ])
    expect(await textOf(id)).toContain('Une préface')
    const { hits } = await good(reader.search({ query: 'préface' }))
    expect(hits.map((hit) => hit.article.id)).toEqual([id])
    expect((await good(reader.verifyLibrary({}))).problems).toEqual([])
  })

  test('unchanged, nothing is written', async () => {
    const { article } = await good(keep(page(lines)))
    const again = await good(keep(page(lines, '<meta name="build" content="7">'), { again: true }))
    expect(again).toEqual({ article, duplicate: true, renewed: false, missingImages: 0 })
  })

  test('a new one that is not half as long is refused, and nothing changes: not even in the trash', async () => {
    const { article } = await good(keep(page(lines)))
    const { id } = article
    const teaser = page(['La meule', 'Abonnez-vous'])
    const error = await bad(keep(teaser, { again: true }), 'versionShrunken')
    expect(error.details).toMatchObject({ title: 'Le moulin', before: article.words })
    expect(Number(error.details?.words)).toBeLessThan(article.words / 2)
    await good(reader.deleteArticles({ ids: [id] }))
    await bad(keep(teaser, { again: true }), 'versionShrunken')
    expect((await good(reader.listArticles({ shelf: 'trash' }))).total).toBe(1)
    const anyway = await good(keep(teaser, { again: 'anyway' }))
    expect(anyway).toMatchObject({ renewed: true, article: { id } })
    expect(anyway.article.deletedAt).toBeUndefined()
    expect(await textOf(id)).toContain('Abonnez-vous')
  })

  test('a login in its place is told of, and nothing changes', async () => {
    const { article } = await good(keep(page(lines)))
    const login =
      '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><p>Please sign in to continue reading.</p><form action="/login" method="post"><label>Email <input type="email" name="email"></label><label>Password <input type="password" name="password"></label><button>Sign in</button></form></body></html>'
    await bad(keep(login, { again: 'anyway' }), 'loginRequired')
    expect((await good(reader.openArticle({ id: article.id }))).article).toEqual(article)
  })

  test('what is not there yet is simply saved', async () => {
    expect(await good(keep(page(lines), { again: true }))).toMatchObject({ duplicate: false, renewed: false })
  })

  test('three times at once, it gets one new version', async () => {
    const { article } = await good(keep(page(lines)))
    const outcomes = await Promise.all([1, 2, 3].map(() => good(keep(page([...lines, 'La fin']), { again: true }))))
    expect(outcomes.map(({ renewed }) => renewed).filter(Boolean)).toHaveLength(1)
    const { versions } = (await good(reader.openArticle({ id: article.id }))).article
    expect(versions).toHaveLength(2)
  })

  test('from its address, which is asked once more; without it, nobody is asked', async () => {
    const site = await startSite()
    try {
      const wanted = { url: site.url('/en/margins'), typed: true }
      const { article } = await good(reader.saveUrl(wanted))
      site.forgetRequests()
      expect(await good(reader.saveUrl(wanted))).toMatchObject({ duplicate: true })
      expect(site.requests).toEqual([])
      expect(await good(reader.saveUrl({ ...wanted, again: true }))).toMatchObject({
        duplicate: true,
        renewed: false,
        article: { id: article.id, updatedAt: article.updatedAt },
      })
      expect(site.requests).toContain('/en/margins')
    } finally {
      await site.close()
    }
  })
})

test('explaining reads the page, also where the article is there already', async () => {
  const first = await good(keep(page(lines), { explain: true }))
  expect(first.explanation?.length).toBeGreaterThan(0)
  const again = await good(keep(page(lines), { explain: true }))
  expect(again).toMatchObject({ duplicate: true, explanation: first.explanation })
  expect(await good(keep(page(lines)))).not.toHaveProperty('explanation')
  expect(first.article).not.toHaveProperty('steps')
})

describe('a document says the same', () => {
  const text = (said: string) => ({ type: 'paragraph', content: [{ type: 'text', text: said }] })
  const image = (attrs: object) => ({ type: 'image', attrs: { alt: 'Le bac', title: null, ...attrs } })
  const doc = (...content: object[]) => ({ type: 'doc', content })
  const one = `${'1'.repeat(64)}.png`
  const two = `${'2'.repeat(64)}.png`
  test.each([
    ['the same text', doc(text('夏')), doc(text('夏')), true],
    ['another word', doc(text('夏')), doc(text('秋')), false],
    ['more of it', doc(text('夏')), doc(text('夏'), text('秋')), false],
    ['another structure', doc(text('夏')), doc({ ...text('夏'), type: 'heading' }), false],
    ['a picture that did not come this time', doc(image({ media: one })), doc(image({ media: null })), true],
    [
      'a picture from another address',
      doc(image({ media: one, source: 'https://a.example/1' })),
      doc(image({ media: one })),
      true,
    ],
    ['a picture that was missing', doc(image({ media: null })), doc(image({ media: one })), false],
    ['another picture', doc(image({ media: one })), doc(image({ media: two })), false],
    ['another caption of a picture', doc(image({ media: one })), doc(image({ media: one, alt: 'La berge' })), false],
  ])('%s', (_, kept, now, same) => {
    expect(saysTheSame(kept, now)).toBe(same)
  })
})
