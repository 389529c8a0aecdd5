import { contextBridge, ipcRenderer } from 'electron'
import { createBridge, shellEvents } from './channels.ts'

/** Filled in from the contract when the bundle is built (electron.config.ts). */
declare const POSTIL_METHODS: readonly string[]
declare const POSTIL_EVENTS: readonly string[]

contextBridge.exposeInMainWorld(
  'postil',
  createBridge(
    {
      invoke: (channel, params) => ipcRenderer.invoke(channel, params),
      on: (channel, listener) => ipcRenderer.on(channel, listener),
    },
    { methods: POSTIL_METHODS, events: [...POSTIL_EVENTS, ...shellEvents] },
  ),
)
