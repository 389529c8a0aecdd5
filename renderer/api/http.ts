import type { EventName, Events } from '../../main/core/contract.ts'
import { eventNames } from '../../main/core/contract.ts'
import { fail, type Result } from '../../main/core/result.ts'
import type { Connection, Transport } from './bridge.ts'

/** The little of EventSource that is used, so that tests can stand in for it. */
export interface EventStream {
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void
  close(): void
}

export interface HttpEnvironment {
  readonly fetch: typeof fetch
  readonly openEvents: (url: string) => EventStream
  /** Called on every change between answering and not answering. */
  readonly onConnection?: (connection: Connection) => void
}

function isResult(value: unknown): value is Result<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false
  return value.ok === true ? 'value' in value : 'error' in value
}

/**
 * Talks to the host that served the window: `POST /api/<method>` answers a Result, `GET /api/events` is a stream of
 * named events with JSON data. The session is an HttpOnly cookie, so nothing secret stays in the page.
 */
export function createHttpTransport(environment: HttpEnvironment): Transport {
  const listeners = new Map<EventName, Set<(data: never) => void>>(eventNames.map((name) => [name, new Set()]))
  let stream: EventStream | null = null
  let connection: Connection = 'open'

  const report = (next: Connection): void => {
    if (next === connection) return
    connection = next
    environment.onConnection?.(next)
  }

  const listen = (): void => {
    if (stream) return
    stream = environment.openEvents('/api/events')
    stream.addEventListener('open', () => {
      const wasLost = connection === 'lost'
      report('open')
      // Events may have passed while the line was down.
      if (wasLost) emit('libraryChanged', { ids: null })
    })
    stream.addEventListener('error', () => report('lost'))
    for (const name of eventNames) {
      stream.addEventListener(name, (event) => {
        if (typeof event.data === 'string') emit(name, JSON.parse(event.data))
      })
    }
  }

  const emit = <E extends EventName>(name: E, data: Events[E]): void => {
    for (const listener of listeners.get(name) ?? []) (listener as (data: Events[E]) => void)(data)
  }

  return {
    async call(method, params) {
      try {
        const response = await environment.fetch(`/api/${method}`, {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(params),
        })
        const body: unknown = await response.json()
        if (!isResult(body)) return fail('connectionLost')
        report('open')
        return body
      } catch {
        report('lost')
        return fail('connectionLost')
      }
    },
    on(event, listener) {
      listen()
      const set = listeners.get(event)
      set?.add(listener)
      return () => {
        set?.delete(listener)
        if ([...listeners.values()].some((each) => each.size > 0)) return
        stream?.close()
        stream = null
      }
    },
  }
}
