import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { articles } from '../support/site.ts'
import {
  articleText,
  listRow,
  marks,
  openArticle,
  saveAddress,
  selectionToolbar,
  selectPassage,
  writeNote,
} from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const field = (page: Page) => page.getByRole('textbox', { name: 'Search everything' })
const list = (page: Page) => page.getByRole('list', { name: 'Articles' })
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Matches of the search' })

/** The texts that are painted as found, in order; the current one on its own. */
async function found(page: Page): Promise<{ readonly all: string[]; readonly current: string[] }> {
  return page.evaluate(() => {
    const texts = (name: string) =>
      [...((CSS.highlights.get(name) as Iterable<Range> | undefined) ?? [])].map((range) => range.toString())
    return { all: texts('postil-found'), current: texts('postil-found-current') }
  })
}

/** Whether the current match can be seen. */
const currentIsInSight = (page: Page) =>
  page.evaluate(() => {
    const [range] = [...((CSS.highlights.get('postil-found-current') as Iterable<Range> | undefined) ?? [])]
    if (!range) return false
    const box = range.getBoundingClientRect()
    return box.top > 40 && box.bottom < window.innerHeight
  })

describe.each(['browser', 'shell'] as const)('a search (%s)', (host) => {
  const session = eachWith(launchers[host])

  it('shows why an article matches, leads to the passage, and walks through the others', async () => {
    const { page, site } = session
    const title = 'The Ferry in 80 Paragraphs'
    await saveAddress(page, site.url('/long?paragraphs=80'), title)
    await field(page).fill('"paragraph 57"')
    const row = list(page).getByRole('listitem').filter({ hasText: title })
    await expect.poll(() => row.locator('mark').allTextContents()).toEqual(['Paragraph 57'])
    await listRow(page, title).click()
    await articleText(page).waitFor()
    await expect.poll(() => found(page)).toEqual({ all: [], current: ['Paragraph 57'] })
    expect(await bar(page).getByRole('status').textContent()).toBe('1 of 1')
    await expect.poll(() => currentIsInSight(page)).toBe(true)

    // Many matches: from the first one round to the last one, by key and by button.
    await field(page).fill('bridge')
    await expect.poll(() => row.locator('mark').first().textContent()).toBe('bridge')
    await listRow(page, title).click()
    await expect.poll(async () => (await found(page)).current).toEqual(['bridge'])
    const { all } = await found(page)
    expect(all.length).toBeGreaterThan(80)
    const count = bar(page).getByRole('status')
    const total = (all.length + 1).toLocaleString('en')
    expect(await count.textContent()).toBe(`1 of ${total}`)
    await page.keyboard.press('Shift+F3')
    await expect.poll(() => count.textContent()).toBe(`${total} of ${total}`)
    await expect.poll(() => currentIsInSight(page)).toBe(true)
    await page.keyboard.press('F3')
    await expect.poll(() => count.textContent()).toBe(`1 of ${total}`)
    await bar(page).getByRole('button', { name: 'Next match' }).click()
    await expect.poll(() => count.textContent()).toBe(`2 of ${total}`)

    // A highlight that is drawn over them leaves them where they are.
    await selectPassage(page, 'Paragraph 3.')
    await selectionToolbar(page).waitFor()
    await page.keyboard.press('4')
    await expect.poll(() => marks(page).count()).toBe(1)
    expect(await found(page)).toEqual({ all, current: ['bridge'] })

    // The address keeps it all: a reload finds the same passage marked.
    await page.reload()
    await articleText(page).waitFor()
    await expect.poll(async () => (await found(page)).all.length).toBe(all.length)
    expect(await field(page).inputValue()).toBe('bridge')

    await page.keyboard.press('Escape')
    await expect.poll(() => bar(page).count()).toBe(0)
    expect(await found(page)).toEqual({ all: [], current: [] })
    await articleText(page).waitFor()
  })

  it('opens the note that it was found in', async () => {
    const { page, site } = session
    for (const locale of ['en', 'fr'] as const) {
      const article = articles[locale]
      await saveAddress(page, site.url(article.path), article.title)
      await openArticle(page, article.title)
      await selectPassage(page, article.passages[0])
      await selectionToolbar(page).waitFor()
      await page.keyboard.press('n')
      await writeNote(page, locale === 'en' ? 'A zeppelin of a thought' : 'À relire\u202f: «\u202fl’hirondelle\u202f»')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    }
    await field(page).fill('l’hirondelle')
    const row = list(page).getByRole('listitem').filter({ hasText: articles.fr.title })
    await expect.poll(() => list(page).getByRole('listitem').count()).toBe(1)
    await expect.poll(() => row.getByText('Note', { exact: true }).count()).toBe(1)
    await expect.poll(async () => (await row.locator('mark').allTextContents()).join(' ')).toContain('hirondelle')
    await listRow(page, articles.fr.title).click()
    await articleText(page).waitFor()
    await expect
      .poll(() =>
        marks(page)
          .first()
          .evaluate((mark) => mark.hasAttribute('data-active')),
      )
      .toBe(true)
    await expect.poll(() => bar(page).getByRole('status').textContent()).toBe('Not in the text')
  })
})

