import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorMessages, fillTemplate } from '../../main/core/errors.ts'
import { errors } from '../../renderer/locales/fr/errors.ts'
import { fr } from '../../renderer/locales/fr/index.ts'
import { articles, type Site, startSite } from '../support/site.ts'
import {
  articleText,
  listRow,
  noteEditor,
  openArticle,
  saveAddress,
  selectionToolbar,
  selectPassage,
} from '../support/window.ts'
import { type Launched, launchers } from './launchers.ts'

let site: Site
let postil: Launched | undefined
beforeEach(async () => {
  site = await startSite()
})
afterEach(async () => {
  await postil?.close()
  postil = undefined
  await site.close()
})

async function trySaving(page: Page, words: { address: string; save: RegExp }, url: string): Promise<string> {
  const address = page.getByRole('textbox', { name: words.address })
  if ((await address.count()) === 0) await page.getByRole('button', { name: words.save }).first().click()
  await address.fill(url)
  await address.press('Enter')
  const alert = page.getByRole('dialog').getByRole('alert')
  await expect.poll(() => alert.count()).toBe(1)
  const text = (await alert.textContent()) ?? ''
  // Not the one that some refusals offer: to save all of the page's text.
  await page.getByRole('dialog').getByRole('button', { name: words.save }).last().click({ trial: true })
  return text
}

const english = { address: 'Address of the page', save: /^Save/ }

describe('what cannot be saved', () => {
  it('says in the window what happened and what to do, and keeps nothing', async () => {
    postil = await launchers.browser()
    const { page, libraryPath } = postil
    const cases: [string, string][] = [
      ['not an address', fillTemplate(errorMessages.urlInvalid, { url: 'not an address' })],
      [site.url('/status/404'), fillTemplate(errorMessages.pageNotFound, { status: 404 })],
      [site.url('/status/500'), fillTemplate(errorMessages.siteFailed, { status: 500 })],
      [site.url('/status/403'), fillTemplate(errorMessages.pageDenied, { status: 403 })],
      [site.url('/loop'), errorMessages.redirectLoop.split('{')[0] ?? ''],
      [site.url('/chain?n=30'), fillTemplate(errorMessages.tooManyRedirects, { limit: 10 })],
      [site.url('/pdf'), errorMessages.typeUnsupported.split('{')[0] ?? ''],
      [site.url('/empty'), errorMessages.pageEmpty],
      [site.url('/noarticle'), errorMessages.articleNotDetected],
      [site.url('/login'), errorMessages.loginRequired],
      [site.url('/scripted'), errorMessages.pageNeedsJavaScript],
      [site.url('/huge'), fillTemplate(errorMessages.pageTooLarge, { limit: 25 })],
    ]
    for (const [url, sentence] of cases) expect(await trySaving(page, english, url), url).toContain(sentence)
    expect(await readdir(join(libraryPath, 'articles')).catch(() => [])).toEqual([])
  })

  it('says it in French to those who read French', async () => {
    postil = await launchers.browser({ locale: 'fr-FR' })
    const french = { address: fr.save.url, save: new RegExp(`^${fr.save.button}`) }
    expect(await trySaving(postil.page, french, site.url('/empty'))).toContain(errors.pageEmpty)
  })
})

describe('a library in trouble', () => {
  it('sets a damaged record aside, says so, and goes on with the others', async () => {
    postil = await launchers.browser()
    await saveAddress(postil.page, site.url(articles.en.path), articles.en.title)
    await saveAddress(postil.page, site.url(articles.fr.path), articles.fr.title)
    await postil.kill()
    const { libraryPath } = postil
    const folders = (await readdir(join(libraryPath, 'articles'))).sort()
    const damaged = join(libraryPath, 'articles', folders[0] ?? '', 'article.json')
    await writeFile(damaged, '{"version":1,"tit')
    await rm(`${damaged}.bak`, { force: true })
    await rm(join(libraryPath, '.index'), { recursive: true, force: true })

    const page = await postil.restart()
    await expect.poll(() => page.getByText('A file of the library is damaged').count()).toBe(1)
    await openArticle(page, articles.fr.title)
    expect(await articleText(page).textContent()).toContain(articles.fr.passages[0])
    expect(await listRow(page, articles.en.title).count()).toBe(0)
    expect(await readdir(join(libraryPath, 'quarantine'))).toHaveLength(1)
  })

  it('says that it lost touch, keeps the note that is being typed, and saves it when Postil is back', async () => {
    postil = await launchers.browser()
    const { page } = postil
    await saveAddress(page, site.url(articles.fr.path), articles.fr.title)
    await openArticle(page, articles.fr.title)
    await selectPassage(page, articles.fr.passages[0])
    await selectionToolbar(page).waitFor()
    await page.keyboard.press('n')
    await noteEditor(page).waitFor()

    await page.context().setOffline(true)
    await page.keyboard.type('Une pensée qui reste')
    await expect.poll(() => page.getByText(errorMessages.connectionLost).count()).toBeGreaterThan(0)
    expect(await noteEditor(page).textContent()).toBe('Une pensée qui reste')

    await page.context().setOffline(false)
    await expect
      .poll(() =>
        page
          .getByRole('status')
          .filter({ hasText: /^saved$/ })
          .count(),
      )
      .toBe(1)
    await page.reload()
    await articleText(page).waitFor()
    await expect.poll(() => page.getByText('Une pensée qui reste').count()).toBe(1)
  })
})
