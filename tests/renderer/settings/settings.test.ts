import { expect, test } from 'vitest'
import { defaultSettings } from '../../../main/core/model/settings.ts'
import { applySettings, patched } from '../../../renderer/settings/applySettings.ts'

function root() {
  const properties = new Map<string, string>()
  const dataset: Record<string, string | undefined> = {}
  return {
    properties,
    dataset,
    style: { setProperty: (name: string, value: string) => void properties.set(name, value) },
  }
}

function system(dark: boolean) {
  const target = new EventTarget()
  const list = Object.assign(target, { matches: dark })
  return {
    match: () => list as unknown as MediaQueryList,
    turn(next: boolean) {
      list.matches = next
      target.dispatchEvent(new Event('change'))
    },
  }
}

test('size and width become custom properties', () => {
  const it = root()
  applySettings(it, { ...defaultSettings, theme: 'paper', fontSize: 22, textWidth: 60 })
  expect(it.dataset.theme).toBe('paper')
  expect(Object.fromEntries(it.properties)).toEqual({ '--reading-size': '22px', '--reading-width': '60ch' })
})

test('the system’s theme is followed until another is chosen', () => {
  const it = root()
  const os = system(true)
  const stop = applySettings(it, defaultSettings, os.match)
  expect(it.dataset.theme).toBe('dark')
  os.turn(false)
  expect(it.dataset.theme).toBe('paper')
  stop()
  os.turn(true)
  expect(it.dataset.theme).toBe('paper')
})

test('a change keeps everything else, also what this Postil does not know', () => {
  const kept = { ...defaultSettings, someday: 'sepia' }
  expect(patched(kept, { theme: 'dark' })).toEqual({ ...kept, theme: 'dark' })
})