describe('the list', () => {
  const session = eachWith(launchers.browser)
  const titles = () =>
    list(session.page)
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.textContent?.trim() ?? ''))

  it('orders by rank while one searches, and as one chose without; a reload keeps shelf, search and order', async () => {
    const { page, site } = session
    for (const locale of ['en', 'fr', 'ja'] as const) {
      await saveAddress(page, site.url(articles[locale].path), articles[locale].title)
    }
    const [en, fr, ja] = [articles.en.title, articles.fr.title, articles.ja.title]
    await expect.poll(titles).toEqual([ja, fr, en])
    await page.getByRole('button', { name: 'Order: Newest first' }).click()
    await page.getByRole('menuitemradio', { name: 'Oldest first' }).click()
    await expect.poll(titles).toEqual([en, fr, ja])
    await page.reload()
    await expect.poll(titles).toEqual([en, fr, ja])
    await page.getByRole('button', { name: 'Order: Oldest first' }).waitFor()

    // French has “commentaire”, English “comment”; the one with the word in its title comes first.
    await field(page).fill('margin')
    await page
      .getByRole('button', { name: 'Order: Best match' })
      .waitFor({ timeout: 2000 })
      .catch(() => {})
    await expect.poll(async () => (await titles())[0]).toBe(en)
    await page.getByRole('button', { name: 'Archive', exact: true }).click()
    await expect.poll(() => page.getByText('Nothing found').count()).toBe(1)
    await page.reload()
    await expect.poll(() => page.getByText('Nothing found').count()).toBe(1)
    expect(await field(page).inputValue()).toBe('margin')
    expect(await page.getByRole('button', { name: /^Archive/ }).getAttribute('aria-pressed')).toBe('true')
  })

  it('says what of a search was not understood, and searches for the rest', async () => {
    const { page, site } = session
    await saveAddress(page, site.url(articles.en.path), articles.en.title)
    await saveAddress(page, site.url(articles.fr.path), articles.fr.title)
    await field(page).fill('coleridge foo:bar is:blue before:soon')
    await expect.poll(() => page.getByText('“foo:bar” was not understood: there is no such filter.').count()).toBe(1)
    expect(await page.getByText('“is:blue” was not understood: the filter has no such value.').count()).toBe(1)
    expect(await page.getByText(/“before:soon” was not understood: that is no date/).count()).toBe(1)
    expect(await page.getByText('The rest was searched for.').count()).toBe(1)
    await expect.poll(titles).toEqual([articles.en.title])
  })

  it('puts an example of its help into the field, also by keyboard', async () => {
    const { page, site } = session
    await saveAddress(page, site.url(articles.fr.path), articles.fr.title)
    await saveAddress(page, site.url(articles.en.path), articles.en.title)
    await page.keyboard.press('/')
    await page.keyboard.type('marge')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Searching' }).waitFor()
    await page.getByRole('button', { name: 'lang:', exact: true }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => field(page).inputValue()).toBe('marge lang:')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
    await page.keyboard.type('fr')
    expect(await field(page).inputValue()).toBe('marge lang:fr')
    await expect.poll(titles).toEqual([articles.fr.title])
  })
})
