import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { articles } from '../support/site.ts'
import { listRow, marks, openArticle, saveAddress, selectionToolbar, selectPassage } from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const kept = (libraryPath: string) => readdir(join(libraryPath, 'articles'))
const question = (page: Page) => page.getByRole('alertdialog')
const isFocused = (page: Page, name: string) =>
  page.evaluate((wanted) => document.activeElement?.textContent === wanted, name)

describe.each(['browser', 'shell'] as const)('the trash (%s)', (host) => {
  const session = eachWith(launchers[host])

  it('keeps an article with its highlights, and brings both back', async () => {
    const { page, site } = session
    const { title, path, passages } = articles.ar
    await saveAddress(page, site.url(path), title)
    await openArticle(page, title)
    await selectPassage(page, passages[0])
    await selectionToolbar(page).waitFor()
    await page.keyboard.press('2')
    await expect.poll(() => marks(page).count()).toBeGreaterThan(0)
    const painted = await marks(page).allTextContents()
    await page.keyboard.press('#')
    await expect.poll(() => listRow(page, title).count()).toBe(0)

    await page.getByRole('button', { name: 'Trash' }).click()
    await expect.poll(() => listRow(page, title).count()).toBe(1)
    expect(await page.getByText('Articles stay here for 30 days').count()).toBe(1)
    expect(await page.getByText('30 days left').count()).toBe(1)
    await listRow(page, title).hover()
    await page.getByRole('button', { name: `Actions for “${title}”` }).click()
    await page.getByRole('menuitem', { name: 'Restore' }).click()
    await expect.poll(() => page.getByText('The trash is empty').count()).toBe(1)

    await page.getByRole('button', { name: 'Reading' }).click()
    await openArticle(page, title)
    await expect.poll(() => marks(page).allTextContents()).toEqual(painted)
  })

  it('asks before it deletes for good: one, several, or all', async () => {
    const { page, site, postil } = session
    const locales = ['en', 'fr', 'ar', 'ja'] as const
    for (const locale of locales) await saveAddress(page, site.url(articles[locale].path), articles[locale].title)
    const before = await kept(postil.libraryPath)
    expect(before).toHaveLength(4)
    await page.keyboard.press('Escape')
    await listRow(page, articles.ja.title).focus()
    for (let left = locales.length - 1; left >= 0; left--) {
      await page.keyboard.press('#')
      await expect.poll(() => page.getByRole('list', { name: 'Articles' }).getByRole('link').count()).toBe(left)
    }
    await page.getByRole('button', { name: 'Trash' }).click()
    await expect.poll(() => listRow(page, articles.fr.title).count()).toBe(1)

    // One, by its key. The way out is what Enter takes.
    await listRow(page, articles.fr.title).focus()
    await page.keyboard.press('#')
    await expect.poll(() => question(page).textContent()).toContain('Delete this article for good?')
    await expect.poll(() => isFocused(page, 'Cancel')).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => question(page).count()).toBe(0)
    expect(await kept(postil.libraryPath)).toEqual(before)
    await listRow(page, articles.fr.title).focus()
    await page.keyboard.press('#')
    await question(page).getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(() => listRow(page, articles.fr.title).count()).toBe(0)
    await expect.poll(() => kept(postil.libraryPath)).toHaveLength(3)

    // Two that are ticked.
    await listRow(page, articles.en.title).focus()
    await page.keyboard.press('x')
    await page.getByRole('checkbox', { name: `Select “${articles.ja.title}”` }).check()
    await page
      .getByRole('toolbar', { name: 'Select articles' })
      .getByRole('button', { name: 'Delete for good…' })
      .click()
    await expect.poll(() => question(page).textContent()).toContain('Delete 2 articles for good?')
    await question(page).getByRole('button', { name: 'Delete 2 for good' }).click()
    await expect.poll(() => kept(postil.libraryPath)).toHaveLength(1)

    // Everything that is left.
    await page.getByRole('button', { name: 'Empty the trash…' }).click()
    await expect.poll(() => question(page).textContent()).toContain('This cannot be undone.')
    await question(page).getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    expect(await kept(postil.libraryPath)).toEqual([])
  })
})
