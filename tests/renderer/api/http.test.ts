import { expect, test, vi } from 'vitest'
import type { Connection } from '../../../renderer/api/bridge.ts'
import { createHttpTransport, type EventStream } from '../../../renderer/api/http.ts'

class Stream implements EventStream {
  readonly listeners = new Map<string, (event: { data?: unknown }) => void>()
  closed = false
  readyState = 1
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(type, listener)
  }
  close(): void {
    this.closed = true
  }
  send(type: string, data?: unknown): void {
    this.listeners.get(type)?.(data === undefined ? {} : { data: JSON.stringify(data) })
  }
}

function setUp(answer: () => Response | Promise<Response>) {
  const requests: { url: string; init: RequestInit }[] = []
  const streams: Stream[] = []
  const connection: Connection[] = []
  const transport = createHttpTransport({
    fetch: async (url, init) => {
      requests.push({ url: String(url), init: init ?? {} })
      return answer()
    },
    openEvents: () => {
      const stream = new Stream()
      streams.push(stream)
      return stream
    },
    onConnection: (state) => connection.push(state),
  })
  return { transport, requests, streams, connection }
}

test('a call posts its parameters as JSON and answers the Result', async () => {
  const { transport, requests } = setUp(() => Response.json({ ok: true, value: { tags: [] } }))
  expect(await transport.call('listTags', { n: 'é' })).toEqual({ ok: true, value: { tags: [] } })
  expect(requests[0]?.url).toBe('/api/listTags')
  expect(requests[0]?.init).toMatchObject({ method: 'POST', credentials: 'same-origin', body: '{"n":"é"}' })
})

test('what is said while the page closes still arrives; what is too large for that is sent as ever', async () => {
  const { transport, requests } = setUp(() => Response.json({ ok: true, value: 1 }))
  await transport.call('updateHighlight', { note: 'short' })
  await transport.call('saveHtml', { html: 'x'.repeat(100_000) })
  expect(requests.map(({ init }) => init.keepalive)).toEqual([true, false])
})

test('an error status still carries its Result', async () => {
  const { transport } = setUp(() =>
    Response.json({ ok: false, error: { code: 'unauthorized', message: '…' } }, { status: 401 }),
  )
  expect(await transport.call('listTags', {})).toMatchObject({ ok: false, error: { code: 'unauthorized' } })
})

test.each([
  ['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
  ['something else answers', () => new Response('<html>', { status: 502 })],
  ['other JSON answers', () => Response.json({ hello: 'world' })],
])('the connection is lost when %s', async (_, answer) => {
  const { transport } = setUp(answer as () => Promise<Response>)
  expect(await transport.call('listTags', {})).toMatchObject({ ok: false, error: { code: 'connectionLost' } })
})

test('losing and finding the host again is told once each', async () => {
  let up = false
  const { transport, connection } = setUp(() =>
    up ? Response.json({ ok: true, value: 1 }) : Promise.reject(new TypeError()),
  )
  await transport.call('listTags', {})
  await transport.call('listTags', {})
  up = true
  await transport.call('listTags', {})
  await transport.call('listTags', {})
  expect(connection).toEqual(['lost', 'open'])
})

test('a host that was lost is asked again until it answers', async () => {
  vi.useFakeTimers()
  try {
    let up = false
    const { transport, connection, requests } = setUp(() =>
      up ? Response.json({ ok: true, value: 1 }) : Promise.reject(new TypeError()),
    )
    await transport.call('listTags', {})
    await vi.advanceTimersByTimeAsync(7000)
    expect(requests).toHaveLength(3)
    up = true
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(4)
    expect(connection).toEqual(['lost', 'open'])
  } finally {
    vi.useRealTimers()
  }
})

test('events reach those who listen, over one stream, until the last has gone', () => {
  const { transport, streams } = setUp(() => Response.json({}))
  const heard: unknown[] = []
  const stopOne = transport.on('libraryChanged', (data) => heard.push(data))
  const stopTwo = transport.on('progress', (data) => heard.push(data.step))
  expect(streams).toHaveLength(1)
  streams[0]?.send('libraryChanged', { ids: ['a'] })
  streams[0]?.send('progress', { task: 't', step: 'fetch', done: 0, total: null })
  expect(heard).toEqual([{ ids: ['a'] }, 'fetch'])
  stopOne()
  streams[0]?.send('libraryChanged', { ids: ['b'] })
  expect(heard).toHaveLength(2)
  expect(streams[0]?.closed).toBe(false)
  stopTwo()
  expect(streams[0]?.closed).toBe(true)
})

test('after a break in the stream everything is looked at again', async () => {
  const { transport, streams, connection } = setUp(() => Response.json({}))
  const heard: unknown[] = []
  transport.on('libraryChanged', (data) => heard.push(data))
  streams[0]?.send('open')
  expect(heard).toEqual([])
  streams[0]?.send('error')
  await expect.poll(() => connection).toEqual(['lost'])
  streams[0]?.send('open')
  expect(heard).toEqual([{ ids: null }])
  expect(connection).toEqual(['lost', 'open'])
})

test('a window that the host does not know is told so, not that the host is gone', async () => {
  const { transport, streams, connection, requests } = setUp(() =>
    Response.json({ ok: false, error: { code: 'unauthorized', message: '…' } }, { status: 401 }),
  )
  transport.on('libraryChanged', () => {})
  streams[0]?.send('error')
  await expect.poll(() => requests.length).toBe(1)
  await expect.poll(() => connection).toEqual(['refused'])
})

test('a stream that was given up is opened anew, once somebody still listens', async () => {
  vi.useFakeTimers()
  try {
    const { transport, streams } = setUp(() => Response.json({}))
    const stop = transport.on('libraryChanged', () => {})
    const giveUp = (stream: Stream | undefined) => {
      if (stream) stream.readyState = 2
      stream?.send('error')
    }
    giveUp(streams[0])
    await vi.advanceTimersByTimeAsync(5000)
    expect(streams).toHaveLength(2)
    giveUp(streams[1])
    stop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(streams).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})
