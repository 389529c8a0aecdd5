import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articles, type Site, startSite } from '../support/site.ts'
import { articleText, marks, openArticle, saveAddress, selectionToolbar, selectPassage } from '../support/window.ts'
import { type Launched, launchers } from './launchers.ts'

/** What axe-core calls serious or critical on the screen as it stands, rule by rule. */
async function serious(page: Page): Promise<string[]> {
  // Colours are judged at rest: a transition half-way is no theme.
  await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))))
  const { violations } = (await page.evaluate(
    `${axe.source}; axe.run(document, { resultTypes: ['violations'] })`,
  )) as axe.AxeResults
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

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
