/**
 * What the preload and the main process must agree on. It does not import the contract: the preload is loaded before the
 * page and carries names, not schemas.
 */
import { fail } from '../core/result.ts'

/** One channel per method of the contract. */
export const callChannel = (method: string): string => `postil:call:${method}`
/** Events of the contract go to the windows as `(name, data)` on this channel. */
export const eventChannel = 'postil:event'

/** What the menu asks of the window; heard through `on('command', …)`. */
export const commands = ['saveArticle', 'find', 'exportArticles', 'settings', 'keys'] as const
export type Command = (typeof commands)[number]

/** Events that the shell adds to those of the contract. */
export const shellEvents = ['command'] as const

/** What a window's page sees as `window.postil`; the window's client makes a ReaderApi of it. */
export interface Bridge {
  /** Answers a Result as plain data and never rejects. */
  call(method: string, params: unknown): Promise<unknown>
  /** Answers a function that ends the subscription. An unknown event is never heard of. */
  on(event: string, listener: (data: unknown) => void): () => void
}

/** The part of Electron's `ipcRenderer` that the bridge needs. */
export interface RendererPort {
  invoke(channel: string, params: unknown): Promise<unknown>
  on(channel: string, listener: (event: unknown, name: unknown, data: unknown) => void): unknown
}

export interface BridgeNames {
  readonly methods: readonly string[]
  readonly events: readonly string[]
}

/** Builds `window.postil`: only the contract's own names pass, and nothing of Electron is handed to the page. */
export function createBridge(port: RendererPort, names: BridgeNames): Bridge {
  const methods = new Set(names.methods)
  const listeners = new Map(names.events.map((name) => [name, new Set<(data: unknown) => void>()]))

  port.on(eventChannel, (_event, name, data) => {
    if (typeof name !== 'string') return
    for (const listener of listeners.get(name) ?? []) listener(data)
  })

  return {
    async call(method, params) {
      if (!methods.has(method)) return fail('methodUnknown', { method: String(method) })
      try {
        return await port.invoke(callChannel(method), params)
      } catch {
        // Parameters that cannot be cloned, or a main process that is going down: either way nothing was done.
        return fail('connectionLost')
      }
    },
    on(event, listener) {
      const set = listeners.get(event)
      // A wrapper per subscription, so that one listener may be added twice and taken off once.
      const heard = (data: unknown): void => listener(data)
      set?.add(heard)
      return () => {
        set?.delete(heard)
      }
    },
  }
}
