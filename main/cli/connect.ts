import { setTimeout as wait } from 'node:timers/promises'
import type { ReaderApi } from '../core/contract.ts'
import { PostilError } from '../core/result.ts'
import { findRunning } from '../http/runtime.ts'
import type { Postil } from '../postil.ts'

export interface Connection {
  readonly reader: ReaderApi
  close(): Promise<void>
}

const TRIES = 54
const PAUSE_MS = 150
/** Milliseconds between two lines about the index, and before the first. */
const SAID_EVERY = 1000

/** A command answers from an index that agrees with the files; where that takes its time, it says so every second. */
async function readyWith({ reader, ready }: Postil, progress: (line: string) => void): Promise<void> {
  let told = performance.now()
  const end = reader.on('progress', ({ task, done, total }) => {
    if (task !== 'index' || performance.now() - told < SAID_EVERY) return
    told = performance.now()
    progress(`index ${done}/${total ?? '?'}`)
  })
  await ready
  end()
}

/**
 * The Postil that has this library open, or the library itself. One that is starting has the lock before it can be
 * talked to, and another command has it for a moment: so a locked library is tried again for about eight seconds.
 */
export async function connect(
  libraryPath: string,
  report: (thrown: unknown) => void,
  progress: (line: string) => void,
): Promise<Connection> {
  for (let tried = 1; ; tried++) {
    const running = await findRunning(libraryPath)
    if (running) return { reader: running, close: async () => running.close() }
    try {
      const { openPostil } = await import('../postil.ts')
      const postil = await openPostil({ libraryPath, report })
      await readyWith(postil, progress)
      return { reader: postil.reader, close: () => postil.close() }
    } catch (thrown) {
      const locked = thrown instanceof PostilError && thrown.code === 'libraryLocked'
      if (!locked || tried === TRIES) throw thrown
      await wait(PAUSE_MS)
    }
  }
}
