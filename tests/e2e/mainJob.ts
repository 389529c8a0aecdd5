import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type ArticleLocale, articles } from '../support/site.ts'
import {
  articleText,
  listRow,
  marks,
  noteEditor,
  openArticle,
  paintedKeys,
  paintedText,
  saveAddress,
  selectionToolbar,
  selectPassage,
  writeNote,
} from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

/** The whole job, in the window of one host, once per language. */
export function describeMainJob(host: keyof typeof launchers): void {
  describe.each(Object.keys(articles) as ArticleLocale[])(`the main job (${host}, %s)`, (locale) => {
    const session = eachWith(launchers[host])

    it('saves, highlights, notes, survives, exports, and reads with the site gone', async () => {
      const article = articles[locale]
      const [passage] = article.passages
      const { postil, site } = session
      let { page } = session

      await saveAddress(page, site.url(article.path), article.title)
      await openArticle(page, article.title)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(article.title)

      // A passage by the mouse, its colour from the toolbar, a note and a tag.
      await selectPassage(page, passage)
      await selectionToolbar(page).getByRole('button', { name: 'Green' }).click()
      await expect.poll(async () => (await paintedKeys(page)).length).toBe(1)
      await marks(page).first().click()
      await writeNote(page, article.note)
      await page.getByRole('combobox', { name: 'Tags of the highlight' }).fill(article.tag)
      await page.keyboard.press('Enter')
      await expect.poll(() => page.getByRole('button', { name: `Remove the tag “${article.tag}”` }).count()).toBe(1)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect.poll(() => noteEditor(page).count()).toBe(0)
      expect(await paintedText(page, (await paintedKeys(page))[0] ?? '')).toBe(passage)

      // A second one that overlaps it, by its key.
      await selectPassage(page, passage, { skip: 6, more: 5 })
      await selectionToolbar(page).waitFor()
      await page.keyboard.press('3')
      await expect.poll(async () => (await paintedKeys(page)).length).toBe(2)

      const painted = async () => {
        const keys = await paintedKeys(page)
        return Promise.all(keys.map((key) => paintedText(page, key)))
      }
      const [first, second] = await painted()
      expect(first).toBe(passage)
      // Spaces at its edges are left out, so the comparison begins at a letter.
      expect(second?.slice(0, 6)).toBe(passage.slice(6).trimStart().slice(0, 6))

      const bothAreThere = async () => {
        await articleText(page).waitFor()
        await expect.poll(painted).toEqual([first, second])
        const margin = page.getByRole('complementary', { name: 'Notes in the margin' })
        await expect.poll(() => margin.getByText(article.tag, { exact: true }).count()).toBe(1)
        await expect.poll(() => margin.textContent()).toContain(article.note.replaceAll('*', '').slice(0, 20))
      }
      await page.reload()
      await bothAreThere()

      // As after a power cut, and then as every evening.
      await postil.kill()
      page = await postil.restart()
      await openArticle(page, article.title)
      await bothAreThere()
      page = await postil.restart()
      await openArticle(page, article.title)
      await bothAreThere()

      // Out of the house: to a file, with everything in it.
      await page.getByRole('button', { name: 'Article actions' }).click()
      await page.getByRole('menuitem', { name: 'Export…' }).click()
      const { name, path } = await postil.download(() => page.getByRole('button', { name: 'Save as a file' }).click())
      expect(name).toMatch(/\.md$/)
      const exported = await readFile(path, 'utf8')
      expect(exported).toContain(passage)
      expect(exported).toContain(article.note)
      expect(exported).toContain(article.tag.replaceAll(' ', '-'))
      expect(exported).toContain(`title: `)
      await page.keyboard.press('Escape')

      // The site is gone, and the pictures are still here.
      await site.close()
      page = await postil.restart()
      await openArticle(page, article.title)
      const pictures = articleText(page).locator('img')
      await expect.poll(() => pictures.count()).toBe(article.images)
      await expect
        .poll(() =>
          pictures.evaluateAll((all) =>
            all.map((image) => {
              image.scrollIntoView({ block: 'center', behavior: 'instant' })
              return (image as HTMLImageElement).complete && (image as HTMLImageElement).naturalWidth > 0
            }),
          ),
        )
        .toEqual(Array.from({ length: article.images }, () => true))
      expect(postil.requests()).toEqual([])
      expect(await listRow(page, article.title).count()).toBe(1)
    })
  })
}
