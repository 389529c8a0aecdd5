import { EventEmitter } from 'node:events'
import type { Page } from 'playwright-core'
import { app, inside } from './app.ts'
import { fromPage, newPage, openedOrigin, toPage, windows } from './browser.ts'
import { bridge } from './contextBridge.ts'
import { report } from './control.ts'
import { Debugger } from './debugger.ts'
import { openPrivatePage } from './privateBrowser.ts'
import { defaultSession, type Session } from './session.ts'
import { preventable, strict } from './strict.ts'

interface Options {
  width?: number
  height?: number
  x?: number
  y?: number
  webPreferences?: {
    preload?: string
    session?: Session
    images?: boolean
    disableDialogs?: boolean
    [name: string]: unknown
  }
}
type OpenHandler = (details: { url: string }) => { action: string }

class WebContents extends EventEmitter {
  page: Page | null = null
  loading: string | null = null
  deliver: (channel: string, args: readonly unknown[]) => void = () => {}
  openHandler: OpenHandler = () => ({ action: 'allow' })
  readonly session: Session
  askLogin({ hostname: host, port }: URL): { username: string; password: string } | null {
    let login: { username: string; password: string } | null = null
    const event = preventable({})
    const asking = { isProxy: true, scheme: 'basic', host, port: Number(port), realm: '' }
    this.emit('login', event, {}, asking, (username?: string, password?: string) => {
      if (username !== undefined && password !== undefined) login = { username, password }
    })
    return event.defaultPrevented ? login : null
  }
  readonly debugger: Debugger
  opening: Promise<Page> = new Promise(() => {})

  constructor(session: Session) {
    super()
    this.session = session
    this.debugger = strict('debugger', new Debugger(() => this.opening))
  }

  /** Rejects as Electron does, with Chromium's name of what went wrong as `code`. */
  async loadURL(url: string): Promise<void> {
    const page = await this.opening
    await openedOrigin(page.context(), this.session.rules, url)
    this.loading = url
    try {
      await page.goto(toPage(url), { waitUntil: 'load', timeout: 0 })
    } catch (thrown) {
      const code = /net::(ERR_\w+)/.exec(String(thrown))?.[1] ?? 'ERR_FAILED'
      throw Object.assign(new Error(`${code} loading '${url}'`, { cause: thrown }), { code, url })
    } finally {
      this.loading = null
    }
    report({ type: 'loaded', url })
  }
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
  setAudioMuted(_muted: boolean): void {}
  setWebRTCIPHandlingPolicy(_policy: string): void {}
  forcefullyCrashRenderer(): void {
    void this.opening
      .then(async (page) => (await page.context().newCDPSession(page)).send('Page.crash'))
      .catch(() => {})
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
  destroyed = false

  constructor(options: Options = {}) {
    super()
    if (!inside.ready && !app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.options = options
    const { session = defaultSession } = options.webPreferences ?? {}
    const contents = new WebContents(session)
    this.webContents = strict('webContents', contents)
    const named = session === defaultSession ? {} : { session: 'a session besides the default one' }
    const told = { ...options, webPreferences: { ...options.webPreferences, ...named } }
    report({ type: 'window', options: JSON.parse(JSON.stringify(told)) })
    app.emit('web-contents-created', {}, this.webContents)
    this.opening = this.prepare()
    contents.opening = this.opening
    this.opening.catch(() => {})
  }

  async prepare(): Promise<Page> {
    const contents = this.webContents
    const { session } = contents
    const { width = 800, height = 600, webPreferences = {} } = this.options
    const page =
      session === defaultSession
        ? await newPage()
        : await openPrivatePage(session, webPreferences, (proxy) => contents.askLogin(proxy))
    if (this.destroyed) {
      await page.close()
      throw new Error('Object has been destroyed')
    }
    windows.set(page, contents)
    contents.page = page
    await page.setViewportSize({ width, height })
    if (webPreferences.preload) {
      contents.deliver = await bridge(page, webPreferences.preload, () => contents.sender())
    }
    page.on('download', (download) => {
      const url = fromPage(download.url())
      const event = preventable({})
      const item = strict('DownloadItem', { getURL: () => url, getFilename: () => download.suggestedFilename() })
      session.emit('will-download', event, item, contents)
      report({ type: 'download', url, name: download.suggestedFilename(), prevented: event.defaultPrevented })
      if (event.defaultPrevented) void download.cancel()
    })
    const hidden = webPreferences.disableDialogs || session !== defaultSession
    page.on('dialog', (dialog) => {
      const leaving = dialog.type() === 'beforeunload'
      const event = preventable({})
      if (leaving) contents.emit('will-prevent-unload', event)
      else if (hidden && !webPreferences.disableDialogs) report({ type: 'pageDialog', kind: dialog.type() })
      void (event.defaultPrevented ? dialog.accept() : dialog.dismiss()).catch(() => {})
      if (leaving && !event.defaultPrevented) this.emit('stayed')
    })
    page.on('crash', () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    page.on('close', () => this.gone(page))
    return page
  }

  gone(page: Page | null): void {
    const index = all.findIndex((window) => window.webContents === this.webContents)
    if (index < 0) return
    if (page) windows.delete(page)
    all.splice(index, 1)
    this.destroyed = true
    report({ type: 'gone', hidden: this.webContents.session !== defaultSession })
    this.emit('closed')
    if (all.length === 0) app.emit('window-all-closed')
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url)
    this.emit('ready-to-show')
  }
  /** False where the page asked to stay, and nobody overruled it. */
  async shut(): Promise<boolean> {
    this.emit('close', preventable({}))
    // It may be destroyed before it has opened, or while it is being closed: then it is gone all the same.
    const page = await this.opening.catch(() => null)
    if (page === null) return true
    // Chromium runs the page's own farewells (pagehide), as a closing window does.
    const closed = page.isClosed()
      ? null
      : page.waitForEvent('close', { timeout: 0 }).then(
          () => true,
          () => true,
        )
    const stayed = new Promise<boolean>((settle) => this.once('stayed', () => settle(false)))
    await page.close({ runBeforeUnload: true }).catch(() => {})
    return closed === null || Promise.race([closed, stayed])
  }
  close(): void {
    void this.shut()
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  /** At once, whatever the page says to it. */
  destroy(): void {
    const { page } = this.webContents
    this.gone(page)
    void page?.close().catch(() => {})
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

inside.closeWindows = async () => (await Promise.all(all.map((window) => window.shut()))).every(Boolean)
