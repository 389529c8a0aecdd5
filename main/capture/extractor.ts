import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { PostilError, type Result, unwrap } from '../core/result.ts'
import type { ExtractedArticle } from './extract/index.ts'
import { createRoom } from './render/room.ts'
import type { ExtractTask } from './worker.ts'

/** A drawing that takes longer than this is none. */
const SVG_TIMEOUT_MS = 10_000
/** A page that takes longer than this has been made to. */
const TIMEOUT_MS = 60_000
const MEMORY_MB = 1024
const STACK_MB = 4

interface Extractor {
  /** Throws what the page is if it is no article, `pageTooComplex` where it exhausts its thread, `cancelled`. */
  extract(task: ExtractTask, signal?: AbortSignal): Promise<ExtractedArticle>
  /** A drawing that can do nothing but be seen; null where that cannot be had of it in time. */
  inert(svg: Uint8Array): Promise<Uint8Array | null>
  close(): Promise<void>
}

interface ExtractorOptions {
  readonly workerUrl: URL
  readonly maxThreads: number
  readonly timeoutMs?: number | undefined
}

/** Extraction in worker threads, started when first needed; one that is stopped is ended for good. */
export function createExtractor({ workerUrl, maxThreads, timeoutMs = TIMEOUT_MS }: ExtractorOptions): Extractor {
  let pool: Piscina | undefined
  let closed = false
  /** A task's time begins when it has a thread: the pool would count its waiting for one. */
  const enter = createRoom(maxThreads)
  const start = () =>
    new Piscina({
      filename: fileURLToPath(workerUrl),
      minThreads: 0,
      maxThreads,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: STACK_MB },
    })
  return {
    async extract(task, signal) {
      const leave = await enter(signal)
      const deadline = AbortSignal.timeout(timeoutMs)
      try {
        if (closed) throw new PostilError('cancelled')
        pool ??= start()
        const either = signal ? AbortSignal.any([signal, deadline]) : deadline
        const result: Result<ExtractedArticle> = await pool.run(task, { signal: either })
        return unwrap(result)
      } catch (error) {
        if (error instanceof PostilError) throw error
        if (signal?.aborted) throw new PostilError('cancelled', {}, { cause: error })
        const code = error instanceof Error && 'code' in error ? error.code : null
        if (deadline.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError) {
          throw new PostilError('pageTooComplex', {}, { cause: error })
        }
        throw error
      } finally {
        leave()
      }
    },
    async inert(svg) {
      const leave = await enter()
      try {
        if (closed) return null
        pool ??= start()
        const kept: unknown = await pool.run(svg, { name: 'inert', signal: AbortSignal.timeout(SVG_TIMEOUT_MS) })
        return kept instanceof Uint8Array ? kept : null
      } catch {
        return null
      } finally {
        leave()
      }
    },
    async close() {
      closed = true
      const closing = pool
      pool = undefined
      await closing?.destroy()
    },
  }
}
