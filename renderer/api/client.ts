import './jitless.ts'
import { methodNames, type ReaderApi } from '../../main/core/contract.ts'
import { fail } from '../../main/core/result.ts'
import type { Connection, Transport } from './bridge.ts'
import { createHttpTransport } from './http.ts'
import { openSession } from './session.ts'

/** Binds the contract's methods to a transport. Calls never reject, whatever the transport does. */
export function createClient(transport: Transport): ReaderApi {
  const calls = Object.fromEntries(
    methodNames.map((name) => [
      name,
      async (params: unknown) => {
        try {
          return await transport.call(name, params)
        } catch {
          return fail('connectionLost')
        }
      },
    ]),
  )
  // The loop gives every method of the contract; no type can be computed from a list of names at run time.
  return { ...(calls as Omit<ReaderApi, 'on'>), on: (event, listener) => transport.on(event, listener) }
}

/** The window's own client: the desktop shell's bridge where there is one, else the host that served the page. */
export async function connect(onConnection: (connection: Connection) => void): Promise<ReaderApi> {
  if (window.postil) return createClient(window.postil)
  await openSession({ location: window.location, history: window.history, fetch: window.fetch.bind(window) })
  return createClient(
    createHttpTransport({
      fetch: window.fetch.bind(window),
      openEvents: (url) => new EventSource(url),
      onConnection,
    }),
  )
}
