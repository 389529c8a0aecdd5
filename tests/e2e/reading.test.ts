import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { articles, type Site, startSite } from '../support/site.ts'
import {
  articleText,
  marks,
  openArticle,
  paintedKeys,
  saveAddress,
  selectionToolbar,
  selectPassage,
  writeNote,
} from '../support/window.ts'
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

/** The number in the first paragraph that is seen below the window's bar. */
const topParagraph = () =>
  articleText(page).evaluate((root) => {
    const seen = [...root.querySelectorAll('p')].find((each) => each.getBoundingClientRect().bottom > 120)
    return Number(/^Paragraph (\d+)\./.exec(seen?.textContent ?? '')?.[1] ?? Number.NaN)
  })

it('comes back to the same paragraph after a reload, a restart, and in another size', async () => {
  const title = 'The Ferry in 80 Paragraphs'
  await saveAddress(page, site.url('/long?paragraphs=80'), title)
  await openArticle(page, title)
  expect(await topParagraph()).toBe(0)
  await articleText(page)
    .getByText('Paragraph 43.')
    .evaluate((paragraph) => paragraph.scrollIntoView({ block: 'start' }))
  const top = await topParagraph()
  expect(top).toBeGreaterThan(40)

  // Told to the library a moment after scrolling ends.
  await expect
    .poll(() => page.getByRole('progressbar', { name: 'Reading progress' }).getAttribute('aria-valuenow'))
    .not.toBe('0')
  await page.reload()
  await articleText(page).waitFor()
  await expect.poll(topParagraph).toBe(top)

  page = await postil.restart()
  await openArticle(page, title)
  await expect.poll(topParagraph).toBe(top)

  await page.getByRole('toolbar', { name: 'Reading tools' }).getByRole('button', { name: 'Appearance' }).click()
  for (let step = 0; step < 3; step++) await page.getByRole('button', { name: 'Larger text' }).click()
  await page.keyboard.press('Escape')
  await expect.poll(topParagraph).toBe(top)
})

it('keeps theme and size through a restart', async () => {
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await page.getByRole('button', { name: 'Larger text' }).click()
  const size = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--reading-size'))
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  await expect.poll(theme).toBe('dark')
  await expect.poll(size).toBe('20px')
  page = await postil.restart()
  await expect.poll(theme).toBe('dark')
  await expect.poll(size).toBe('20px')
})

it('sets a note beneath its paragraph where there is no margin', async () => {
  await saveAddress(page, site.url(articles.en.path), articles.en.title)
  await page.setViewportSize({ width: 480, height: 800 })
  await openArticle(page, articles.en.title)
  const [passage] = articles.en.passages
  await selectPassage(page, passage)
  await selectionToolbar(page).getByRole('button', { name: /^Note/ }).click()
  await writeNote(page, 'Beneath, not beside.')
  await page.keyboard.press('Escape')
  const box = async (text: string) => {
    const found = await page.getByText(text).first().boundingBox()
    if (!found) throw new Error(`“${text}” is not on the screen`)
    return found
  }
  await expect.poll(async () => (await box('Beneath, not beside.')).y > (await box(passage)).y).toBe(true)
  const note = await box('Beneath, not beside.')
  expect(note.x).toBeGreaterThanOrEqual(0)
  expect(note.x + note.width).toBeLessThanOrEqual(480)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(480)
})

it('highlights across paragraphs, lists and tables, and takes back what was done', async () => {
  await saveAddress(page, site.url(articles.en.path), articles.en.title)
  await openArticle(page, articles.en.title)
  // The hand is on the article; the selection runs from a list into the last cell of a table.
  await articleText(page).locator('h2').first().click()
  await articleText(page).evaluate((root) => {
    const list = root.querySelector('ol, ul')?.querySelector('li')
    const cell = [...root.querySelectorAll('td')].at(-1)
    if (!list || !cell) throw new Error('The article has no list or no table.')
    const range = document.createRange()
    range.setStart(list, 0)
    range.setEnd(cell, cell.childNodes.length)
    const selection = document.getSelection()
    selection?.removeAllRanges()
    selection?.addRange(range)
  })
  await selectionToolbar(page).waitFor()
  await page.keyboard.press('4')
  await expect.poll(() => articleText(page).locator('li mark[data-highlights]').count()).toBeGreaterThan(0)
  expect(await articleText(page).locator('td mark[data-highlights]').count()).toBeGreaterThan(0)
  expect(await paintedKeys(page)).toHaveLength(1)

  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => marks(page).count()).toBe(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(async () => (await paintedKeys(page)).length).toBe(1)

  await marks(page).first().click()
  await page.getByRole('button', { name: 'Delete highlight' }).click()
  await expect.poll(() => marks(page).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await paintedKeys(page)).length).toBe(1)
})
