import { EventEmitter } from 'node:events'
import type { RendererPort } from '../../main/electron/channels.ts'
import type { Listener, MainPort } from '../../main/electron/ipc.ts'
import type { SenderFrame } from '../../main/electron/trust.ts'

/**
 * Both ends of Electron's IPC in one process: arguments and answers are cloned as structured data, an error loses all but
 * its message, and a call without a handler fails.
 */
export function fakeIpc(frame: SenderFrame | null = { url: 'postil://app/', parent: null }) {
  const handlers = new Map<string, Parameters<MainPort['handle']>[1]>()
  const page = new EventEmitter()
  const main: MainPort = {
    handle(channel, listener) {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      handlers.set(channel, listener)
    },
    removeHandler: (channel) => void handlers.delete(channel),
  }
  const renderer: RendererPort = {
    async invoke(channel, params) {
      const cloned = structuredClone(params)
      const handler = handlers.get(channel)
      if (!handler) throw new Error(`Error invoking remote method '${channel}': No handler registered`)
      try {
        return structuredClone(await handler({ senderFrame: frame }, cloned))
      } catch (thrown) {
        throw new Error(`Error invoking remote method '${channel}': ${String(thrown)}`)
      }
    },
    on: (channel, listener) => page.on(channel, listener),
  }
  let destroyed = false
  const window: Listener = {
    isDestroyed: () => destroyed,
    send: (channel, ...args) => {
      if (destroyed) throw new TypeError('Object has been destroyed')
      page.emit(channel, {}, ...structuredClone(args))
    },
  }
  return {
    main,
    renderer,
    window,
    channels: () => [...handlers.keys()],
    destroy: () => {
      destroyed = true
    },
  }
}
