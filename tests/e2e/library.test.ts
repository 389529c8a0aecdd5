import { expect, it } from 'vitest'
import { articles } from '../support/site.ts'
import { articleText, listRow, openArticle, saveAddress } from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const session = eachWith(launchers.browser)

const shelf = (name: string) => session.page.getByRole('group', { name: 'Shelves' }).getByRole('button', { name })
const isListed = (title: string, count: number) => expect.poll(() => listRow(session.page, title).count()).toBe(count)

it('opens the welcome article from an empty library', async () => {
  await session.page.getByRole('button', { name: 'Open the welcome article' }).click()
  await articleText(session.page).waitFor()
  expect((await articleText(session.page).textContent())?.length).toBeGreaterThan(1000)
})

it('finds as one types, accents or not, in every script', async () => {
  for (const locale of ['en', 'fr', 'ar', 'ja'] as const) {
    await saveAddress(session.page, session.site.url(articles[locale].path), articles[locale].title)
  }
  const titles = await session.page.getByRole('list', { name: 'Articles' }).getByRole('link').allTextContents()
  expect(titles.map((title) => title.trim())).toEqual([
    articles.ja.title,
    articles.ar.title,
    articles.fr.title,
    articles.en.title,
  ])
  await session.page.keyboard.press('/')
  for (const [typed, locale] of [
    ['oeuvre comm', 'fr'],
    ['ELODIE LEFEV', 'fr'],
    ['coleridge', 'en'],
    ['のペ', null],
    ['余白', 'ja'],
    ['الهوامش', 'ar'],
  ] as const) {
    await session.page.getByRole('textbox', { name: 'Search everything' }).fill(typed)
    for (const other of ['en', 'fr', 'ar', 'ja'] as const)
      await isListed(articles[other].title, other === locale ? 1 : 0)
  }
})

it('archives, favours, tags and deletes by key, and takes each back', async () => {
  const { title } = articles.en
  await saveAddress(session.page, session.site.url(articles.en.path), title)
  await openArticle(session.page, title)
  const undo = () => session.page.getByRole('button', { name: 'Undo' }).last().click()

  await session.page.keyboard.press('e')
  await isListed(title, 0)
  await undo()
  await isListed(title, 1)

  await session.page.keyboard.press('s')
  await shelf('Favourites').click()
  await isListed(title, 1)
  await shelf('Reading').click()

  await session.page.keyboard.press('t')
  await session.page.getByRole('dialog').getByRole('combobox').fill('à relire')
  await session.page.keyboard.press('Enter')
  await session.page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Done|Save)/ })
    .click()
  await session.page.keyboard.press('/')
  await session.page.getByRole('textbox', { name: 'Search everything' }).fill('relire')
  await isListed(title, 1)
  await session.page.getByRole('textbox', { name: 'Search everything' }).fill('')

  await listRow(session.page, title).click()
  await articleText(session.page).waitFor()
  await session.page.keyboard.press('#')
  await isListed(title, 0)
  await shelf('Trash').click()
  await isListed(title, 1)
  await undo()
  await shelf('Reading').click()
  await isListed(title, 1)
})

it('finds the article that is there already instead of doubling it', async () => {
  await saveAddress(session.page, session.site.url(articles.fr.path), articles.fr.title)
  await session.page.getByRole('button', { name: /^Save/ }).first().click()
  await session.page
    .getByRole('textbox', { name: 'Address of the page' })
    .fill(`${session.site.url(articles.fr.path)}?utm_source=lettre#haut`)
  await session.page.keyboard.press('Enter')
  await expect.poll(() => session.page.getByText('You already have this article.').count()).toBe(1)
  await session.page.getByRole('button', { name: 'Open it' }).click()
  await articleText(session.page).waitFor()
  await isListed(articles.fr.title, 1)
})
