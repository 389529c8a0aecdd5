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
/** Milliseconds between two lines about long work, and before the first. */
const SAID_EVERY = 1000

/** Passes on how far something is, from time to time. */
function seldom(tell: (done: number, total: number | null) => void): typeof tell {
  let told = performance.now()
  return (done, total) => {
    if (performance.now() - told < SAID_EVERY) return
    told = performance.now()
    tell(done, total)
  }
}

/** A command answers from an index that agrees with the files; where that takes its time, it says so every second. */
async function readyWith({ reader, ready }: Postil, progress: (line: string) => void): Promise<void> {
  const tell = seldom((done, total) => progress(`index ${done}/${total ?? '?'}`))
  const end = reader.on('progress', ({ task, done, total }) => (task === 'index' ? tell(done, total) : undefined))
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
      const onBackup = seldom((done, total) => progress(`backup before the update ${done}/${total}`))
      const postil = await openPostil({ libraryPath, report, onBackup })
      await readyWith(postil, progress)
      return { reader: postil.reader, close: () => postil.close() }
    } catch (thrown) {
      const locked = thrown instanceof PostilError && thrown.code === 'libraryLocked'
      if (!locked || tried === TRIES) throw thrown
      await wait(PAUSE_MS)
    }
  }
}
