import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Launched, launchers } from './launchers.ts'

let launched: Launched | null = null
afterEach(async () => {
  await launched?.close()
  launched = null
})

describe.each(Object.entries(launchers))('Postil in the %s', (_name, launch) => {
  it('shows its library in the language of the system, and keeps it over a restart and a power cut', async () => {
    launched = await launch({ locale: 'fr-FR' })
    const { page } = launched
    await page.getByText('Archives', { exact: true }).first().waitFor()

    const offered = await launched.download(() =>
      page.evaluate(() => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob(['« Été »']))
        link.download = 'notes.md'
        link.click()
      }),
    )
    expect(offered.name).toBe('notes.md')
    expect(await readFile(offered.path, 'utf8')).toBe('« Été »')

    const again = await launched.restart()
    await again.getByText('Archives', { exact: true }).first().waitFor()
    await launched.kill()
    const third = await launched.restart()
    await third.getByText('Archives', { exact: true }).first().waitFor()
    expect(launched.requests()).toEqual([])
  })
})
