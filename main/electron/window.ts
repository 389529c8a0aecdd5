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

/** No Node, a sandbox, a context of its own: what every window has. */
export const confined = {
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
} as const

/** The window of the app, with the bridge to the library. */
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
      ...confined,
      // Elsewhere than on macOS, Chromium would fetch dictionaries from the network.
      spellcheck: context.platform === 'darwin',
    },
  }
}
