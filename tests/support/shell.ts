import { resolve } from 'node:path'
import { _electron, type Page } from 'playwright-core'
import { findElectron } from '../../main/cli/electronBinary.ts'
import { hasDisplay } from '../../main/cli/opener.ts'
import { type ShellOptions, startStandIn } from './standIn.ts'

const root = resolve(import.meta.dirname, '../..')

export interface RunningShell {
  readonly page: Page
  /** Addresses off the app that its window tried to reach, cancelled ones included. */
  requests(): readonly string[]
  /** As a person quits it: windows say goodbye, the library is closed. */
  quit(): Promise<void>
  /** As a power cut: SIGKILL. */
  kill(): Promise<void>
}

/** Real Electron where its program is installed and a window can be shown, else the stand-in. */
export function shellKind(): 'electron' | 'stand-in' {
  return findElectron(root) !== null && hasDisplay(process.platform, process.env) ? 'electron' : 'stand-in'
}

export async function startShell(options: ShellOptions): Promise<RunningShell> {
  return shellKind() === 'electron' ? startElectron(options) : startInStandIn(options)
}

async function startInStandIn(options: ShellOptions): Promise<RunningShell> {
  const standIn = startStandIn(options)
  const page = await standIn.attach()
  return {
    page,
    requests: () => standIn.reports.flatMap((r) => (r.type === 'request' && !r.own && !r.hidden ? [r.url] : [])),
    quit: () => standIn.kill('SIGTERM'),
    kill: () => standIn.kill('SIGKILL'),
  }
}

async function startElectron(options: ShellOptions): Promise<RunningShell> {
  const app = await _electron.launch({
    executablePath: findElectron(root) ?? '',
    // Root has no sandbox; this is a test's own machine and its own pages.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      `--user-data-dir=${options.userData}`,
      ...(options.locale === undefined ? [] : [`--lang=${options.locale}`]),
      '--library',
      options.libraryPath,
    ],
  })
  const requests: string[] = []
  app.context().on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url())) requests.push(request.url())
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  return {
    page,
    requests: () => requests,
    quit: () => app.close(),
    async kill() {
      const child = app.process()
      const ended = new Promise((settle) => child.once('exit', settle))
      child.kill('SIGKILL')
      await ended
    },
  }
}
