import { request } from 'node:http'
import {
  type Answer,
  type Calls,
  type EventName,
  type Events,
  eventNames,
  type MethodName,
  methodNames,
  type Params,
  type ReaderApi,
} from '../core/contract.ts'
import { fail, type Result } from '../core/result.ts'
import { createStream } from './stream.ts'

export interface HttpClient extends ReaderApi {
  /** Ends the event stream; calls under way go on. */
  close(): void
}

/** A Postil that runs elsewhere on this machine. `node:http` because a long call must not meet a client's time limit. */
export function createHttpClient({ url, token }: { readonly url: string; readonly token: string }): HttpClient {
  const headers = { authorization: `Bearer ${token}` }
  const listeners: { readonly [E in EventName]: Set<(data: Events[E]) => void> } = {
    libraryChanged: new Set(),
    progress: new Set(),
  }
  const tell = <E extends EventName>(name: E, data: Events[E]) => {
    for (const listener of [...listeners[name]]) listener(data)
  }
  const stream = createStream(`${url}/api/events`, headers, (name, data) => {
    // Our own server's words, behind the token.
    for (const known of eventNames) if (known === name) tell(known, JSON.parse(data) as Events[typeof known])
  })

  const post = (method: MethodName, params: unknown): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      const lost = () => resolve(fail('connectionLost'))
      const body = Buffer.from(JSON.stringify(params ?? {}))
      const sent = request(
        `${url}/api/${method}`,
        {
          method: 'POST',
          // A connection of its own: one that the server is about to close must not be taken up again.
          agent: false,
          headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', lost)
          response.on('end', () => {
            try {
              const result: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
              if (!isResult(result)) return lost()
              resolve(result)
            } catch {
              lost()
            }
          })
        },
      )
      sent.on('error', lost)
      sent.end(body)
    })

  const calls: Partial<Record<MethodName, Calls[MethodName]>> = {}
  const bind = <M extends MethodName>(method: M): void => {
    const call = async (params: Params<M>): Promise<Result<Answer<M>>> => {
      // So that a caller that listens hears of what its own call does.
      await stream.opened()
      return (await post(method, params)) as Result<Answer<M>>
    }
    calls[method] = call as Calls[M]
  }
  for (const method of methodNames) bind(method)

  return {
    ...(calls as Calls),
    on(event, listener) {
      const own: typeof listener = (data) => listener(data)
      listeners[event].add(own)
      stream.open()
      return () => {
        listeners[event].delete(own)
        if (eventNames.every((name) => listeners[name].size === 0)) stream.close()
      }
    },
    close: () => stream.close(),
  }
}

function isResult(value: unknown): value is Result<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && ('value' in value || 'error' in value)
}
