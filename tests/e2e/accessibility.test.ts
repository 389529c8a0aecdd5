import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serious } from '../support/axe.ts'
import { articles, type Site, startSite } from '../support/site.ts'
import {
  articleText,
  listRow,
  marks,
  openArticle,
  saveAddress,
  selectionToolbar,
  selectPassage,
} from '../support/window.ts'
import { type Launched, launchers } from './launchers.ts'

describe.each(['light', 'dark'] as const)('with a %s system, axe finds nothing serious', (colorScheme) => {
  let site: Site
  let postil: Launched
  let page: Page
  beforeAll(async () => {
    site = await startSite()
    postil = await launchers.browser()
    page = postil.page
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  })
  afterAll(async () => {
    await postil?.close()
    await site?.close()
  })

  it('in an empty library', async () => {
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    expect(await serious(page)).toEqual([])
  })

  it('in the save dialog, also with an error', async () => {
    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('textbox', { name: 'Address of the page' }).fill(site.url('/status/404'))
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('alert').waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('in the list', async () => {
    for (const locale of ['en', 'fr', 'ar', 'ja'] as const) {
      await saveAddress(page, site.url(articles[locale].path), articles[locale].title)
    }
    expect(await serious(page)).toEqual([])
  })

  it('in a search with mistakes, its help, and an article with its matches marked', async () => {
    await page.getByRole('textbox', { name: 'Search everything' }).fill('margin foo:bar')
    await page.getByText('The rest was searched for.').waitFor()
    await page.getByRole('list', { name: 'Articles' }).locator('mark').first().waitFor()
    expect(await serious(page)).toEqual([])
    await page.getByRole('button', { name: 'What a search understands' }).click()
    await page.getByRole('dialog', { name: 'Searching' }).waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await openArticle(page, articles.en.title)
    await page.getByRole('toolbar', { name: 'Matches of the search' }).waitFor()
    expect(await serious(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear the search' }).click()
  })

  it('in the trash, and in its question', async () => {
    const row = listRow(page, articles.ja.title)
    await row.focus()
    await page.keyboard.press('#')
    await expect.poll(() => row.count()).toBe(0)
    await page.getByRole('button', { name: 'Trash' }).click()
    await page.getByText('30 days left').waitFor()
    expect(await serious(page)).toEqual([])
    await page.getByRole('button', { name: 'Empty the trash…' }).click()
    await page.getByRole('alertdialog').waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Reading' }).click()
  })

  it.each(['Appearance', 'Library', 'Backups', 'Checks'])('in the settings, at “%s”', async (section) => {
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: section }).click()
    await page.getByRole('tabpanel', { name: section }).waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  it.each(['en', 'ar'] as const)(
    'in the reader, with a selection, a highlight and an open note (%s)',
    async (locale) => {
      await openArticle(page, articles[locale].title)
      expect(await serious(page)).toEqual([])
      await selectPassage(page, articles[locale].passages[0])
      await selectionToolbar(page).waitFor()
      expect(await serious(page)).toEqual([])
      await page.keyboard.press('2')
      await marks(page).first().click()
      await page.getByRole('textbox', { name: 'Note', exact: true }).waitFor()
      expect(await serious(page)).toEqual([])
      await page.keyboard.press('Escape')
    },
  )

  it.each(['Contents', '1 highlight', 'Appearance', 'Article actions'])('in “%s”', async (name) => {
    await articleText(page).waitFor()
    await page.getByRole('toolbar', { name: 'Reading tools' }).getByRole('button', { name, exact: true }).click()
    await expect.poll(() => page.getByRole('dialog').or(page.getByRole('menu')).count()).toBeGreaterThan(0)
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').or(page.getByRole('menu')).count()).toBe(0)
  })
})
