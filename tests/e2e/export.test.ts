import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { articles } from '../support/site.ts'
import { openArticle, paintedKeys, saveAddress, selectionToolbar, selectPassage } from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const session = eachWith(launchers.browser)

async function saveWithHighlight(locale: 'en' | 'fr'): Promise<void> {
  const { page, site } = session
  await saveAddress(page, site.url(articles[locale].path), articles[locale].title)
  await openArticle(page, articles[locale].title)
  await selectPassage(page, articles[locale].passages[0])
  await selectionToolbar(page).waitFor()
  await page.keyboard.press('1')
  await expect.poll(async () => (await paintedKeys(page)).length).toBe(1)
}

it('puts an article’s notes on the clipboard', async () => {
  const { page } = session
  await saveWithHighlight('fr')
  await page.getByRole('button', { name: 'Article actions' }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(articles.fr.passages[0])
})

it('hands over the whole library: a Markdown file for each article, and one JSON of everything', async () => {
  const { page, postil } = session
  await saveWithHighlight('en')
  await saveWithHighlight('fr')
  const exportAll = async (format: RegExp) => {
    await page.getByRole('button', { name: 'List actions' }).click()
    await page.getByRole('menuitem', { name: 'Export everything…' }).click()
    await page.getByRole('dialog').getByText(format).click()
    const file = await postil.download(() =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: /^Save as/ })
        .click(),
    )
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    return file
  }

  const zip = await exportAll(/^Markdown/)
  const files = Object.entries(unzipSync(new Uint8Array(await readFile(zip.path))))
  expect(files.map(([name]) => name).sort()).toEqual(['L’art d’écrire dans la marge.md', 'On Writing in the Margin.md'])
  const texts = files.map(([, bytes]) => strFromU8(bytes)).join('\n')
  for (const locale of ['en', 'fr'] as const) expect(texts).toContain(articles[locale].passages[0])

  const json = await exportAll(/^JSON/)
  const whole = JSON.parse(await readFile(json.path, 'utf8'))
  expect(whole).toMatchObject({ format: 'postil-export', version: 2 })
  expect(whole.articles).toHaveLength(2)
})
