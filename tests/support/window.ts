/** Postil's window, driven as a person drives it: what is seen, clicked and typed. English words unless said. */

import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** The article's own text, without notes that are edited beside or inside it. */
export const articleText = (page: Page): Locator => page.locator('.tiptap[contenteditable="false"]')
export const marks = (page: Page): Locator => articleText(page).locator('mark[data-highlights]')

/** The text of one highlight, in order, as it is painted. */
export async function paintedText(page: Page, key: string): Promise<string> {
  return (
    await marks(page)
      .and(page.locator(`[data-highlights~="${key}"]`))
      .allTextContents()
  ).join('')
}

/** Keys of all painted highlights, in reading order. */
export async function paintedKeys(page: Page): Promise<string[]> {
  const lists = await marks(page).evaluateAll((all) => all.map((mark) => mark.getAttribute('data-highlights') ?? ''))
  return [...new Set(lists.flatMap((list) => list.split(' ')))]
}

/** Opens the save dialog, saves an address, and waits until it is in the list. */
export async function saveAddress(page: Page, url: string, title: string): Promise<void> {
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.getByRole('textbox', { name: 'Address of the page' }).fill(url)
  await page.keyboard.press('Enter')
  await expect.poll(() => listRow(page, title).count()).toBe(1)
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
}

export const listRow = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: 'Articles' }).getByRole('link', { name: title })

export async function openArticle(page: Page, title: string): Promise<void> {
  await listRow(page, title).click()
  await articleText(page).waitFor()
}

interface Spot {
  readonly x: number
  readonly y: number
}

/**
 * Where to press and where to let go to select `passage`: just inside its first character and behind its last one, on
 * the screen. `skip` leaves out characters at its beginning, `more` takes that many behind its end.
 */
async function ends(page: Page, passage: string, skip: number, more: number): Promise<{ from: Spot; to: Spot }> {
  return articleText(page).evaluate(
    (root, [wanted, skipped, extra]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const nodes: { node: Text; start: number }[] = []
      let text = ''
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push({ node: node as Text, start: text.length })
        text += node.textContent ?? ''
      }
      const at = text.indexOf(wanted as string)
      if (at < 0) throw new Error(`The article does not hold “${wanted}”.`)
      const character = (offset: number): Range => {
        const holder = nodes.findLast(({ start }) => start <= offset)
        if (!holder) throw new Error('no text')
        const range = document.createRange()
        range.setStart(holder.node, offset - holder.start)
        range.setEnd(holder.node, offset - holder.start + 1)
        return range
      }
      const first = character(at + (skipped as number))
      const last = character(at + (wanted as string).length - 1 + (extra as number))
      first.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' })
      const edge = (range: Range, end: 'start' | 'end') => {
        const box = range.getBoundingClientRect()
        const holder = range.startContainer.parentElement
        const rtl = holder !== null && getComputedStyle(holder).direction === 'rtl'
        const right = (end === 'end') !== rtl
        return { x: right ? box.right - 0.5 : box.left + 0.5, y: (box.top + box.bottom) / 2 }
      }
      return { from: edge(first, 'start'), to: edge(last, 'end') }
    },
    [passage, skip, more] as const,
  )
}

/** Drags the mouse over a passage. */
export async function selectPassage(page: Page, passage: string, { skip = 0, more = 0 } = {}): Promise<void> {
  await ends(page, passage, skip, more)
  const { from, to } = await ends(page, passage, skip, more)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

export const selectionToolbar = (page: Page): Locator => page.getByRole('toolbar', { name: 'Selected passage' })
export const noteEditor = (page: Page): Locator => page.getByRole('textbox', { name: 'Note', exact: true })

/** Types into the open note and waits until it says that it is saved. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await noteEditor(page).click()
  await page.keyboard.type(text)
  await expect
    .poll(() =>
      page
        .getByRole('status')
        .filter({ hasText: /^saved$/ })
        .count(),
    )
    .toBe(1)
}

/** What is being saved beside the dialog, and what became of it. */
export const savesPanel = (page: Page): Locator => page.getByRole('region', { name: 'What is being saved' })

/** Drags files and folders of the disk over the window and lets them go there, as a file manager does. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const drag = {
    x: 200,
    y: 400,
    data: { items: [], files: [...paths], dragOperationsMask: 1 },
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...drag })
  await session.detach()
}

/** Puts a text, or a form of it, on the clipboard, and pastes it where the focus is. */
export async function pasteText(page: Page, text: string, html: string | null = null): Promise<void> {
  await page.evaluate(
    ([plain, rich]) => {
      const blob = (type: string, words: string) => ({ [type]: new Blob([words], { type }) })
      const forms = { ...blob('text/plain', plain), ...(rich === null ? {} : blob('text/html', rich)) }
      return navigator.clipboard.write([new ClipboardItem(forms)])
    },
    [text, html] as const,
  )
  await page.keyboard.press('ControlOrMeta+V')
}
