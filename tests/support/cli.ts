import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../main/cli/entry.ts', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Standard output as JSON lines. */
  lines<T = Record<string, unknown>>(): T[]
}

function start(args: readonly string[], env: Record<string, string>): ChildProcess {
  const all: NodeJS.ProcessEnv = { ...process.env, ...env }
  if (!('POSTIL_LIBRARY' in env)) delete all.POSTIL_LIBRARY
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], { env: all })
}

/** Runs the `postil` command to its end. */
export function postil(
  args: readonly string[],
  { input, env = {} }: { readonly input?: string | Buffer; readonly env?: Record<string, string> } = {},
): Promise<Ran> {
  const child = start(args, env)
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (part) => {
    stdout += part
  })
  child.stderr?.setEncoding('utf8').on('data', (part) => {
    stderr += part
  })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const lines = <T>() =>
        stdout
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as T)
      resolve({ code, stdout, stderr, lines })
    })
  })
}

export interface Serving {
  readonly url: string
  readonly token: string
  readonly pid: number
  /** Ends it with this signal and waits until it is gone; answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Runs `postil serve` until it listens. */
export function serving(args: readonly string[]): Promise<Serving> {
  const child = start(['serve', ...args], {})
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (part) => {
    stderr += part
  })
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`serve ended with ${code}: ${stderr}`)))
    if (!child.stdout) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).once('line', (line) => {
      const { url, token } = JSON.parse(line) as { url: string; token: string }
      resolve({
        url,
        token,
        pid: child.pid ?? 0,
        stop(signal = 'SIGTERM') {
          child.kill(signal)
          return ended
        },
      })
    })
  })
}
