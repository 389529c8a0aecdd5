import { backUpDaily } from './backing.ts'
import type { Context } from './context.ts'
import { purgeOverdue } from './trash.ts'

/** Work that is due from time to time; does nothing where it is not. */
type Job = (context: Context, signal: AbortSignal) => Promise<void>

/** A day's backup comes before what deletes for good. */
const jobs: readonly Job[] = [backUpDaily, purgeOverdue]

/** How often it is looked whether something is due; milliseconds. */
const EVERY = 60 * 60 * 1000

/**
 * Does what is due once the index has caught up, and again every hour, for hosts that stay open. Answers a function that
 * ends it and waits for what is under way. A library that can only be read is left alone.
 */
export function keepHouse(context: Context): () => Promise<void> {
  if (context.library.readOnly) return async () => {}
  const ending = new AbortController()
  let running: Promise<void> = Promise.resolve()
  const run = async (): Promise<void> => {
    await context.indexing.ready
    for (const job of jobs) {
      if (ending.signal.aborted) return
      try {
        await job(context, ending.signal)
      } catch (thrown) {
        if (!ending.signal.aborted) context.report(thrown)
      }
    }
  }
  const next = () => {
    running = running.then(run)
  }
  next()
  const timer = setInterval(next, EVERY)
  timer.unref()
  return async () => {
    clearInterval(timer)
    ending.abort()
    await running
  }
}
