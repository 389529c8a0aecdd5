import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { errorMessages, fillTemplate } from '../../main/core/errors.ts'
import { articles } from '../support/site.ts'
import { articleText, listRow, openArticle, saveAddress } from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const session = eachWith(launchers.browser)

it('reads a library of a newer format, says so, and offers no change', async () => {
  const { postil, site } = session
  await saveAddress(postil.page, site.url(articles.en.path), articles.en.title)
  await postil.kill()
  const file = join(postil.libraryPath, 'library.json')
  const raised = { ...(JSON.parse(await readFile(file, 'utf8')) as object), format: 99 }
  await writeFile(file, JSON.stringify(raised))
  const page = await postil.restart()
  await expect.poll(() => page.getByText(fillTemplate(errorMessages.libraryNewer, { format: 99 })).count()).toBe(1)
  await openArticle(page, articles.en.title)
  expect(await articleText(page).textContent()).toContain(articles.en.passages[0])
  expect(await page.getByRole('button', { name: /^Save/ }).first().isDisabled()).toBe(true)
  await listRow(page, articles.en.title).click({ button: 'right' })
  const item = page.getByRole('menuitem', { name: 'Archive' })
  await item.waitFor()
  expect(await item.getAttribute('aria-disabled')).toBe('true')
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(raised)
})

it('lists the damaged files, and leads from there to the check of all', async () => {
  const { postil, site } = session
  await saveAddress(postil.page, site.url(articles.en.path), articles.en.title)
  await saveAddress(postil.page, site.url(articles.fr.path), articles.fr.title)
  await postil.kill()
  const [first = ''] = (await readdir(join(postil.libraryPath, 'articles'))).sort()
  const damaged = join(postil.libraryPath, 'articles', first, 'article.json')
  await writeFile(damaged, '\0'.repeat(500))
  await rm(`${damaged}.bak`, { force: true })
  await rm(join(postil.libraryPath, '.index'), { recursive: true, force: true })
  const page = await postil.restart()
  await page.getByRole('button', { name: 'Show which' }).click()
  const dialog = page.getByRole('dialog', { name: 'A file of the library is damaged' })
  await expect.poll(() => dialog.getByText(`articles/${first}/article.json`).count()).toBeGreaterThan(0)
  await dialog.getByRole('button', { name: 'Check all files…' }).click()
  await expect.poll(() => page.getByRole('tab', { name: 'Checks' }).getAttribute('aria-selected')).toBe('true')
  expect(await page.getByRole('button', { name: 'Check', exact: true }).count()).toBe(1)
})

it('shows what another program brings, and leaves the row that has the focus where it is', async () => {
  const { postil, site } = session
  const { page } = postil
  await page.setViewportSize({ width: 1280, height: 420 })
  for (let n = 1; n <= 12; n++) {
    const title = `The Ferry in ${n + 10} Paragraphs`
    await saveAddress(page, site.url(`/long?paragraphs=${n + 10}`), title)
  }
  const title = 'The Ferry in 11 Paragraphs'
  await page.getByRole('list', { name: 'Articles' }).getByRole('link').first().focus()
  await page.keyboard.press('End')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(title)
  const place = () =>
    listRow(page, title)
      .boundingBox()
      .then((box) => Math.round(box?.y ?? -1))
  const before = await place()
  // Through the same host, as a command or a tool does.
  const saved = await page.evaluate(
    (url) =>
      fetch('/api/saveUrl', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url, typed: true }),
      }).then((answer) => answer.json() as Promise<{ ok: boolean }>),
    site.url(articles.ja.path),
  )
  expect(saved.ok).toBe(true)
  await expect.poll(() => page.getByText('13', { exact: true }).count()).toBeGreaterThan(0)
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(title)
  expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(2)
})
