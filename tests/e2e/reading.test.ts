import { expect, it } from 'vitest'
import { articles } from '../support/site.ts'
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
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const session = eachWith(launchers.browser)

/** The number in the first paragraph that is seen below the window's bar. */
const topParagraph = () =>
  articleText(session.page).evaluate((root) => {
    const seen = [...root.querySelectorAll('p')].find((each) => each.getBoundingClientRect().bottom > 120)
    return Number(/^Paragraph (\d+)\./.exec(seen?.textContent ?? '')?.[1] ?? Number.NaN)
  })

it('comes back to the same paragraph after a reload, a restart, and in another size', async () => {
  const title = 'The Ferry in 80 Paragraphs'
  await saveAddress(session.page, session.site.url('/long?paragraphs=80'), title)
  await openArticle(session.page, title)
  expect(await topParagraph()).toBe(0)
  await articleText(session.page)
    .getByText('Paragraph 43.')
    .evaluate((paragraph) => paragraph.scrollIntoView({ block: 'start' }))
  const top = await topParagraph()
  expect(top).toBeGreaterThan(40)

  // Told to the library a moment after scrolling ends.
  await expect
    .poll(() => session.page.getByRole('progressbar', { name: 'Reading progress' }).getAttribute('aria-valuenow'))
    .not.toBe('0')
  await session.page.reload()
  await articleText(session.page).waitFor()
  await expect.poll(topParagraph).toBe(top)

  await session.postil.restart()
  await openArticle(session.page, title)
  await expect.poll(topParagraph).toBe(top)

  await session.page.getByRole('toolbar', { name: 'Reading tools' }).getByRole('button', { name: 'Appearance' }).click()
  for (let step = 0; step < 3; step++) await session.page.getByRole('button', { name: 'Larger text' }).click()
  await session.page.keyboard.press('Escape')
  await expect.poll(topParagraph).toBe(top)
})

it('stays where one scrolls to while the layout changes, and keeps that when the page goes in the same moment', async () => {
  const title = 'The Ferry in 60 Paragraphs'
  await saveAddress(session.page, session.site.url('/long?paragraphs=60'), title)
  await openArticle(session.page, title)
  const top = await articleText(session.page).evaluate(async (root) => {
    const paragraphs = [...root.querySelectorAll('p')]
    const [first] = paragraphs
    const aim = paragraphs.find((each) => each.textContent?.startsWith('Paragraph 31.'))
    if (first === undefined || aim === undefined) throw new Error('the article is not there')
    first.style.paddingTop = '300px'
    aim.scrollIntoView({ block: 'start' })
    await new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(settle)))
    return [...root.querySelectorAll('p')].findIndex((each) => each.getBoundingClientRect().bottom > 120)
  })
  expect(top).toBeGreaterThan(25)
  const reached = await topParagraph()
  await session.page.reload()
  await articleText(session.page).waitFor()
  await expect.poll(topParagraph).toBe(reached)
})

it('keeps theme and size through a restart', async () => {
  await session.page.getByRole('button', { name: 'Appearance' }).click()
  await session.page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await session.page.getByRole('button', { name: 'Larger text' }).click()
  const size = () => session.page.evaluate(() => document.documentElement.style.getPropertyValue('--reading-size'))
  const theme = () => session.page.evaluate(() => document.documentElement.dataset.theme)
  await expect.poll(theme).toBe('dark')
  await expect.poll(size).toBe('20px')
  await session.postil.restart()
  await expect.poll(theme).toBe('dark')
  await expect.poll(size).toBe('20px')
})

it('sets a note beneath its paragraph where there is no margin', async () => {
  await saveAddress(session.page, session.site.url(articles.en.path), articles.en.title)
  await session.page.setViewportSize({ width: 480, height: 800 })
  await openArticle(session.page, articles.en.title)
  const [passage] = articles.en.passages
  await selectPassage(session.page, passage)
  await selectionToolbar(session.page).getByRole('button', { name: /^Note/ }).click()
  await writeNote(session.page, 'Beneath, not beside.')
  await session.page.keyboard.press('Escape')
  const box = async (text: string) => {
    const found = await session.page.getByText(text).first().boundingBox()
    if (!found) throw new Error(`“${text}” is not on the screen`)
    return found
  }
  await expect.poll(async () => (await box('Beneath, not beside.')).y > (await box(passage)).y).toBe(true)
  const note = await box('Beneath, not beside.')
  expect(note.x).toBeGreaterThanOrEqual(0)
  expect(note.x + note.width).toBeLessThanOrEqual(480)
  expect(await session.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(480)
})

it('highlights across paragraphs, lists and tables, and takes back what was done', async () => {
  await saveAddress(session.page, session.site.url(articles.en.path), articles.en.title)
  await openArticle(session.page, articles.en.title)
  // The hand is on the article; the selection runs from a list into the last cell of a table.
  await articleText(session.page).locator('h2').first().click()
  await articleText(session.page).evaluate((root) => {
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
  await selectionToolbar(session.page).waitFor()
  await session.page.keyboard.press('4')
  await expect.poll(() => articleText(session.page).locator('li mark[data-highlights]').count()).toBeGreaterThan(0)
  expect(await articleText(session.page).locator('td mark[data-highlights]').count()).toBeGreaterThan(0)
  expect(await paintedKeys(session.page)).toHaveLength(1)

  await session.page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => marks(session.page).count()).toBe(0)
  await session.page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(async () => (await paintedKeys(session.page)).length).toBe(1)

  await marks(session.page).first().click()
  await session.page.getByRole('button', { name: 'Delete highlight' }).click()
  await expect.poll(() => marks(session.page).count()).toBe(0)
  await session.page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await paintedKeys(session.page)).length).toBe(1)
})

it('highlights at once when the key comes before the toolbar does', async () => {
  const { page, site } = session
  await saveAddress(page, site.url(articles.en.path), articles.en.title)
  await openArticle(page, articles.en.title)
  await selectPassage(page, articles.en.passages[0])
  await page.keyboard.press('5')
  await expect.poll(async () => (await paintedKeys(page)).length).toBe(1)
})
