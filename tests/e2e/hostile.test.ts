import { describe, expect, it } from 'vitest'
import { articleText, openArticle, saveAddress } from '../support/window.ts'
import { launchers } from './launchers.ts'
import { eachWith } from './session.ts'

const TITLE = 'A Hostile Page About Gardens'

describe.each(Object.entries(launchers))('a hostile page (%s)', (_host, launch) => {
  const session = eachWith(launch)

  it('shows as text and pictures: nothing runs, and reading it asks nobody for anything', async () => {
    const { page, postil, site } = session
    await saveAddress(page, site.url('/hostile'), TITLE)
    site.forgetRequests()
    await openArticle(page, TITLE)

    // What such a page waits for: that somebody looks, hovers, clicks, opens.
    const text = articleText(page)
    for (const paragraph of await text.locator('p').all()) await paragraph.hover()
    for (const word of ['old spring', 'basin', 'svg text', 'What the plan said']) {
      const found = text.getByText(word, { exact: true })
      if ((await found.count()) > 0) await found.first().click()
    }
    await text.locator('img').first().scrollIntoViewIfNeeded()
    await expect
      .poll(() => text.locator('img').evaluateAll((all) => all.every((image) => (image as HTMLImageElement).complete)))
      .toBe(true)

    expect(await page.evaluate(() => '__ran' in window)).toBe(false)
    expect(await page.title()).not.toContain('owned')
    expect(await text.textContent()).toContain('roses had climbed through the windows')
    const suspects = await text.evaluate((root) => {
      const found: string[] = []
      for (const element of root.querySelectorAll('*')) {
        if (
          /^(script|iframe|object|embed|form|input|button|style|link|meta|base|svg|video|audio|template)$/i.test(
            element.tagName,
          )
        ) {
          found.push(element.outerHTML)
        }
        for (const { name, value } of element.attributes) {
          const loads = /^(src|href|xlink:href|action|formaction|poster|srcset|srcdoc)$/i.test(name)
          const own =
            value.startsWith('/media/') || value.startsWith('#') || (name === 'href' && /^(https?|mailto):/.test(value))
          if (/^on/i.test(name) || (loads && !own)) found.push(`${element.tagName} ${name}=${value}`)
        }
      }
      return found
    })
    expect(suspects).toEqual([])
    expect(postil.requests()).toEqual([])
    expect(site.requests).toEqual([])
  })
})
