import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron'
import { PostilError } from '../../core/result.ts'
import type { RenderedPage, RenderJob, RenderPage } from '../../postil.ts'
import { openDevtools } from './devtools.ts'
import { lockRenderContents, lockRenderSession } from './locks.ts'
import { beHarmless, look, scrollThrough, takePage } from './page.ts'
import { createSettling } from './settle.ts'
import { renderWindowOptions } from './window.ts'

const LOOK_EVERY_MS = 200
/** Of a page's scripts; one that takes more is ended. */
const MAX_HEAP = 768 * 1024 * 1024

/** What of Electron is needed. */
interface RenderEffects {
  openWindow(options: BrowserWindowConstructorOptions): BrowserWindow
  fromPartition(partition: string, options: { readonly cache: boolean }): Session
  /** Milliseconds, from any beginning. */
  now(): number
}

interface RenderWindows {
  readonly render: RenderPage
  /** Ends all windows; what is asked for them fails. */
  close(): void
}

/** Builds pages in windows that nobody sees, each in a session of its own that keeps nothing. */
export function createRenderWindows({ openWindow, fromPartition, now }: RenderEffects): RenderWindows {
  const open = new Set<BrowserWindow>()
  const slots = createSlots()

  /** Sessions live as long as the app does, so that the same few are used again; what a page left in them goes. */
  async function withSession<T>(proxy: string, work: (session: Session) => Promise<T>): Promise<T> {
    const slot = slots.take()
    const session = fromPartition(`render-${slot}`, { cache: false })
    try {
      if (slots.isNew(slot)) lockRenderSession(session)
      await forget(session)
      // Without the rule, what is on this machine would not go through the proxy.
      await session.setProxy({ mode: 'fixed_servers', proxyRules: proxy, proxyBypassRules: '<-loopback>' })
      return await work(session)
    } finally {
      await forget(session).catch(() => {})
      slots.give(slot)
    }
  }

  return {
    render: (job) =>
      withSession(job.proxy, async (session) => {
        job.signal.throwIfAborted()
        const window = openWindow(renderWindowOptions(session))
        open.add(window)
        const end = untilEnd(window, job.signal)
        try {
          return await Promise.race([build(window, job, now), end.ended])
        } finally {
          end.forget()
          open.delete(window)
          // One whose scripts never pause does not hear that it is closed.
          if (job.signal.aborted && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer()
          if (!window.isDestroyed()) window.destroy()
        }
      }),
    close() {
      for (const window of open) window.destroy()
    },
  }
}

async function forget(session: Session): Promise<void> {
  await session.closeAllConnections()
  await Promise.all([session.clearStorageData(), session.clearCache(), session.clearAuthCache()])
}

/** Rejects when there is no point in going on: it was stopped, or the page or its window is gone. */
function untilEnd(window: BrowserWindow, signal: AbortSignal) {
  let stop = (): void => {}
  const ended = new Promise<never>((_answer, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
    window.webContents.on('render-process-gone', (_event, { reason }) => reject(new Error(`the page ${reason}`)))
    window.on('closed', () => reject(new Error('the window was closed')))
  })
  // The race has its answer already where this comes late.
  ended.catch(() => {})
  return { ended, forget: () => signal.removeEventListener('abort', stop) }
}

async function build(window: BrowserWindow, job: RenderJob, now: () => number): Promise<RenderedPage> {
  const { webContents } = window
  lockRenderContents(webContents)
  webContents.on('login', (event, _asked, { isProxy, host, port }, answer) => {
    // Sites' own logins are nobody's to answer; Electron cancels what stays unprevented.
    if (!isProxy || `http://${host}:${port}` !== job.proxy) return
    event.preventDefault()
    answer(job.login.username, job.login.password)
  })
  const start = now()
  const devtools = await openDevtools(webContents.debugger, beHarmless)
  let loaded = false
  let failure: unknown = null
  const loading = webContents.loadURL(job.url).then(
    () => {
      loaded = true
    },
    (thrown: unknown) => {
      failure = thrown
    },
  )
  const settled = createSettling(start, job.patienceMs)
  for (;;) {
    await Promise.race([delay(LOOK_EVERY_MS), loaded ? delay(LOOK_EVERY_MS) : loading])
    if (failure && !isAborted(failure)) throw failure
    if ((await devtools.heapUsed()) > MAX_HEAP) throw new Error('the page takes too much memory')
    const seen = await devtools.call(look)
    const next = settled({ ...seen, pending: devtools.pending() }, now())
    if (next === 'scroll') await devtools.call(scrollThrough)
    if (next === 'take') break
  }
  const taken = await devtools.call(takePage, job.maxLength)
  if (!taken) throw new PostilError('pageTooLarge', { limit: Math.round(job.maxLength / 1024 / 1024) })
  return taken
}

/** A page may stop its own loading; what it has is looked at all the same. */
function isAborted(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'ERR_ABORTED'
}

/** Numbers for sessions: the lowest that is free. */
function createSlots() {
  const taken = new Set<number>()
  const known = new Set<number>()
  return {
    take(): number {
      let slot = 1
      while (taken.has(slot)) slot += 1
      taken.add(slot)
      return slot
    },
    /** True the first time. */
    isNew(slot: number): boolean {
      const unknown = !known.has(slot)
      known.add(slot)
      return unknown
    },
    give: (slot: number) => void taken.delete(slot),
  }
}
