import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

/** Signals within this time are one wish: a terminal, npm and this process may each pass on the same Ctrl+C. */
const sameWishMilliseconds = 1_000

/**
 * Starts a program that ends with this one and is asked to end exactly once for each wish. It has a process group of its
 * own, or a terminal's Ctrl+C would reach it twice, and the second one would cut its farewell short.
 */
export function startChild(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, args, { ...options, detached: process.platform !== 'win32' })
  let last = Number.NEGATIVE_INFINITY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now()
      if (now - last > sameWishMilliseconds) child.kill(signal)
      last = now
    })
  }
  return child
}
