import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface Baseline {
  /** Milliseconds inside the thread: the way there and back is not counted. */
  take(html: string): Promise<number>
  close(): Promise<void>
}

/** Readability on linkedom alone, in a thread with the limits of the capture worker. */
export function startBaseline(): Baseline {
  const worker = new Worker(new URL('./baseline.source.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 1024, stackSizeMb: 4 },
  })
  return {
    async take(html) {
      const answer = once(worker, 'message')
      worker.postMessage(html)
      const [message]: { taken: number }[] = await answer
      return message?.taken ?? Number.NaN
    },
    async close() {
      await worker.terminate()
    },
  }
}
