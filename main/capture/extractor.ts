import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { PostilError, type Result, unwrap } from '../core/result.ts'
import type { ExtractedArticle } from './extract/index.ts'
import type { ExtractTask } from './worker.ts'

/** A page that takes longer than this has been made to. */
const TIMEOUT_MS = 60_000
const MEMORY_MB = 1024
const STACK_MB = 4

interface Extractor {
  /** Throws what the page is if it is no article, `pageTooComplex` where it exhausts its thread, `cancelled`. */
  extract(task: ExtractTask, signal?: AbortSignal): Promise<ExtractedArticle>
  close(): Promise<void>
}

interface ExtractorOptions {
  readonly workerUrl: URL
  readonly maxThreads: number
  readonly timeoutMs?: number | undefined
}

/** Extraction in worker threads, started when first needed; one that is stopped is ended for good. */
export function createExtractor({ workerUrl, maxThreads, timeoutMs = TIMEOUT_MS }: ExtractorOptions): Extractor {
  let pool: Piscina<ExtractTask, Result<ExtractedArticle>> | undefined
  const start = () =>
    new Piscina<ExtractTask, Result<ExtractedArticle>>({
      filename: fileURLToPath(workerUrl),
      minThreads: 0,
      maxThreads,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: STACK_MB },
    })
  return {
    async extract(task, signal) {
      if (signal?.aborted) throw new PostilError('cancelled')
      pool ??= start()
      const deadline = AbortSignal.timeout(timeoutMs)
      try {
        return unwrap(await pool.run(task, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline }))
      } catch (error) {
        if (error instanceof PostilError) throw error
        if (signal?.aborted) throw new PostilError('cancelled', {}, { cause: error })
        const code = error instanceof Error && 'code' in error ? error.code : null
        if (deadline.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError) {
          throw new PostilError('pageTooComplex', {}, { cause: error })
        }
        throw error
      }
    },
    async close() {
      const closing = pool
      pool = undefined
      await closing?.destroy()
    },
  }
}
