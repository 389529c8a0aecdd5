import { type EventName, type Events, eventNames, type MethodName } from '../../main/core/contract.ts'
import { fail, type Result } from '../../main/core/result.ts'
import type { Connection, Transport } from './bridge.ts'

/** The little of EventSource that is used, so that tests can stand in for it. */
export interface EventStream {
  /** 2 when the browser has given up on it, as it does when the host refuses. */
  readonly readyState: number
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void
  close(): void
}

/**
 * Calls up to this size outlive the page, so that what is said while it closes (a note, the reading position) arrives.
 * Browsers allow 64 KiB of such bodies in all; UTF-16 units, at most three bytes each.
 */
const outlives = 16_000

/** Milliseconds until a stream that was given up is opened anew, and a host that did not answer is asked again. */
const reopenAfter = 3000

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
  let asking = false

  const report = (next: Connection): void => {
    if (next === connection) return
    connection = next
    environment.onConnection?.(next)
    // Events may have passed while the line was down.
    if (next === 'open') emit('libraryChanged', { ids: null })
  }

  const call = async (method: MethodName, params: unknown): Promise<Result<unknown>> => {
    try {
      const sent = JSON.stringify(params)
      const response = await environment.fetch(`/api/${method}`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: sent,
        keepalive: sent.length <= outlives,
      })
      const body: unknown = await response.json()
      if (isResult(body)) {
        report(!body.ok && body.error.code === 'unauthorized' ? 'refused' : 'open')
        return body
      }
    } catch {
      // Unreachable, or something that is not Postil: the same to the one who asks.
    }
    report('lost')
    // Whoever waits for the host (a note that is not saved yet) hears of it without doing anything.
    if (!asking) setTimeout(askAgain, reopenAfter)
    asking = true
    return fail('connectionLost')
  }

  const askAgain = (): void => {
    asking = false
    if (connection === 'lost') void call('libraryStatus', {})
  }

  const heard = (): boolean => [...listeners.values()].some((each) => each.size > 0)

  const listen = (): void => {
    if (stream || !heard()) return
    const own = environment.openEvents('/api/events')
    stream = own
    own.addEventListener('open', () => report('open'))
    own.addEventListener('error', () => {
      if (stream !== own) return
      // A stream breaks for many reasons; whether the host answers is what a call finds out.
      void call('libraryStatus', {})
      if (own.readyState !== 2) return
      own.close()
      stream = null
      setTimeout(listen, reopenAfter)
    })
    for (const name of eventNames) {
      own.addEventListener(name, (event) => {
        if (typeof event.data === 'string') emit(name, JSON.parse(event.data))
      })
    }
  }

  const emit = <E extends EventName>(name: E, data: Events[E]): void => {
    for (const listener of listeners.get(name) ?? []) (listener as (data: Events[E]) => void)(data)
  }

  return {
    call,
    on(event, listener) {
      const set = listeners.get(event)
      set?.add(listener)
      listen()
      return () => {
        set?.delete(listener)
        if (heard()) return
        stream?.close()
        stream = null
      }
    },
  }
}
