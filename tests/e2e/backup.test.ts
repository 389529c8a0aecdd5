import { readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { articles } from '../support/site.ts'
import { listRow, saveAddress } from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByRole('button', { name: /^Save/ }).first().waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: section }).click()
}
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe.each(['browser', 'shell'] as const)('backups (%s)', (host) => {
  const session = eachWith(launchers[host])

  it('writes everything into one file, asks before it replaces one, and brings it back', async () => {
    const { page, site, postil } = session
    const { title, path } = articles.fr
    await saveAddress(page, site.url(path), title)
    await openSettings(page, 'Backups')
    const all = region(page, 'Back up everything')
    const field = all.getByRole('textbox', { name: 'File to write' })
    // Beside the library, under the day's name.
    expect(await field.inputValue()).toMatch(/[\\/]Postil \d{4}-\d\d-\d\d\.zip$/)
    expect(dirname(await field.inputValue())).toBe(dirname(postil.libraryPath))
    const file = join(dirname(postil.libraryPath), 'Sauvegarde « été ».zip')
    await field.fill(file)
    const start = all.getByRole('button', { name: 'Back up everything' })
    await start.click()
    await expect.poll(() => all.getByText(/^Backed up 1 article, /).count()).toBe(1)
    const { size } = await stat(file)
    expect(size).toBeGreaterThan(1000)

    await start.click()
    await expect.poll(() => all.getByText('There is already a file at this place.').count()).toBe(1)
    await all.getByRole('button', { name: 'Replace it' }).click()
    await expect.poll(() => all.getByText(/^Backed up 1 article, /).count()).toBe(1)

    const back = region(page, 'Restore from a backup')
    const from = back.getByRole('textbox', { name: 'Backup file' })
    await back.getByRole('button', { name: 'Restore' }).click()
    await expect.poll(() => back.getByText('Name a place first.').count()).toBe(1)
    await from.fill(`${file}.gone`)
    await from.press('Enter')
    await back.getByRole('alert').waitFor()
    await from.fill(file)
    await from.press('Enter')
    await expect.poll(() => back.getByText('Done. Everything in it was here already.').count()).toBe(1)
    expect(await back.getByText('1 article was the same').count()).toBe(1)
  })
})

describe('the library in the settings', () => {
  const session = eachWith(launchers.browser)

  it('is named, and merges another copy of itself', async () => {
    const { page, site, postil } = session
    await saveAddress(page, site.url(articles.en.path), articles.en.title)
    await openSettings(page, 'Library')
    expect(await region(page, 'This library').getByText(postil.libraryPath, { exact: true }).count()).toBe(1)
    const merge = region(page, 'Merge another copy')
    const folder = merge.getByRole('textbox', { name: 'Folder of the other copy' })
    await folder.fill(postil.libraryPath)
    await folder.press('Enter')
    await expect.poll(() => merge.getByRole('alert').textContent()).toContain('is the library that is open')
  })

  it('is checked and repaired', async () => {
    const { page, site, postil } = session
    await saveAddress(page, site.url(articles.en.path), articles.en.title)
    await saveAddress(page, site.url(articles.ja.path), articles.ja.title)
    await openSettings(page, 'Checks')
    const check = region(page, 'Check the library')
    await check.getByRole('button', { name: 'Check', exact: true }).click()
    await expect.poll(() => check.getByText(/files checked\. All is well\./).count()).toBe(1)

    const media = join(postil.libraryPath, 'media')
    const [picture = ''] = await readdir(media)
    await writeFile(join(media, picture), 'nothing like a picture')
    await check.getByRole('button', { name: 'Check again' }).click()
    await expect.poll(() => check.getByText(`media/${picture}`, { exact: true }).count()).toBeGreaterThan(0)
    await check.getByRole('button', { name: 'Repair' }).click()
    await expect.poll(() => check.getByText(/put in order:/).count()).toBe(1)
    await expect.poll(() => readdir(media)).not.toContain(picture)
  })

  it('builds its index anew', async () => {
    const { page, site, postil } = session
    await saveAddress(page, site.url(articles.ar.path), articles.ar.title)
    await openSettings(page, 'Checks')
    const index = region(page, 'Search index')
    await index.getByRole('button', { name: 'Rebuild the index' }).click()
    await expect.poll(() => index.getByText('Done: 1 article.').count()).toBe(1)
    await page.keyboard.press('Escape')
    expect(await listRow(page, articles.ar.title).count()).toBe(1)
    expect((await stat(join(postil.libraryPath, '.index'))).isDirectory()).toBe(true)
  })

  it('keeps as many daily copies as one says', async () => {
    const { page } = session
    await openSettings(page, 'Backups')
    const daily = region(page, 'Every day')
    const on = daily.getByRole('switch', { name: 'Back up daily' })
    expect(await on.isChecked()).toBe(true)
    await daily.getByRole('button', { name: 'Keep more' }).click()
    await expect.poll(() => daily.getByText('8 copies').count()).toBe(1)
    await daily.getByText('Back up daily').click()
    await page.reload()
    await openSettings(page, 'Backups')
    await expect.poll(() => daily.getByText('8 copies').count()).toBe(1)
    expect(await on.isChecked()).toBe(false)
  })
})
