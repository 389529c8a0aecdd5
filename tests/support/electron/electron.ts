/**
 * A stand-in for the `electron` module, for machines that have no Electron: it does what Postil's bundle asks of Electron,
 * with Chromium for the windows, and fails by name on anything else. A test tool; no product code knows of it.
 */
import { nextAnswer, onOrder, report } from './control.ts'
import { strict } from './strict.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browserWindow.ts'
export { ipcMain } from './ipc.ts'
export { protocol, session } from './session.ts'

export const shell = strict('shell', {
  async openExternal(url: string): Promise<void> {
    report({ type: 'external', url })
  },
  async openPath(path: string): Promise<string> {
    report({ type: 'path', path })
    return ''
  },
})

export const dialog = strict('dialog', {
  async showMessageBox(options: { cancelId?: number }): Promise<{ response: number; checkboxChecked: boolean }> {
    report({ type: 'dialog', kind: 'message', options })
    return { response: nextAnswer(options.cancelId ?? 0), checkboxChecked: false }
  },
  showMessageBoxSync(options: { cancelId?: number }): number {
    report({ type: 'dialog', kind: 'question', options })
    return nextAnswer(options.cancelId ?? 0)
  },
  async showOpenDialog(options: object): Promise<{ canceled: boolean; filePaths: string[] }> {
    report({ type: 'dialog', kind: 'open', options })
    const filePaths = nextAnswer<string[]>([])
    return { canceled: filePaths.length === 0, filePaths }
  },
  showErrorBox(title: string, content: string): void {
    report({ type: 'dialog', kind: 'error', options: { title, content } })
    console.error(`${title}: ${content}`)
  },
})

export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: false })

export const screen = strict('screen', {
  getAllDisplays: () => [strict('Display', { workArea: { x: 0, y: 0, width: 1280, height: 800 } })],
})

interface Item {
  readonly id?: string
  readonly role?: string
  readonly label?: string
  readonly type?: string
  readonly click?: () => void
  readonly submenu?: readonly Item[]
}
const flatten = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...flatten(item.submenu ?? [])])

export const Menu = strict('Menu', {
  buildFromTemplate(template: readonly Item[]) {
    for (const item of flatten(template)) {
      if (item.role === undefined && item.label === undefined && item.type !== 'separator') {
        throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
      }
    }
    return { items: template }
  },
  setApplicationMenu(menu: { items: readonly Item[] } | null): void {
    const items = flatten(menu?.items ?? [])
    report({ type: 'menu', labels: items.flatMap((item) => item.label ?? []) })
    onOrder('menu', ({ id }) => items.find((item) => item.id === id)?.click?.())
  },
})
