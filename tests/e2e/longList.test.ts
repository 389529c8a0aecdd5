import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ArticleSummary } from '../../main/core/contract.ts'
import { type Launched, launchers } from './launchers.ts'

const total = 100_000

/** A row as the library tells it; titles of one to three lines, in several scripts. */
function summary(index: number): ArticleSummary {
  const words = ['L’art d’écrire dans la marge', '余白に書くということ', 'فن الكتابة في الهوامش', 'The Ferry'][
    index % 4
  ]
  const time = new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString()
  return {
    id: `01J${String(total - index).padStart(23, '0')}`,
    createdAt: time,
    updatedAt: time,
    url: null,
    canonicalUrl: null,
    title: `No ${index + 1}. ${`${words} `.repeat(1 + (index % 3))}`.trim(),
    byline: null,
    site: 'Carnets',
    publishedAt: null,
    lang: null,
    dir: 'ltr',
    excerpt: '',
    leadImage: null,
    words: 600,
    minutes: 3,
    tags: [],
    archived: false,
    favourite: false,
    progress: 0,
    deletedAt: null,
    highlights: 0,
    notes: 0,
  }
}

/** A library of 100,000 articles, as far as the window can see. */
async function pretend(page: Page): Promise<void> {
  const counts = { reading: total, archive: 0, favourites: 0, trash: 0, all: total }
  await page.route('**/api/listArticles', (route) => {
    const { offset = 0, limit = 100 } = route.request().postDataJSON() as { offset?: number; limit?: number }
    const length = Math.max(0, Math.min(limit, total - offset))
    const items = Array.from({ length }, (_, index) => summary(offset + index))
    return route.fulfill({ json: { ok: true, value: { items, total, counts, mistakes: [] } } })
  })
  await page.reload()
  await row(page, 1).waitFor()
}

const list = (page: Page) => page.getByRole('list', { name: 'Articles' })
const row = (page: Page, number: number) => list(page).getByRole('link', { name: new RegExp(`^No ${number}\\. `) })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const scroller = (page: Page) => list(page).locator('xpath=..')

let postil: Launched
beforeEach(async () => {
  postil = await launchers.browser()
  await pretend(postil.page)
})
afterEach(() => postil?.close())

it('says how many there are, and draws a few', async () => {
  const { page } = postil
  expect(
    await page
      .getByRole('button', { name: /Reading\s*100,000/ })
      .getByTitle('100,000')
      .textContent(),
  ).toContain('100K')
  expect(await list(page).getByRole('listitem').count()).toBeLessThan(60)
  expect(await list(page).getByRole('listitem').first().getAttribute('aria-setsize')).toBe('100000')
  const tabs = page.getByRole('group', { name: 'Shelves' })
  expect(await tabs.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  const right = (box: Element | null) => box?.getBoundingClientRect().right ?? 0
  expect(await tabs.evaluate(right)).toBeLessThanOrEqual(await tabs.locator('xpath=..').evaluate(right))
})

it('goes to its end and back by a key', async () => {
  const { page } = postil
  await row(page, 1).focus()
  await page.keyboard.press('End')
  await expect.poll(() => focused(page)).toContain('No 100000.')
  // The last row is whole in sight, and nothing is beneath it.
  const gap = () => scroller(page).evaluate((box) => Math.abs(box.scrollHeight - box.clientHeight - box.scrollTop))
  await expect.poll(gap).toBeLessThan(2)
  await page.keyboard.press('k')
  await expect.poll(() => focused(page)).toContain('No 99999.')
  await page.keyboard.press('Home')
  await expect.poll(() => focused(page)).toContain('No 1.')
})

it('does not jump while one scrolls up through rows that were not measured yet', async () => {
  const { page } = postil
  await scroller(page).evaluate((box) => box.scrollTo({ top: box.scrollHeight / 2 }))
  await expect.poll(() => list(page).getByRole('link').count()).toBeGreaterThan(5)
  const place = () =>
    scroller(page).evaluate((box) => {
      const top = box.getBoundingClientRect().top
      const links = [...box.querySelectorAll('a')].filter((link) => link.getBoundingClientRect().top > top + 200)
      const [first] = links
      return { text: first?.textContent ?? '', y: Math.round(first?.getBoundingClientRect().y ?? 0) }
    })
  await page.waitForTimeout(300)
  const box = await scroller(page).boundingBox()
  await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100)
  for (let turn = 0; turn < 8; turn++) {
    const { text, y } = await place()
    await page.mouse.wheel(0, -120)
    await page.waitForTimeout(120)
    const link = list(page).getByRole('link', { name: text, exact: true })
    const moved = Math.round((await link.boundingBox())?.y ?? 0)
    // By what the wheel was turned, give or take a rounding.
    expect(Math.abs(moved - y - 120)).toBeLessThanOrEqual(2)
  }
})

it('tells quietly how far the index is', async () => {
  const { page } = postil
  const report = (done: number) =>
    `event: progress\ndata: ${JSON.stringify({ task: 'index', step: 'index', done, total })}\n\n`
  await page.route('**/api/events', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: `retry: 60000\n\n${report(3400)}` }),
  )
  await page.reload()
  await expect.poll(() => page.getByText('Building the index: 3,400 of 100,000').count()).toBeGreaterThan(0)
  expect(await row(page, 1).count()).toBe(1)
})
