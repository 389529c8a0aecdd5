import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { articles, type Site, startSite } from '../support/site.ts'
import { articleText, listRow, openArticle, saveAddress } from '../support/window.ts'
import { type Launched, launchers } from './launchers.ts'

let site: Site
let postil: Launched
let page: Page
beforeEach(async () => {
  site = await startSite()
  postil = await launchers.browser()
  page = postil.page
})
afterEach(async () => {
  await postil?.close()
  await site?.close()
})

const shelf = (name: string) => page.getByRole('group', { name: 'Shelves' }).getByRole('button', { name })
const isListed = (title: string, count: number) => expect.poll(() => listRow(page, title).count()).toBe(count)

it('opens the welcome article from an empty library', async () => {
  await page.getByRole('button', { name: 'Open the welcome article' }).click()
  await articleText(page).waitFor()
  expect((await articleText(page).textContent())?.length).toBeGreaterThan(1000)
})

it('finds as one types, accents or not, in every script', async () => {
  for (const locale of ['en', 'fr', 'ar', 'ja'] as const) {
    await saveAddress(page, site.url(articles[locale].path), articles[locale].title)
  }
  const titles = await page.getByRole('list', { name: 'Articles' }).getByRole('link').allTextContents()
  expect(titles.map((title) => title.trim())).toEqual([
    articles.ja.title,
    articles.ar.title,
    articles.fr.title,
    articles.en.title,
  ])
  await page.keyboard.press('/')
  for (const [typed, locale] of [
    ['oeuvre comm', 'fr'],
    ['ELODIE LEFEV', 'fr'],
    ['coleridge', 'en'],
    ['のペ', null],
    ['余白', 'ja'],
    ['الهوامش', 'ar'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Search everything' }).fill(typed)
    for (const other of ['en', 'fr', 'ar', 'ja'] as const)
      await isListed(articles[other].title, other === locale ? 1 : 0)
  }
})

it('archives, favours, tags and deletes by key, and takes each back', async () => {
  const { title } = articles.en
  await saveAddress(page, site.url(articles.en.path), title)
  await openArticle(page, title)
  const undo = () => page.getByRole('button', { name: 'Undo' }).last().click()

  await page.keyboard.press('e')
  await isListed(title, 0)
  await undo()
  await isListed(title, 1)

  await page.keyboard.press('s')
  await shelf('Favourites').click()
  await isListed(title, 1)
  await shelf('Reading').click()

  await page.keyboard.press('t')
  await page.getByRole('dialog').getByRole('combobox').fill('à relire')
  await page.keyboard.press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Done|Save)/ })
    .click()
  await page.keyboard.press('/')
  await page.getByRole('textbox', { name: 'Search everything' }).fill('relire')
  await isListed(title, 1)
  await page.getByRole('textbox', { name: 'Search everything' }).fill('')

  await listRow(page, title).click()
  await articleText(page).waitFor()
  await page.keyboard.press('#')
  await isListed(title, 0)
  await shelf('Trash').click()
  await isListed(title, 1)
  await undo()
  await shelf('Reading').click()
  await isListed(title, 1)
})

it('finds the article that is there already instead of doubling it', async () => {
  await saveAddress(page, site.url(articles.fr.path), articles.fr.title)
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page
    .getByRole('textbox', { name: 'Address of the page' })
    .fill(`${site.url(articles.fr.path)}?utm_source=lettre#haut`)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText('You already have this article.').count()).toBe(1)
  await page.getByRole('button', { name: 'Open it' }).click()
  await articleText(page).waitFor()
  await isListed(articles.fr.title, 1)
})
