import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Order, Report } from './electron/control.ts'

const root = resolve(import.meta.dirname, '../..')
const register = resolve(import.meta.dirname, 'electron/register.ts')

export interface ShellOptions {
  readonly libraryPath: string
  /** Where the app keeps what it remembers of this machine; a folder of the test's own. */
  readonly userData: string
  /** BCP 47; the language of the system, as the app sees it. */
  readonly locale?: string
  /** Answers to the first dialogs, in order: a button's number, or the chosen folders. */
  readonly dialogs?: readonly unknown[]
  /** The built main process; by default the one in `out/`. */
  readonly bundle?: string
}

/** A running stand-in: what it reports, what it can be told, and how it ends. */
export interface StandIn {
  readonly reports: readonly Report[]
  /** The first report, past or future, that fits; rejects when the process ends before. */
  waitFor<T extends Report['type']>(
    type: T,
    fits?: (report: Extract<Report, { type: T }>) => boolean,
  ): Promise<Extract<Report, { type: T }>>
  order(order: Order): void
  /** Connects to the loaded window, for driving it with Playwright. */
  attach(): Promise<Page>
  kill(signal: NodeJS.Signals): Promise<void>
  /** Exit code, null if a signal ended it. */
  readonly exit: Promise<number | null>
  /** What it wrote to standard error. */
  errors(): string
}

/** Starts the built app on the stand-in for Electron. */
export function startStandIn(options: ShellOptions): StandIn {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      register,
      options.bundle ?? resolve(root, 'out/main/index.js'),
      '--library',
      options.libraryPath,
      `--user-data-dir=${options.userData}`,
      ...(options.locale === undefined ? [] : [`--lang=${options.locale}`]),
    ],
    {
      cwd: root,
      // Tests start it often; what Node has compiled once is kept for the next start.
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: join(tmpdir(), 'postil-compile-cache'),
        STAND_IN_DIALOGS: JSON.stringify(options.dialogs ?? []),
      },
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    },
  )
  const reports: Report[] = []
  const waiting = new Set<(report: Report) => void>()
  const given = new Set<(reason: Error) => void>()
  let errors = ''
  let browser: Browser | null = null

  child.stderr?.on('data', (chunk) => {
    errors += String(chunk)
  })
  child.on('message', (report: Report) => {
    reports.push(report)
    for (const hear of waiting) hear(report)
  })
  const exit = new Promise<number | null>((settle) => {
    child.on('close', (code) => {
      for (const giveUp of given) giveUp(new Error(`Postil ended with ${code} before it got so far.\n${errors}`))
      settle(code)
    })
  })

  const waitFor: StandIn['waitFor'] = (type, fits = () => true) =>
    new Promise((settle, reject) => {
      type Wanted = Extract<Report, { type: typeof type }>
      const hear = (report: Report): boolean => {
        if (report.type !== type || !fits(report as Wanted)) return false
        waiting.delete(hear)
        given.delete(reject)
        settle(report as Wanted)
        return true
      }
      if (reports.some(hear)) return
      if (child.exitCode !== null) return reject(new Error(`Postil has ended with ${child.exitCode}.\n${errors}`))
      waiting.add(hear)
      given.add(reject)
    })

  return {
    reports,
    waitFor,
    exit,
    errors: () => errors,
    order: (order) => void child.send(order),
    async attach() {
      const { debuggingPort } = await waitFor('ready')
      await waitFor('loaded')
      browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`)
      const page = browser.contexts().flatMap((context) => context.pages())[0]
      if (!page) throw new Error('The stand-in shows no window.')
      return page
    },
    async kill(signal) {
      // Ending the connection first, so that Playwright does not see a crash; the browser itself is the stand-in's.
      await browser?.close().catch(() => {})
      browser = null
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await exit
    },
  }
}
