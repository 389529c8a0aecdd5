import { PostilError } from '../core/result.ts'
import type { Emitter } from './events.ts'

/** What a piece of long work is given: when to stop, and whom to tell how far it is. */
export interface Work {
  readonly signal: AbortSignal
  progress(step: string, done: number, total: number | null): void
  /** Throws `cancelled` once the work was stopped. */
  check(): void
}

export interface Tasks {
  /** Runs work under the name that its caller chose; without a name it can be neither followed nor stopped. */
  run<T>(task: string | undefined, work: (work: Work) => Promise<T>): Promise<T>
  /** False where no work of this name is under way. */
  cancel(task: string): boolean
  cancelAll(): void
}

export function createTasks(emit: Emitter['emit']): Tasks {
  const running = new Map<AbortController, string | undefined>()
  const stop = (controller: AbortController) => controller.abort(new PostilError('cancelled'))
  return {
    async run(task, work) {
      const controller = new AbortController()
      const { signal } = controller
      running.set(controller, task)
      try {
        return await work({
          signal,
          progress(step, done, total) {
            if (task !== undefined && !signal.aborted) emit('progress', { task, step, done, total })
          },
          check: () => signal.throwIfAborted(),
        })
      } catch (thrown) {
        // Whatever the work threw when it was cut off, the reason is that somebody stopped it.
        throw signal.aborted ? new PostilError('cancelled', {}, { cause: thrown }) : thrown
      } finally {
        running.delete(controller)
      }
    },
    cancel(task) {
      const named = [...running].filter(([, name]) => name === task)
      for (const [controller] of named) stop(controller)
      return named.length > 0
    },
    cancelAll() {
      for (const controller of running.keys()) stop(controller)
    },
  }
}
