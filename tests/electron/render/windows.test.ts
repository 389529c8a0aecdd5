import { EventEmitter } from 'node:events'
import type { BrowserWindow, Session } from 'electron'
import { expect, it } from 'vitest'
import { createRenderWindows } from '../../../main/electron/render/index.ts'

/** Fakes of Electron that record; the pages themselves are real only in the end-to-end test. */
function world(page: { answer?: (expression: string) => unknown; load?: () => Promise<void>; heap?: number } = {}) {
  const log: string[] = []
  const windows: FakeWindow[] = []
  let time = 0
  class FakeWindow extends EventEmitter {
    gone = false
    webContents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: () => {},
      setAudioMuted: () => {},
      setWebRTCIPHandlingPolicy: () => {},
      forcefullyCrashRenderer: () => log.push('crash it'),
      loadURL: page.load ?? (async () => {}),
      debugger: Object.assign(new EventEmitter(), {
        attach: () => {},
        sendCommand: async (method: string, params?: { expression?: string }) => {
          if (this.gone) throw new Error('target closed')
          time += 500
          if (method === 'Page.getFrameTree') return { frameTree: { frame: { id: 'F' } } }
          if (method === 'Page.createIsolatedWorld') return { executionContextId: 7 }
          if (method === 'Runtime.getHeapUsage') return { usedSize: page.heap ?? 1000 }
          if (method !== 'Runtime.evaluate') return {}
          return { result: { value: (page.answer ?? answer)(params?.expression ?? '') } }
        },
      }),
    })
    isDestroyed = () => this.gone
    destroy = () => {
      if (this.gone) return
      this.gone = true
      log.push('destroy')
      this.emit('closed')
    }
  }
  const sessions = new Map<string, object>()
  const fromPartition = (partition: string) => {
    const session = sessions.get(partition) ?? {
      webRequest: { onBeforeRequest: () => log.push(`lock ${partition}`) },
      on: () => {},
      getUserAgent: () => '',
      setUserAgent: () => {},
      setPermissionRequestHandler: () => {},
      setPermissionCheckHandler: () => {},
      setDevicePermissionHandler: () => {},
      closeAllConnections: async () => {},
      clearStorageData: async () => void log.push(`forget ${partition}`),
      clearCache: async () => {},
      clearAuthCache: async () => {},
      setProxy: async (proxy: object) => void log.push(JSON.stringify(proxy)),
    }
    sessions.set(partition, session)
    return session as Session
  }
  const rendering = createRenderWindows({
    openWindow: () => {
      const window = new FakeWindow()
      windows.push(window)
      log.push('open')
      return window as unknown as BrowserWindow
    },
    fromPartition,
    now: () => time,
  })
  return { ...rendering, log, windows, sessions }
}

const answer = (expression: string): unknown => {
  if (expression.includes('outerHTML')) return { html: '<html></html>', url: 'https://x.example/b' }
  if (expression.includes('scrollTo')) return undefined
  return { text: 5000, begun: true }
}
const job = (more: object = {}) => ({
  url: 'https://x.example/a',
  proxy: 'http://127.0.0.1:5000',
  login: { username: 'postil', password: 'ouvre-toi' },
  patienceMs: 60_000,
  maxLength: 1000,
  signal: new AbortController().signal,
  ...more,
})
/** A page that loads for ever and is still empty. */
const idle = { answer: () => ({ text: 0, begun: false }), load: () => new Promise<void>(() => {}) }

it('answers what the page became, and leaves nothing behind', async () => {
  const { render, log } = world()
  expect(await render(job())).toEqual({ html: '<html></html>', url: 'https://x.example/b' })
  expect(log).toEqual([
    'lock render-1',
    'forget render-1',
    '{"mode":"fixed_servers","proxyRules":"http://127.0.0.1:5000","proxyBypassRules":"<-loopback>"}',
    'open',
    'destroy',
    'forget render-1',
  ])
})

it('answers its own proxy’s question for a login, and no other', async () => {
  const { render, windows } = world(idle)
  const building = render(job())
  await expect.poll(() => windows.length).toBe(1)
  const answers: unknown[] = []
  const ask = (info: object) => {
    const event = { preventDefault: () => answers.push('prevented') }
    windows[0]?.webContents.emit(
      'login',
      event,
      {},
      { host: '127.0.0.1', port: 5000, isProxy: true, ...info },
      (...given: string[]) => answers.push(given),
    )
  }
  for (const other of [{ isProxy: false }, { port: 5001 }, { host: 'paper.example' }]) ask(other)
  expect(answers).toEqual([])
  ask({})
  expect(answers).toEqual(['prevented', ['postil', 'ouvre-toi']])
  windows[0]?.destroy()
  await expect(building).rejects.toThrow('closed')
})

it('uses a session again, and another one beside it', async () => {
  const { render, sessions, log } = world()
  await Promise.all([render(job()), render(job())])
  await render(job())
  expect([...sessions.keys()]).toEqual(['render-1', 'render-2'])
  expect(log.filter((line) => line.startsWith('lock'))).toEqual(['lock render-1', 'lock render-2'])
})

it('tells of a page that crashed, and ends its window', async () => {
  const { render, windows, log } = world(idle)
  const building = render(job())
  await expect.poll(() => windows.length).toBe(1)
  windows[0]?.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 })
  await expect(building).rejects.toThrow('the page oom')
  expect(log.slice(-2)).toEqual(['destroy', 'forget render-1'])
})

it('tells of a page that cannot be loaded; one that stopped its own loading is looked at', async () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
  const refused = world({ load: failing('ERR_CERT_DATE_INVALID') })
  await expect(refused.render(job())).rejects.toThrow('ERR_CERT_DATE_INVALID')
  expect(refused.log).toContain('destroy')
  const stopped = world({ load: failing('ERR_ABORTED') })
  expect(await stopped.render(job())).toMatchObject({ url: 'https://x.example/b' })
})

it('ends a window that is not wanted any more, though its page does not hear it', async () => {
  const deaf = { answer: () => new Promise(() => {}), load: () => new Promise<void>(() => {}) }
  const { render, windows, log } = world(deaf)
  const stop = new AbortController()
  const building = render(job({ signal: stop.signal }))
  await expect.poll(() => windows.length).toBe(1)
  stop.abort(new Error('enough'))
  await expect(building).rejects.toThrow('enough')
  expect(log.slice(-3)).toEqual(['crash it', 'destroy', 'forget render-1'])
  await expect(render(job({ signal: stop.signal }))).rejects.toThrow('enough')
  expect(windows).toHaveLength(1)
})

it('ends all when the app goes', async () => {
  const { render, close, windows } = world(idle)
  const building = Promise.allSettled([render(job()), render(job())])
  await expect.poll(() => windows.length).toBe(2)
  close()
  expect((await building).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

it('refuses a page that has become too large, or takes too much memory', async () => {
  const large = world({ answer: (asked) => (asked.includes('outerHTML') ? null : answer(asked)) })
  await expect(large.render(job())).rejects.toMatchObject({ code: 'pageTooLarge' })
  const greedy = world({ heap: 2 ** 31 })
  await expect(greedy.render(job())).rejects.toThrow('memory')
  expect([...large.log, ...greedy.log].filter((line) => line === 'destroy')).toHaveLength(2)
})
