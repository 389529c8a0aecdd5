import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from './channels.ts'
import type { Words } from './words.ts'

export interface MenuContext {
  readonly platform: NodeJS.Platform
  readonly words: Words
  /** Developer tools are offered where the app runs from its sources. */
  readonly inspecting: boolean
  readonly command: (command: Command) => void
  readonly showLibrary: () => void
}

/** The menu, following each platform's customs. The window handles the same keys; the menu shows where they are. */
export function menuTemplate(context: MenuContext): MenuItemConstructorOptions[] {
  const { words, command } = context
  const mac = context.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const item = (label: string, name: Command, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    click: () => command(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const settings = item(words.settings, 'settings', 'CommandOrControl+,')

  const app: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [
      item(words.saveArticle, 'saveArticle', 'CommandOrControl+N'),
      item(words.exportArticles, 'exportArticles'),
      separator,
      { id: 'showLibrary', label: words.showLibrary, click: context.showLibrary },
      ...(mac ? [separator, { role: 'close' as const }] : [separator, settings, separator, { role: 'quit' as const }]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: words.edit,
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
      separator,
      item(words.find, 'find', 'CommandOrControl+K'),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(context.inspecting ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  }
  const window: MenuItemConstructorOptions = {
    role: 'windowMenu',
    label: words.window,
    submenu: [
      { role: 'minimize' },
      { role: 'zoom' },
      ...(mac ? [separator, { role: 'front' as const }] : [{ role: 'close' as const }]),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: words.help,
    submenu: [item(words.keys, 'keys'), ...(mac ? [] : [{ role: 'about' as const }])],
  }
  return [...(mac ? [app] : []), file, edit, view, window, help]
}
