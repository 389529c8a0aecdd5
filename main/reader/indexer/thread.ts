import { Worker } from 'node:worker_threads'
import { PostilError, type Result, unwrap } from '../../core/result.ts'
import type { Method, Reply, Request, ThreadData } from './messages.ts'
import type { Checked, CheckOptions, Indexer, Looked } from './types.ts'

/** A thread that ends again and again has a reason that another start does not remove. */
const MAX_STARTS = 5
/** What a look at a hundred thousand folders leaves behind is short-lived: room for it only makes the process larger. */
const YOUNG_MB = 8

interface Waiting {
  readonly resolve: (result: Result<unknown>) => void
  readonly reject: (thrown: unknown) => void
  readonly onProgress: CheckOptions['onProgress']
}

/**
 * The indexer in a worker thread, begun by its first call. One that dies (out of memory, say) fails the calls that it had
 * and is begun again with the next one.
 */
export function createIndexerThread(url: URL, data: ThreadData): Indexer {
  let worker: Worker | null = null
  let starts = 0
  let calls = 0
  let closed: Promise<void> | null = null
  const waiting = new Map<number, Waiting>()

  function fail(thrown: unknown): void {
    worker = null
    const failed = [...waiting.values()]
    waiting.clear()
    for (const { reject } of failed) reject(thrown)
  }

  function start(): Worker {
    if (worker) return worker
    if (starts >= MAX_STARTS) throw new PostilError('internal', { reason: 'the indexing thread ends again and again' })
    starts += 1
    const begun = new Worker(url, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    begun.on('message', (reply: Reply) => {
      const call = waiting.get(reply.call)
      if (!call) return
      if ('done' in reply) return call.onProgress?.(reply.done, reply.total)
      waiting.delete(reply.call)
      call.resolve(reply.result)
    })
    begun.on('error', fail)
    begun.on('exit', () => {
      if (worker === begun) fail(new PostilError('internal', { reason: 'the indexing thread has ended' }))
    })
    worker = begun
    return begun
  }

  /** What the thread answers is what the method of the same name there answers. */
  async function ask<T>(method: Method, params: readonly unknown[], options: CheckOptions = {}): Promise<T> {
    const { signal, onProgress } = options
    if (closed || signal?.aborted) throw new PostilError('cancelled')
    const thread = start()
    calls += 1
    const call = calls
    const post = (request: Request): void => thread.postMessage(request)
    const stop = (): void => post({ stop: call })
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const answered = new Promise<Result<unknown>>((resolve, reject) => {
        waiting.set(call, { resolve, reject, onProgress })
      })
      post({ call, method, params })
      return unwrap(await answered) as T
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  return {
    refresh: (ids, options = {}) => ask<Looked>('refresh', [ids, options]),
    look: (ids) => ask<Looked>('look', [ids]),
    put: (entries) => ask<void>('put', [entries]),
    giveUp: (id, entry) => ask<void>('giveUp', [id, entry]),
    check: (options = {}) => ask<Checked>('check', [], options),
    close() {
      closed ??= new Promise((resolve) => {
        const ending = worker
        if (!ending) return resolve()
        const request: Request = { close: true }
        ending.once('exit', () => resolve())
        ending.postMessage(request)
      })
      return closed
    },
  }
}
