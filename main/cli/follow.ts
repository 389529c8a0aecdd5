import { unwrap } from '../core/result.ts'
import type { Session } from './command.ts'

/** Milliseconds between two lines about the progress. */
const PAUSE = 500

/** Tells of the progress of a task on standard error, until the answered function is called. */
function follow({ reader, output }: Session, task: string): () => void {
  let last = 0
  return reader.on('progress', (progress) => {
    const now = Date.now()
    if (progress.task !== task || now - last < PAUSE) return
    last = now
    output.progress(`${progress.step} ${progress.done}/${progress.total ?? '?'}`)
  })
}

/** Runs long work that is followed, and that Ctrl-C stops in good order, wherever it is done. */
export async function followed<T>(session: Session, name: string, work: (task: string) => Promise<T>): Promise<T> {
  const task = `${name} ${process.pid}`
  const end = follow(session, task)
  const stop = (): void => {
    void session.reader
      .cancelTask({ task })
      .then(unwrap)
      .catch(() => process.exit(1))
  }
  process.once('SIGINT', stop)
  try {
    return await work(task)
  } finally {
    process.off('SIGINT', stop)
    end()
  }
}
