import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { errorMessages, fillTemplate } from '../../main/core/errors.ts'
import { serious } from '../support/axe.ts'
import { scratchFolder } from '../support/scratch.ts'
import { articles } from '../support/site.ts'
import {
  articleText,
  dropFiles,
  listRow,
  openArticle,
  paintedKeys,
  pasteText,
  saveAddress,
  savesPanel,
  selectionToolbar,
  selectPassage,
} from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const session = eachWith(launchers.browser)

const words = (count: number, text: string) => Array.from({ length: count }, (_, n) => `${text} ${n + 1}.`).join(' ')
const article = (title: string, lang = 'en') =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1><p>${words(60, 'A sentence of some length that is about the river')}</p><p>${words(40, 'Another one about the ferry that crosses it')}</p></article></body></html>`

const row = (name: string | RegExp): Locator => savesPanel(session.page).getByRole('listitem').filter({ hasText: name })
const isThere = (locator: Locator) => expect.poll(() => locator.count()).toBe(1)
const isListed = (title: string, count = 1) => expect.poll(() => listRow(session.page, title).count()).toBe(count)

describe('many at once', () => {
  it('saves a dropped folder file by file, tells which is broken, and leaves out what is no text', async () => {
    const { page } = session
    const folder = join(scratchFolder('capture'), 'À lire')
    await mkdir(join(folder, 'été'), { recursive: true })
    await writeFile(join(folder, 'page.html'), article('The River at Six'))
    await writeFile(join(folder, 'été', 'œuvre.xhtml'), article('L’œuvre au long cours', 'fr'))
    await writeFile(
      join(folder, 'lettre.txt'),
      `Une lettre\n\n« Lire, c’est répondre\u202f», disait-il. ${words(30, 'Phrase')}`,
    )
    await writeFile(join(folder, 'notes.md'), `# Notes on the margin\n\n${words(60, 'A *sentence* of the notes')}`)
    await writeFile(join(folder, 'livre.epub'), 'This is no book.')
    await writeFile(join(folder, 'lamp.png'), 'not even a picture')
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    await dropFiles(page, [folder])

    await isThere(savesPanel(page).getByText('4 saved, 1 failed'))
    await isThere(row('À lire/livre.epub').getByText(/^“livre\.epub” is not a book|is not a book/))
    await isThere(savesPanel(page).getByText('1 other file of the folder was left out.'))
    for (const title of ['The River at Six', 'L’œuvre au long cours', 'Une lettre', 'Notes on the margin'])
      await isListed(title)

    await savesPanel(page).getByRole('button', { name: 'Copy the receipt' }).click()
    await isThere(page.getByText('The receipt is on the clipboard.'))
    const receipt = await page.evaluate(() => navigator.clipboard.readText())
    expect(receipt).toContain('1 failed\n- À lire/livre.epub: ')
    expect(receipt).toContain('L’œuvre au long cours (À lire/été/œuvre.xhtml)')
  })

  it('saves a pasted list of addresses, and offers what can be done about those that were not saved', async () => {
    const { page, site } = session
    await saveAddress(page, site.url(articles.fr.path), articles.fr.title)
    const gone = '/status/404'
    await pasteText(page, [articles.en.path, articles.fr.path, gone].map((path) => site.url(path)).join('\n'))
    await isThere(savesPanel(page).getByText('1 saved, 1 already there, 1 failed'))
    await isListed(articles.en.title)
    await isThere(row(gone).getByText(fillTemplate(errorMessages.pageNotFound, { status: 404 })))
    await isThere(row(gone).getByRole('button', { name: 'Try again' }))

    await row(articles.fr.title).getByRole('button', { name: 'Save new version' }).click()
    // The page is as it was, so there is nothing to make a version of.
    await isThere(savesPanel(page).getByText('1 saved, 1 already there, 1 failed'))
    await row(articles.fr.title).getByRole('link').click()
    await articleText(page).waitFor()
    expect(await articleText(page).textContent()).toContain(articles.fr.passages[0])
    // Whoever turns to another article from the list has all the room for it; the chip keeps what was said.
    expect(await savesPanel(page).count()).toBe(1)
    await openArticle(page, articles.en.title)
    await expect.poll(() => savesPanel(page).count()).toBe(0)

    // It was pasted over nothing: where a field has the focus, the field gets it.
    await page.keyboard.press('/')
    await pasteText(page, site.url(articles.ja.path))
    expect(await page.getByRole('textbox', { name: 'Search everything' }).inputValue()).toBe(site.url(articles.ja.path))
  })

  it('takes files and lists of addresses from the dialog, and says which it cannot take', async () => {
    const { page, site } = session
    const as = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('tab', { name: 'File' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files…' }).click()
    await (await chooser).setFiles([
      as('page.html', article('The River at Six')),
      as('à lire.txt', `# Mars\n${site.url(articles.fr.path)}\n`),
      as('lamp.png', 'no text'),
    ])
    await isThere(page.getByText('2 files', { exact: true }))
    await isThere(page.getByRole('dialog').getByText('“lamp.png” is not a file that Postil can save.'))
    await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click()
    await isThere(savesPanel(page).getByText('2 saved, 1 failed'))
    await isListed('The River at Six')
    await isListed(articles.fr.title)
  })

  it('pauses, goes on, is looked at again from the library’s head, and is called off', async () => {
    const { page, site } = session
    const release = site.hold(/paragraphs=/)
    const asked = () => site.requests.filter((path) => path.startsWith('/long')).length
    const paths = Array.from({ length: 9 }, (_, n) => `/long?paragraphs=${n + 20}`)
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    await pasteText(page, paths.map((path) => site.url(path)).join('\n'))
    await isThere(savesPanel(page).getByRole('heading', { name: 'Saving, 0 of 9' }))
    await expect.poll(asked).toBe(2)
    await savesPanel(page).getByRole('button', { name: 'Pause' }).click()
    release()
    await isThere(savesPanel(page).getByRole('heading', { name: 'Paused at 2 of 9' }))
    expect(asked()).toBe(2)

    const holdAgain = site.hold(/paragraphs=2[4-9]/)
    await savesPanel(page).getByRole('button', { name: 'Go on' }).click()
    await isThere(savesPanel(page).getByRole('heading', { name: 'Saving, 4 of 9' }))
    await savesPanel(page).press('Escape')
    await expect.poll(() => savesPanel(page).count()).toBe(0)
    const chip = page.getByRole('button', { name: /^Saving 4\/9/ })
    await chip.press('Enter')
    await savesPanel(page).waitFor()
    await expect.poll(() => savesPanel(page).evaluate((panel) => panel === document.activeElement)).toBe(true)
    await savesPanel(page).getByRole('button', { name: 'Stop' }).click()
    holdAgain()
    await isThere(savesPanel(page).getByText('4 saved, 5 not saved'))
    await isListed('The Ferry in 20 Paragraphs')
    await isListed('The Ferry in 28 Paragraphs', 0)

    await savesPanel(page).getByRole('button', { name: 'Try all again' }).click()
    await isThere(savesPanel(page).getByText('9 saved', { exact: true }).first())
    await isListed('The Ferry in 28 Paragraphs')
  })

  it('says at its end what became of it where nobody was looking, and asks before the page is left', async () => {
    const { page, site } = session
    const release = site.hold(/paragraphs=/)
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    await pasteText(page, [20, 21].map((n) => site.url(`/long?paragraphs=${n}`)).join('\n'))
    await savesPanel(page).getByRole('button', { name: 'Hide' }).click()
    const asked = page.waitForEvent('dialog')
    await page.evaluate(() => setTimeout(() => location.reload()))
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    release()
    await isThere(page.getByText('Saving is done: 2 saved.'))
    await page.getByRole('button', { name: 'Show the list', exact: true }).click()
    await isThere(savesPanel(page).getByRole('heading', { name: 'Done' }))
  })

  it('keeps the addresses that were waiting when the window went away, and goes on with them when it is told to', async () => {
    const { postil, site } = session
    const release = site.hold(/paragraphs=/)
    await postil.page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    await pasteText(postil.page, [20, 21, 22].map((n) => site.url(`/long?paragraphs=${n}`)).join('\n'))
    await isThere(savesPanel(postil.page).getByRole('heading', { name: 'Saving, 0 of 3' }))
    postil.page.once('dialog', (dialog) => void dialog.accept())
    await postil.page.evaluate(() => setTimeout(() => location.reload()))
    await isThere(savesPanel(postil.page).getByRole('heading', { name: 'Paused at 0 of 3' }))
    release()
    await savesPanel(postil.page).getByRole('button', { name: 'Go on' }).click()
    await isThere(savesPanel(postil.page).getByRole('heading', { name: 'Done' }))
    for (const n of [20, 21, 22]) await isListed(`The Ferry in ${n} Paragraphs`)
    await postil.page.reload()
    await isListed('The Ferry in 20 Paragraphs')
    expect(await savesPanel(postil.page).count()).toBe(0)
  })

  it('has nothing serious to axe, in light and dark, wide and narrow', async () => {
    const { page, site } = session
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const release = site.hold(/paragraphs=/)
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    await pasteText(page, ['/status/404', '/scripted', articles.ar.path, '/long?paragraphs=9'].map(site.url).join('\n'))
    await isThere(savesPanel(page).getByText('2 failed'))
    for (const width of [1280, 480]) {
      await page.setViewportSize({ width, height: 800 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        // The theme follows a moment after.
        await expect.poll(() => serious(page)).toEqual([])
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    release()
    await isThere(savesPanel(page).getByText('2 saved, 2 failed'))
    expect(await serious(page)).toEqual([])
  })
})

describe('one at a time', () => {
  it('saves what is pasted with its form, says so, and takes it back', async () => {
    const { page } = session
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    const html = `<h2>« Été »</h2><p>${words(30, 'Une <em>phrase</em>')}</p>`
    await pasteText(page, `« Été »\n${words(30, 'Une phrase')}`, html)
    await isThere(page.getByText('Saved what you pasted: “« Été »”.'))
    await isListed('« Été »')
    expect(await savesPanel(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await isListed('« Été »', 0)
  })

  it('offers a new version of what is there, and says where the highlights are in it', async () => {
    const { page, site } = session
    await saveAddress(page, site.url('/edition?paragraphs=12'), 'The Ferry')
    await openArticle(page, 'The Ferry')
    await selectPassage(page, 'They read instead: papers, letters', { more: 0 })
    await selectionToolbar(page).waitFor()
    await page.keyboard.press('1')
    await expect.poll(() => paintedKeys(page)).toHaveLength(1)

    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('textbox', { name: 'Address of the page' }).fill(site.url('/edition?paragraphs=16'))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Save new version' }).click()
    await isThere(page.getByText('Updated “The Ferry”. 1 highlight is in place.'))
    await expect.poll(() => articleText(page).textContent()).toContain('number 15.')
    await expect.poll(() => paintedKeys(page)).toHaveLength(1)
    await isListed('The Ferry')

    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('textbox', { name: 'Address of the page' }).fill(site.url('/edition?paragraphs=2'))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Save new version' }).click()
    await isThere(page.getByRole('dialog').getByRole('alert').getByText('yours stays as it is'))
    await page.getByRole('dialog').getByRole('button', { name: 'Save it anyway' }).click()
    await isThere(page.getByText(/^Updated “The Ferry”\./).last())
    await expect.poll(() => articleText(page).textContent()).not.toContain('number 15.')
  })

  it('leads from a page that cannot be fetched to pasting it, with its address', async () => {
    const { page, site } = session
    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('textbox', { name: 'Address of the page' }).fill(site.url('/scripted'))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Paste it instead' }).click()
    expect(await dialog.getByRole('textbox', { name: 'Where it is from' }).inputValue()).toBe(site.url('/scripted'))
    await dialog.getByRole('textbox', { name: 'Text or a copied page' }).fill(`The built page\n\n${words(30, 'Words')}`)
    await page.keyboard.press('ControlOrMeta+Enter')
    await isListed('The built page')
  })

  it('offers all of the text of a page without an article, in the dialog and in the list', async () => {
    const { page, site } = session
    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('textbox', { name: 'Address of the page' }).fill(site.url('/overview'))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: 'Save all of its text' }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    const rows = page.getByRole('list', { name: 'Articles' }).getByRole('link')
    await expect.poll(() => rows.count()).toBe(1)
    await rows.first().click()
    await expect.poll(() => articleText(page).textContent()).toContain('Two in all.')
    await pasteText(page, [site.url('/overview?turned'), site.url('/noarticle')].join('\n'))
    await isThere(savesPanel(page).getByText('2 failed').first())
    await row('/overview').getByRole('button', { name: 'Save all of its text' }).click()
    await isThere(savesPanel(page).getByText('1 saved, 1 failed'))
  })

  it('keeps what is copied from an office program, however little it is', async () => {
    const { page } = session
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    const html =
      '<b id="docs-internal-guid-1" style="font-weight:normal"><h1><span>Marées</span></h1><p><span style="font-weight:700">7,2 m</span></p></b>'
    await pasteText(page, 'Marées\n7,2 m', html)
    await openArticle(page, 'Marées')
    await isThere(articleText(page).locator('strong').getByText('7,2 m'))
  })

  it('goes on in the background when its dialog is left to itself', async () => {
    const { page, site } = session
    const release = site.hold(/paragraphs=/)
    await page.getByRole('button', { name: /^Save/ }).first().click()
    await page.getByRole('textbox', { name: 'Address of the page' }).fill(site.url('/long?paragraphs=30'))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Go on in the background' }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    release()
    await isThere(page.getByText('Saved “The Ferry in 30 Paragraphs”.'))
  })
})

describe('pictures that are missing', () => {
  const place = (name: RegExp) => session.page.getByRole('group', { name })

  it('keep their place and size, and come when they are asked for again, without moving the text', async () => {
    const { page, site } = session
    const repair = site.breakDown(/^\/pictures\//)
    await saveAddress(page, site.url('/pictures'), 'Trois images du bac')
    await openArticle(page, 'Trois images du bac')
    await isThere(page.getByText('3 pictures are missing.'))
    // The site's sign is none of them.
    const sign = page.getByRole('list', { name: 'Articles' }).locator('img')
    await expect.poll(() => sign.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(320)
    expect(await sign.boundingBox()).toMatchObject({ width: 14, height: 14 })
    const lost = place(/Le bac à l’aube/)
    expect(await lost.getByRole('link').getAttribute('href')).toBe(site.url('/pictures/1.png'))
    await selectPassage(page, 'page at each crossing, number 11')
    await selectionToolbar(page).waitFor()
    await page.keyboard.press('2')
    await expect.poll(() => paintedKeys(page)).toHaveLength(1)
    const top = () => page.getByText('Before the bell.').evaluate((element) => (element as HTMLElement).offsetTop)
    const before = await top()

    await page.getByRole('button', { name: 'Try again' }).first().press('Enter')
    await isThere(page.getByText('3 pictures could still not be fetched.'))

    repair()
    await place(/Les lecteurs sur le pont/)
      .getByRole('button', { name: 'Try again' })
      .click()
    await isThere(page.getByText('All pictures are here now.'))
    await expect.poll(() => articleText(page).locator('img').count()).toBe(3)
    for (const image of await articleText(page).locator('img').all()) {
      await image.scrollIntoViewIfNeeded()
      await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(640)
    }
    // The two above it had told their size.
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(3)
    expect(await paintedKeys(page)).toHaveLength(1)
    expect(await place(/missing/).count()).toBe(0)
    await page.reload()
    await articleText(page).waitFor()
    await expect.poll(() => articleText(page).locator('img').count()).toBe(3)
    await expect.poll(() => paintedKeys(page)).toHaveLength(1)
  })

  it('come into the text that is being read already while they are late', async () => {
    const { page, site } = session
    const release = site.hold(/^\/pictures\//)
    await page.getByRole('button', { name: 'Open the welcome article' }).waitFor()
    await pasteText(page, site.url('/pictures'))
    await openArticle(page, 'Trois images du bac')
    await isThere(page.getByText('3 pictures are on their way…'))
    await selectPassage(page, 'page at each crossing, number 0')
    await selectionToolbar(page).waitFor()
    await page.keyboard.press('3')
    await expect.poll(() => paintedKeys(page)).toHaveLength(1)
    release()
    await expect.poll(() => articleText(page).locator('img').count()).toBe(3)
    expect(await paintedKeys(page)).toHaveLength(1)
    expect(await page.getByText('are missing.').count()).toBe(0)
  })
})
