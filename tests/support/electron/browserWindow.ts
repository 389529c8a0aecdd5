import { EventEmitter } from 'node:events'
import type { Page } from 'playwright-core'
import { app, inside } from './app.ts'
import { fromPage, newPage, openedOrigin, toPage, windows } from './browser.ts'
import { bridge } from './contextBridge.ts'
import { report } from './control.ts'
import { defaultSession } from './session.ts'
import { preventable, strict } from './strict.ts'

interface Options {
  width?: number
  height?: number
  x?: number
  y?: number
  webPreferences?: { preload?: string; [name: string]: unknown }
}
type OpenHandler = (details: { url: string }) => { action: string }

class WebContents extends EventEmitter {
  page: Page | null = null
  loading: string | null = null
  deliver: (channel: string, args: readonly unknown[]) => void = () => {}
  openHandler: OpenHandler = () => ({ action: 'allow' })
  readonly session = defaultSession

  /** The sender of a message, as `ipcMain` sees it. */
  sender(): object {
    const url = this.getURL()
    return { sender: this, senderFrame: { url, parent: null }, frameId: 1, processId: 1 }
  }
  getURL(): string {
    return fromPage(this.page?.url() ?? '')
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false
  }
  send(channel: string, ...args: unknown[]): void {
    this.deliver(channel, args)
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  mayNavigate(url: string): boolean {
    if (url === this.loading) return true
    const frame = preventable({ url, isMainFrame: true })
    this.emit('will-frame-navigate', frame)
    const event = preventable({ url, isMainFrame: true })
    this.emit('will-navigate', event)
    return !frame.defaultPrevented && !event.defaultPrevented
  }
  openWindow(url: string): string {
    return this.openHandler({ url }).action
  }
}

const all: Window[] = []

class Window extends EventEmitter {
  static getAllWindows(): Window[] {
    return [...all]
  }

  readonly webContents: WebContents
  options: Options
  opening: Promise<Page>
  visible = false

  constructor(options: Options = {}) {
    super()
    if (!inside.ready && !app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.options = options
    const contents = new WebContents()
    this.webContents = strict('webContents', contents)
    report({ type: 'window', options: JSON.parse(JSON.stringify(options)) })
    app.emit('web-contents-created', {}, this.webContents)
    this.opening = this.prepare()
  }

  async prepare(): Promise<Page> {
    const contents = this.webContents
    const page = await newPage()
    windows.set(page, contents)
    contents.page = page
    const { width = 800, height = 600, webPreferences } = this.options
    await page.setViewportSize({ width, height })
    if (webPreferences?.preload) {
      contents.deliver = await bridge(page, webPreferences.preload, () => contents.sender())
    }
    page.on('download', (download) => {
      const url = fromPage(download.url())
      const event = preventable({})
      const item = strict('DownloadItem', { getURL: () => url, getFilename: () => download.suggestedFilename() })
      defaultSession.emit('will-download', event, item, contents)
      report({ type: 'download', url, name: download.suggestedFilename(), prevented: event.defaultPrevented })
      if (event.defaultPrevented) void download.cancel()
    })
    page.on('close', () => this.gone(page))
    return page
  }

  gone(page: Page): void {
    const index = all.findIndex((window) => window.webContents === this.webContents)
    if (index < 0) return
    windows.delete(page)
    all.splice(index, 1)
    this.emit('closed')
    if (all.length === 0) app.emit('window-all-closed')
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.opening
    await openedOrigin(url)
    this.webContents.loading = url
    await page.goto(toPage(url), { waitUntil: 'load' })
    this.webContents.loading = null
    this.emit('ready-to-show')
    report({ type: 'loaded', url })
  }
  async shut(): Promise<void> {
    this.emit('close', preventable({}))
    const page = await this.opening
    // Chromium runs the page's own farewells (pagehide), as a closing window does.
    const closed = page.isClosed() ? null : page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    await closed
  }
  close(): void {
    void this.shut()
  }
  show(): void {
    this.visible = true
  }
  focus(): void {
    report({ type: 'focus' })
  }
  isMinimized(): boolean {
    return false
  }
  isMaximized(): boolean {
    return false
  }
  maximize(): void {}
  restore(): void {}
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options
    return { x, y, width, height }
  }
}

export const BrowserWindow = strict(
  'BrowserWindow',
  new Proxy(Window, {
    construct(target, [options]: [Options?]) {
      const window = strict('BrowserWindow', new target(options))
      all.push(window)
      return window
    },
  }),
)

inside.closeWindows = async () => {
  await Promise.all(all.map((window) => window.shut()))
}
