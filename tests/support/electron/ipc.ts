import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createContext, Script } from 'node:vm'
import { strict } from './strict.ts'

type Handler = (event: object, ...args: unknown[]) => unknown

const handlers = new Map<string, Handler>()

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler(channel: string): void {
    handlers.delete(channel)
  },
})

/** `invoke` as Electron does it: arguments and answer are cloned, and of an error only the message arrives. */
export async function invoke(event: object, channel: string, args: readonly unknown[]): Promise<unknown> {
  const cloned = structuredClone(args)
  const handler = handlers.get(channel)
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(await handler(event, ...cloned))
  } catch (thrown) {
    throw new Error(`Error invoking remote method '${channel}': ${String(thrown)}`)
  }
}

/** One run of a preload: what it exposed, and a way to send it messages. */
export interface PreloadRun {
  readonly exposed: ReadonlyMap<string, unknown>
  receive(channel: string, args: readonly unknown[]): void
}

/** Runs the built preload as a sandboxed window would: CommonJS, and `electron` the only module there is. */
export function runPreload(file: string, sender: () => object): PreloadRun {
  const exposed = new Map<string, unknown>()
  const emitter = new EventEmitter()
  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) => invoke(sender(), channel, args),
    on(channel: string, listener: (...args: unknown[]) => void) {
      emitter.on(channel, listener)
      return ipcRenderer
    },
  })
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key: string, api: unknown): void {
      if (exposed.has(key)) throw new Error(`Cannot bind an API on top of an existing property: ${key}`)
      exposed.set(key, api)
    },
  })
  const electron = strict('electron (preload)', { ipcRenderer, contextBridge })
  const require = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  const context = createContext({ console, setTimeout, clearTimeout, queueMicrotask, structuredClone, URL })
  const script = new Script(`(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
  })
  script.runInContext(context)(require, module, module.exports)
  return { exposed, receive: (channel, args) => void emitter.emit(channel, {}, ...structuredClone(args)) }
}
