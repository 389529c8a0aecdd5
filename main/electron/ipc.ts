import { eventNames, methodNames, type ReaderApi } from '../core/contract.ts'
import { fail, settle } from '../core/result.ts'
import { callChannel, eventChannel } from './channels.ts'
import { isTrustedSender, type SenderFrame } from './trust.ts'

/** The part of Electron's `ipcMain` that binding needs. */
export interface MainPort {
  handle(
    channel: string,
    listener: (event: { readonly senderFrame: SenderFrame | null }, params: unknown) => Promise<unknown>,
  ): void
  removeHandler(channel: string): void
}

/** A window that hears events. */
export interface Listener {
  isDestroyed(): boolean
  send(channel: string, ...args: unknown[]): void
}

/**
 * Binds every method of the contract to a channel, and sends every event to the windows. The sender is checked on each
 * call. Nothing is thrown through Electron, which would keep no more than the message: an answer is always a Result.
 * Answers a function that unbinds.
 */
export function bindIpc(port: MainPort, reader: ReaderApi, windows: () => readonly Listener[]): () => void {
  for (const method of methodNames) {
    port.handle(callChannel(method), async ({ senderFrame }, params) => {
      if (!isTrustedSender(senderFrame)) return fail('originRefused', { origin: senderFrame?.url ?? '' })
      // The reader parses what it is given by the contract's schema; until then its type is unknown.
      const call: (params: never) => Promise<unknown> = reader[method]
      const settled = await settle(() => call((params ?? {}) as never))
      return settled.ok ? settled.value : settled
    })
  }
  const ends = eventNames.map((name) =>
    reader.on(name, (data) => {
      for (const window of windows()) {
        if (!window.isDestroyed()) window.send(eventChannel, name, data)
      }
    }),
  )
  return () => {
    for (const method of methodNames) port.removeHandler(callChannel(method))
    for (const end of ends) end()
  }
}
