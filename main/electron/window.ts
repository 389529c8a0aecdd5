import type { BrowserWindowConstructorOptions } from 'electron'
import { type Bounds, minimumSize, placeWindow, type WindowState } from './windowState.ts'

export interface WindowContext {
  readonly preload: string
  readonly state: WindowState
  readonly displays: readonly Bounds[]
  readonly dark: boolean
  readonly platform: NodeJS.Platform
  readonly icon?: string
}

/** The window's paper while its first frame is drawn; the same as the window's own themes. */
const paper = { light: '#fbf8f3', dark: '#1b1a18' } as const

/** A window without Node, in a sandbox, behind a context of its own. */
export function windowOptions(context: WindowContext): BrowserWindowConstructorOptions {
  return {
    ...placeWindow(context.state.bounds, context.displays),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    show: false,
    title: 'Postil',
    backgroundColor: context.dark ? paper.dark : paper.light,
    autoHideMenuBar: true,
    ...(context.icon === undefined ? {} : { icon: context.icon }),
    webPreferences: {
      preload: context.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Elsewhere than on macOS, Chromium would fetch dictionaries from the network.
      spellcheck: context.platform === 'darwin',
    },
  }
}
