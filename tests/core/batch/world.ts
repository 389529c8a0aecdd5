import type { Batch, BatchEffects, BatchOptions, BatchSource } from '../../../main/core/batch/index.ts'
import { createBatch } from '../../../main/core/batch/index.ts'
import type { SaveOutcome } from '../../../main/core/contract.ts'
import type { ErrorCode, ErrorDetails } from '../../../main/core/errors.ts'
import type { Article } from '../../../main/core/model/article.ts'
import { fail, ok, type Result } from '../../../main/core/result.ts'

export const saved = (title: string, changes: Partial<SaveOutcome> = {}): Result<SaveOutcome> =>
  ok({
    article: { id: `id of ${title}`, title } as Article,
    duplicate: false,
    renewed: false,
    missingImages: 0,
    ...changes,
  })

/** A step of a test's script: how long a save takes, and what comes of it. */
export type Answer = { readonly takes: number; readonly result: Result<SaveOutcome> }
export const answer = (takes: number, result: Result<SaveOutcome>): Answer => ({ takes, result })
export const failure = (code: ErrorCode, details: ErrorDetails = {}, takes = 10): Answer => ({
  takes,
  result: fail(code, details),
})

/** A clock that only goes when it is told to, and sites that answer as the test says. */
export class World {
  time = 0
  #timers: { at: number; work: () => void }[] = []
  readonly began: { source: string; at: number }[] = []
  readonly cancelled: string[] = []
  #stop = new Map<string, () => void>()
  most = 0
  readonly mostOf = new Map<string | null, number>()
  #running: (string | null)[] = []

  readonly answers: (source: string, attempt: number) => Answer
  constructor(answers: (source: string, attempt: number) => Answer) {
    this.answers = answers
  }

  #attempts = new Map<string, number>()

  effects(): BatchEffects<BatchSource> {
    return {
      now: () => this.time,
      later: (ms, work) => {
        const timer = { at: this.time + ms, work }
        this.#timers.push(timer)
        return () => {
          this.#timers = this.#timers.filter((each) => each !== timer)
        }
      },
      cancel: (task) => {
        this.cancelled.push(task)
        this.#stop.get(task)?.()
      },
      save: ({ source, host }, task) =>
        new Promise((resolve) => {
          const attempt = (this.#attempts.get(source) ?? 0) + 1
          this.#attempts.set(source, attempt)
          this.began.push({ source, at: this.time })
          this.#running.push(host)
          this.most = Math.max(this.most, this.#running.length)
          this.mostOf.set(
            host,
            Math.max(this.mostOf.get(host) ?? 0, this.#running.filter((each) => each === host).length),
          )
          const end = (result: Result<SaveOutcome>) => {
            this.#running.splice(this.#running.indexOf(host), 1)
            resolve(result)
          }
          const { takes, result } = this.answers(source, attempt)
          const timer = { at: this.time + takes, work: () => end(result) }
          this.#timers.push(timer)
          this.#stop.set(task, () => {
            this.#timers = this.#timers.filter((each) => each !== timer)
            end(fail('cancelled'))
          })
        }),
    }
  }

  batch(sources: readonly BatchSource[], options: Partial<BatchOptions> = {}): Batch {
    return createBatch(sources, this.effects(), { name: 'test', ...options })
  }

  /** Lets so much time pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    for (;;) {
      await settled()
      const [next] = this.#timers.sort((a, b) => a.at - b.at)
      if (!next || next.at > end) break
      this.#timers.shift()
      this.time = next.at
      next.work()
    }
    this.time = end
    await settled()
  }
}

/** All that waits for nothing but its turn has had it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve()
}

export const pages = (count: number, host: string | null = 'x.example'): BatchSource[] =>
  Array.from({ length: count }, (_, index) => ({ source: `https://${host}/${index + 1}`, host }))
export const files = (count: number): BatchSource[] =>
  Array.from({ length: count }, (_, index) => ({ source: `page ${index + 1}.html`, host: null }))
