import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { type Command, commands } from '../../main/electron/channels.ts'
import { menuTemplate } from '../../main/electron/menu.ts'
import { shellWords } from '../../main/electron/words.ts'

type Item = MenuItemConstructorOptions
const flatten = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...flatten(Array.isArray(item.submenu) ? item.submenu : [])])

function build(platform: NodeJS.Platform, locale = 'en', inspecting = false) {
  const sent: Command[] = []
  const template = menuTemplate({
    platform,
    words: shellWords(locale),
    inspecting,
    command: (command) => sent.push(command),
    showLibrary: () => {},
  })
  return { template, items: flatten(template), sent }
}

describe.each(['darwin', 'linux', 'win32'] as const)('the menu on %s', (platform) => {
  it('offers every command once, and sends it', () => {
    const { items, sent } = build(platform)
    for (const command of commands) {
      const offering = items.filter((item) => item.id === command)
      expect(offering).toHaveLength(1)
      offering[0]?.click?.({} as never, undefined, {} as never)
    }
    expect(sent).toEqual([...commands])
  })
  it('has the editing roles, a way to quit, and a name or role for every item', () => {
    const { items } = build(platform)
    const roles = items.map((item) => item.role)
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit', 'togglefullscreen']) {
      expect(roles).toContain(role)
    }
    for (const item of items) expect(item.role ?? item.label ?? (item.type === 'separator' || null)).not.toBeNull()
  })
  it('uses no shortcut twice', () => {
    const keys = build(platform).items.flatMap((item) => item.accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('the menu', () => {
  it('begins with the app’s own menu on macOS only', () => {
    expect(build('darwin').template[0]?.role).toBe('appMenu')
    expect(build('linux').template[0]?.label).toBe('File')
  })
  it('speaks French', () => {
    expect(build('linux', 'fr').template.map((menu) => menu.label)).toEqual([
      'Fichier',
      'Édition',
      'Présentation',
      'Fenêtre',
      'Aide',
    ])
  })
  it('offers developer tools only where the app runs from its sources', () => {
    expect(build('linux').items.map((item) => item.role)).not.toContain('toggleDevTools')
    expect(build('linux', 'en', true).items.map((item) => item.role)).toContain('toggleDevTools')
  })
})
