import { type ClientRequest, request } from 'node:http'

export interface EventStream {
  open(): void
  /** Resolves when the stream is heard (at once where none is wanted, or where it failed: calls tell of that themselves). */
  opened(): Promise<void>
  close(): void
}

const RETRY_MS = 1000

/** Reads a server's event stream for as long as somebody listens; comes back when the connection breaks. */
export function createStream(
  url: string,
  headers: Readonly<Record<string, string>>,
  heard: (event: string, data: string) => void,
): EventStream {
  let wanted = false
  let current: ClientRequest | null = null
  let opened: Promise<void> = Promise.resolve()

  const connect = (): void => {
    let rest = ''
    const take = (text: string) => {
      const messages = (rest + text).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const event = /^event: ?(.*)$/m.exec(message)?.[1]
        const data = /^data: ?(.*)$/m.exec(message)?.[1]
        if (event !== undefined && data !== undefined) heard(event, data)
      }
    }
    opened = new Promise((resolve) => {
      const own = request(url, { agent: false, headers: { ...headers, accept: 'text/event-stream' } })
      const again = () => {
        resolve()
        if (current !== own || !wanted) return
        current = null
        setTimeout(() => {
          if (wanted && current === null) connect()
        }, RETRY_MS).unref()
      }
      own.on('response', (response) => {
        // Listening alone keeps no program alive.
        response.socket.unref()
        resolve()
        response.setEncoding('utf8')
        response.on('data', take)
        response.on('error', () => {})
        response.on('close', again)
      })
      own.on('error', again)
      own.end()
      current = own
    })
  }

  return {
    open() {
      wanted = true
      if (current === null) connect()
    },
    opened: () => opened,
    close() {
      wanted = false
      current?.destroy()
      current = null
      opened = Promise.resolve()
    },
  }
}
