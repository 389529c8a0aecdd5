/** Runs in a worker thread: the indexer on a connection of its own, so that nobody waits while it reads and writes. */
import { parentPort, workerData } from 'node:worker_threads'
import { settle } from '../../core/result.ts'
import { connectIndex } from '../../search/index.ts'
import { createIndexerCore, ownThread } from './core.ts'
import type { Reply, Request, ThreadData } from './messages.ts'
import type { Indexer } from './types.ts'

const { root, location } = workerData as ThreadData
const index = connectIndex(location)
const core = createIndexerCore({ root, index, share: ownThread, close: index.close })
const stops = new Map<number, AbortController>()
const running = new Set<Promise<void>>()
const reply = (message: Reply): void => parentPort?.postMessage(message)

/** Telling more often than somebody can look would only keep the other thread busy. */
const TOLD_EVERY = 32

function run(request: Extract<Request, { method: unknown }>): Promise<unknown> {
  const { call, method } = request
  if (method !== 'check') {
    // The other thread's types are these; nothing else ever posts a message here.
    const work = core[method] as (...params: readonly unknown[]) => ReturnType<Indexer[typeof method]>
    return work(...request.params)
  }
  const stop = new AbortController()
  stops.set(call, stop)
  let told = 0
  return core
    .check({
      signal: stop.signal,
      onProgress(done, total) {
        if (done > 0 && done < total && done - told < TOLD_EVERY) return
        told = done
        reply({ call, done, total })
      },
    })
    .finally(() => stops.delete(call))
}

parentPort?.on('message', (request: Request) => {
  if ('stop' in request) stops.get(request.stop)?.abort()
  else if ('close' in request) {
    for (const stop of stops.values()) stop.abort()
    void Promise.allSettled(running).then(async () => {
      await core.close()
      parentPort?.close()
    })
  } else {
    const work = settle(() => run(request)).then((result) => {
      running.delete(work)
      reply({ call: request.call, result })
    })
    running.add(work)
  }
})
