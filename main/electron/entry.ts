import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell } from 'electron'
import { unwrap } from '../core/result.ts'
import { defaultLibraryPath, openPostil } from '../postil.ts'
import { type Command, eventChannel } from './channels.ts'
import { askForLibrary, mayClose } from './dialogs.ts'
import { hostBeside } from './host.ts'
import { bindIpc } from './ipc.ts'
import { lockContents, lockSession } from './locks.ts'
import { menuTemplate } from './menu.ts'
import { besideArchive, libraryArgument, openOrAsk } from './opening.ts'
import { serveWindow } from './protocol.ts'
import { createRenderWindows } from './render/index.ts'
import { openExternal, windowScheme, windowUrl } from './trust.ts'
import { windowOptions } from './window.ts'
import { readState, type WindowState, writeState } from './windowState.ts'
import { shellWords } from './words.ts'

const here = import.meta.dirname
const windowDir = resolve(here, '../renderer')
const stateFile = join(app.getPath('userData'), 'window.json')
const inspecting = !app.isPackaged

protocol.registerSchemesAsPrivileged([
  { scheme: windowScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])
app.enableSandbox()

// One Postil per person: a second one shows the first one's window and ends.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  app.whenReady().then(start).catch(giveUp)
} else {
  app.quit()
}

let main: BrowserWindow | null = null

function showWindow(): void {
  if (!main) return
  if (main.isMinimized()) main.restore()
  main.show()
  main.focus()
}

function giveUp(thrown: unknown): void {
  dialog.showErrorBox('Postil', thrown instanceof Error ? thrown.message : String(thrown))
  app.exit(1)
}

async function start(): Promise<void> {
  let state = await readState(stateFile)
  const named = libraryArgument(process.argv) ?? (process.env.POSTIL_LIBRARY || null)
  const asked = resolve(named ?? state.libraryPath ?? defaultLibraryPath())

  const rendering = createRenderWindows({
    openWindow: (options) => new BrowserWindow(options),
    fromPartition: (partition, options) => session.fromPartition(partition, options),
    now: () => performance.now(),
  })
  const opening = await openOrAsk(asked, {
    open: (libraryPath) =>
      openPostil({
        libraryPath,
        workerUrl: besideArchive(new URL('./worker.js', import.meta.url)),
        indexerUrl: besideArchive(new URL('./indexer.js', import.meta.url)),
        render: rendering.render,
        housekeeping: true,
        assets: pathToFileURL(join(here, '../../assets/')),
      }),
    ask: (error) => askForLibrary(error, dialog, app.getLocale()),
  })
  if (!opening) return app.quit()
  const { opened: postil, libraryPath } = opening
  // Chosen in a dialog, so it is the usual one from now on; a folder named for this one time is not.
  if (libraryPath !== asked) state = { ...state, libraryPath }

  lockSession(session.defaultSession, inspecting)
  session.defaultSession.protocol.handle(windowScheme, (request) =>
    serveWindow(request, { windowDir, readMedia: postil.readMedia }),
  )
  app.on('web-contents-created', (_event, contents) => {
    // Pages that are being built have locks of their own: they hand nothing on.
    if (contents.session !== session.defaultSession) return
    lockContents(contents, (url) => void openExternal(url, (checked) => shell.openExternal(checked)))
  })
  // The default is to show who one is to whoever asks, by the first certificate of the machine.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault()
    answer()
  })
  const unbind = bindIpc(ipcMain, postil.reader, () => (main ? [main.webContents] : []))
  const host = await hostBeside(postil, windowDir)
  const settings = unwrap(await postil.reader.getSettings({}))
  const words = shellWords(settings.locale === 'system' ? app.getLocale() : settings.locale)

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        words,
        inspecting,
        command: (command: Command) => {
          showWindow()
          main?.webContents.send(eventChannel, 'command', command)
        },
        showLibrary: () => void shell.openPath(libraryPath),
      }),
    ),
  )

  const openWindow = async (): Promise<void> => {
    const dark = settings.theme === 'system' ? nativeTheme.shouldUseDarkColors : settings.theme === 'dark'
    main = createWindow(state, dark, (changed) => {
      state = { ...state, ...changed }
    })
    // The window asks not to be closed; `preventDefault` is to close it all the same.
    main.webContents.on('will-prevent-unload', (event) => {
      if (mayClose(dialog, words)) event.preventDefault()
    })
    main.on('closed', () => {
      if (process.platform !== 'darwin') rendering.close()
    })
    // Rejects also where the window is closed before it has loaded, which harms nobody.
    await main.loadURL(windowUrl).catch((thrown: unknown) => console.error(thrown))
  }

  let closed = false
  // After the last window is gone: what it still had to say has been heard by then.
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    unbind()
    const end = async (): Promise<void> => {
      await writeState(stateFile, state)
      await host?.close()
      await postil.close()
    }
    void end()
      .catch((thrown: unknown) => console.error(thrown))
      .finally(() => {
        closed = true
        app.quit()
      })
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (!main) void openWindow()
  })
  await openWindow()
}

function createWindow(
  state: WindowState,
  dark: boolean,
  remember: (changed: Partial<WindowState>) => void,
): BrowserWindow {
  const window = new BrowserWindow(
    windowOptions({
      preload: join(here, '../preload/index.cjs'),
      state,
      displays: screen.getAllDisplays().map((display) => display.workArea),
      dark,
      platform: process.platform,
    }),
  )
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => remember({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  window.on('closed', () => {
    if (main === window) main = null
  })
  return window
}
