import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { onOrder } from './control.ts'
import { preventable, strict } from './strict.ts'

const flag = (name: string): string | null =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null

export const userData = flag('user-data-dir') ?? mkdtempSync(join(tmpdir(), 'postil-stand-in-'))
mkdirSync(userData, { recursive: true })

/** What the rest of the stand-in hooks into; not part of Electron. */
export const inside = {
  ready: false,
  launch: async (): Promise<void> => {},
  /** False where one of them stays. */
  closeWindows: async (): Promise<boolean> => true,
  closeBrowser: async (): Promise<void> => {},
}

const lockFile = join(userData, 'SingletonLock')
let holdsLock = false

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

class App extends EventEmitter {
  readonly isPackaged = false
  readonly name = 'Postil'
  whenReadyPromise: Promise<void> | null = null
  quitting = false

  getPath(name: string): string {
    const paths: Record<string, string> = {
      userData,
      home: homedir(),
      temp: tmpdir(),
      downloads: join(userData, 'Downloads'),
    }
    const path = paths[name]
    if (path === undefined) throw new Error(`The stand-in for Electron has no path “${name}”.`)
    return path
  }
  getLocale(): string {
    return flag('lang') ?? 'en-US'
  }
  getName(): string {
    return this.name
  }
  getVersion(): string {
    return '0.0.0'
  }
  enableSandbox(): void {
    if (inside.ready) throw new Error('app.enableSandbox() must be called before the app is ready')
  }
  requestSingleInstanceLock(): boolean {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    } catch {
      const pid = Number(readFileSync(lockFile, 'utf8'))
      if (pid !== process.pid && isAlive(pid)) {
        process.kill(pid, 'SIGUSR2')
        return false
      }
      writeFileSync(lockFile, String(process.pid))
    }
    holdsLock = true
    process.on('SIGUSR2', () => this.emit('second-instance', {}, [], process.cwd()))
    return true
  }
  isReady(): boolean {
    return inside.ready
  }
  whenReady(): Promise<void> {
    this.whenReadyPromise ??= (async () => {
      await new Promise(setImmediate)
      if (this.quitting) return new Promise<void>(() => {})
      await inside.launch()
      inside.ready = true
      this.emit('ready')
    })()
    return this.whenReadyPromise
  }
  quit(): void {
    this.quitting = true
    void this.#quit()
  }
  async #quit(): Promise<void> {
    await new Promise(setImmediate)
    const before = preventable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    if (!(await inside.closeWindows())) {
      this.quitting = false
      return
    }
    const will = preventable({})
    this.emit('will-quit', will)
    if (will.defaultPrevented) return
    this.emit('quit', {}, 0)
    await this.#end(0)
  }
  exit(code = 0): void {
    void this.#end(code)
  }
  async #end(code: number): Promise<void> {
    await inside.closeBrowser()
    if (holdsLock) rmSync(lockFile, { force: true })
    process.exit(code)
  }
}

const real = new App()
// `#private` methods need the object itself, not its proxy.
real.quit = real.quit.bind(real)
real.exit = real.exit.bind(real)
export const app = strict('app', real)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => real.quit())
onOrder('quit', () => real.quit())
