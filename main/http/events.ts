import { type EventName, eventNames, type ReaderApi } from '../core/contract.ts'

const HEARTBEAT_MS = 15_000

/** An event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html) of all that the reader tells. */
export function eventStream(reader: ReaderApi): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let end = () => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      const listen = (name: EventName) =>
        reader.on(name, (data) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`))
      const ends = eventNames.map(listen)
      // Keeps proxies from closing a quiet stream, and finds out about a listener that is gone.
      const heartbeat = setInterval(() => write(':\n\n'), HEARTBEAT_MS)
      heartbeat.unref()
      end = () => {
        clearInterval(heartbeat)
        for (const each of ends) each()
      }
      write('retry: 1000\n\n')
    },
    cancel: () => end(),
  })
}
