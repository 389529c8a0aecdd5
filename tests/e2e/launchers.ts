import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumArguments, chromiumEnvironment, ensureChromium } from '../support/chromium.ts'
import { type RunningShell, shellKind, startShell } from '../support/shell.ts'

const root = resolve(import.meta.dirname, '../..')

/** Postil with a window on a library of its own; the same tests run on each. */
export interface Launched {
  /** `browser`, `electron` or `stand-in`. */
  readonly name: string
  /** The window; another one after `restart`. */
  readonly page: Page
  readonly libraryPath: string
  /** Ends Postil as a person does, if it still runs, and starts it again on the same library. */
  restart(): Promise<Page>
  /** Ends Postil as a power cut does. `restart` starts it again. */
  kill(): Promise<void>
  /** Every address off Postil's own that the window tried to reach since the launch, restarts included. */
  requests(): readonly string[]
  /** Runs `act`, which makes the window offer a file, and answers that file. */
  download(act: () => Promise<unknown>): Promise<{ readonly name: string; readonly path: string }>
  /** Ends everything and removes the library. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** BCP 47. */
  readonly locale?: string
  /** A library that is there already; it is not removed at the end. */
  readonly libraryPath?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

export type Launcher = (options?: LaunchOptions) => Promise<Launched>

type Run = Pick<RunningShell, 'page' | 'requests' | 'quit' | 'kill'>

/** What all launchers share: a temporary home, and starting again on the same library. */
async function launch(
  name: string,
  options: LaunchOptions,
  start: (home: string, library: string) => Promise<Run>,
): Promise<Launched> {
  const home = await mkdtemp(join(tmpdir(), 'postil-e2e-'))
  const libraryPath = options.libraryPath ?? join(home, 'library')
  const earlier: string[] = []
  const begin = async (): Promise<Run> => {
    const begun = await start(home, libraryPath)
    if (options.viewport) await begun.page.setViewportSize(options.viewport)
    return begun
  }
  let run: Run | null = await begin()
  let page = run.page
  const end = async (how: 'quit' | 'kill'): Promise<void> => {
    if (!run) return
    earlier.push(...run.requests())
    const ending = run
    run = null
    await ending[how]()
  }
  return {
    name,
    libraryPath,
    get page() {
      return page
    },
    async restart() {
      await end('quit')
      run = await begin()
      page = run.page
      return page
    },
    kill: () => end('kill'),
    requests: () => [...earlier, ...(run?.requests() ?? [])],
    async download(act) {
      const offered = page.waitForEvent('download')
      const [download] = await Promise.all([offered, act()])
      return { name: download.suggestedFilename(), path: await download.path() }
    },
    async close() {
      await end('quit')
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function serve(libraryPath: string): Promise<{ child: ChildProcess; url: string; token: string }> {
  const args = [
    '--disable-warning=ExperimentalWarning',
    'main/cli/entry.ts',
    'serve',
    '--library',
    libraryPath,
    '--json',
  ]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((settle, reject) => {
    createInterface({ input: child.stdout }).once('line', settle)
    child.once('exit', (code) => reject(new Error(`“postil serve” ended with ${code} before it listened.`)))
  })
  return { child, ...(JSON.parse(line) as { url: string; token: string }) }
}

async function startBrowser(libraryPath: string, locale: string): Promise<Run> {
  const { child, url, token } = await serve(libraryPath)
  const { origin } = new URL(url)
  const requests: string[] = []
  const browser: Browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumArguments],
    env: chromiumEnvironment,
  })
  const context = await browser.newContext({ locale, viewport: { width: 1280, height: 800 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
  context.on('request', (request) => {
    const address = new URL(request.url())
    if (/^(https?|wss?):$/.test(address.protocol) && address.origin !== origin) requests.push(address.href)
  })
  const page = await context.newPage()
  await page.goto(`${origin}/#token=${token}`)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((settle) => child.once('close', settle))
    if (signal === 'SIGKILL') child.kill(signal)
    // The page first: what it still has to say (a note being typed) is said while the host listens.
    for (const open of context.pages()) await open.close({ runBeforeUnload: true }).catch(() => {})
    await browser.close()
    if (signal !== 'SIGKILL') child.kill(signal)
    if (child.exitCode === null && child.signalCode === null) await ended
  }
  return { page, requests: () => requests, quit: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

const browser: Launcher = (options = {}) =>
  launch('browser', options, (_home, library) => startBrowser(library, options.locale ?? 'en-US'))

const shell: Launcher = (options = {}) =>
  launch(shellKind(), options, (home, libraryPath) =>
    startShell({ libraryPath, userData: join(home, 'user'), locale: options.locale ?? 'en-US' }),
  )

/** The two ways in which a person runs Postil. */
export const launchers: Readonly<Record<'browser' | 'shell', Launcher>> = { browser, shell }
