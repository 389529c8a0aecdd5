/**
 * `npm start`: builds if needed, then opens Postil in Electron; where there is no Electron to be had, or where it could only
 * run with its sandbox off, the same app in the browser.
 */
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { findRunning, readRuntime } from '../http/runtime.ts'
import { defaultLibraryPath } from '../postil.ts'
import { ensureBuilt } from './build.ts'
import { startChild } from './child.ts'
import { bringElectron } from './electronBinary.ts'
import { hasDisplay, openerFor, optionValue } from './opener.ts'

const root = resolve(import.meta.dirname, '../..')
const given = process.argv.slice(2)
/** Electron that ends with a failure this soon has not opened a window (a sandbox that the system forbids, say). */
const startMilliseconds = 5_000

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const fail = (line: string): void => {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

/** Why Electron's window is not even tried; null if it may be. */
function obstacle(): string | null {
  if (!hasDisplay(process.platform, process.env)) return 'There is no display for Electron’s window here.'
  // Chromium's sandbox does not work for root, and saved pages are not read without it.
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron’s sandbox does not work for root.'
  return null
}

/** True if Electron ran; false if it could not start. */
function runElectron(program: string): Promise<boolean> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const started = performance.now()
  const child = startChild(program, [root, ...given], { cwd: root, env, stdio: 'inherit' })
  return new Promise((settle) => {
    child.on('error', () => settle(false))
    child.on('exit', (code, signal) => {
      const asked = code === 0 || signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP'
      if (!asked && performance.now() - started < startMilliseconds) return settle(false)
      process.exitCode = code ?? 1
      settle(true)
    })
  })
}

async function fetchTicket(url: string, token: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/api/ticket`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    const { value } = (await answer.json()) as { value: { ticket: string } }
    return value.ticket
  } catch {
    return null
  }
}

/** Opens the window in the default browser, or prints its address where none can be opened. */
async function openInBrowser(url: string, token: string): Promise<void> {
  const opener = openerFor(process.platform, process.env)
  const print = (): void => say(`Postil is at ${url}/#token=${token}`)
  if (!opener) return print()
  // Everybody on this machine can read a program's arguments, so the token itself is in none.
  const ticket = await fetchTicket(url, token)
  if (ticket === null) return print()
  const [program, ...rest] = opener
  const browser = spawn(program, [...rest, `${url}/#token=${ticket}`], { stdio: 'ignore', detached: true })
  browser.on('error', print)
  browser.on('exit', (code) => (code === 0 ? undefined : print()))
  browser.on('spawn', () => say('Postil is open in your browser.'))
  browser.unref()
}

/** Serves the app to the browser until it is stopped; one that serves this library already is simply shown. */
async function runInBrowser(): Promise<void> {
  const library = optionValue(given, '--library') ?? defaultLibraryPath()
  const runtime = await readRuntime(library)
  if (runtime && (await findRunning(library))) {
    return openInBrowser(`http://127.0.0.1:${runtime.port}`, runtime.token)
  }
  // Room for short-lived objects only makes the process larger: a backup of 100,000 articles takes 100 MB less so.
  const flags = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning']
  const args = [...flags, 'main/cli/entry.ts', 'serve', ...given]
  const child = startChild(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code) => {
    process.exitCode = code ?? 0
  })
  if (!child.stdout) return
  createInterface({ input: child.stdout }).once('line', async (line) => {
    const { url, token } = JSON.parse(line) as { url: string; token: string }
    await openInBrowser(url, token)
    say('Ctrl+C ends it.')
  })
}

try {
  await ensureBuilt(root, say)
  const reason = obstacle()
  const program = reason === null ? await bringElectron(root, say) : null
  if (program === null || !(await runElectron(program))) {
    say(`${reason ?? 'Electron can’t be had or started here.'} The browser shows Postil instead.`)
    await runInBrowser()
  }
} catch (thrown) {
  fail(thrown instanceof Error ? thrown.message : String(thrown))
}
