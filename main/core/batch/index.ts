import type { SaveOutcome } from '../contract.ts'
import { type ErrorData, type Result, toErrorData } from '../result.ts'
import { createLanes } from './lanes.ts'
import { receiptOf } from './receipt.ts'
import { asksForPatience, isGeneral, retryPause } from './retry.ts'
import type {
  Batch,
  BatchEffects,
  BatchItem,
  BatchOptions,
  BatchPhase,
  BatchSource,
  BatchState,
  ItemState,
} from './types.ts'

export type * from './types.ts'

/** A save that took no longer than this, milliseconds, and found the article asked no site for anything. */
const AT_HAND = 100

const ended: ReadonlySet<ItemState> = new Set<ItemState>(['saved', 'duplicate', 'renewed', 'failed', 'cancelled'])
const taken: ReadonlySet<ItemState> = new Set<ItemState>(['failed', 'cancelled'])

const fresh = <S extends BatchSource>(source: S): BatchItem<S> => ({
  source,
  state: 'waiting',
  attempts: 0,
  article: null,
  missingImages: 0,
  error: null,
})

/**
 * Saves many things: several at once, but few of one site, with a pause between two of them; what fails for a reason that
 * may pass is tried again. Knows neither window nor command line: all that it does, it does through `effects`. What was
 * saved before it was cut off is found again by the next batch, which passes over it quickly.
 */
export function createBatch<S extends BatchSource>(
  sources: readonly S[],
  effects: BatchEffects<S>,
  { name, concurrency = 4, perHost = 2, hostPause = 500, attempts: most = 3 }: BatchOptions,
): Batch<S> {
  const items: BatchItem<S>[] = []
  const counts: Record<ItemState, number> = {
    waiting: 0,
    running: 0,
    retrying: 0,
    saved: 0,
    duplicate: 0,
    renewed: 0,
    failed: 0,
    cancelled: 0,
  }
  const lanes = createLanes(perHost, hostPause)
  const tasks = new Map<number, string>()
  const pauses = new Map<number, () => void>()
  const listeners = new Set<() => void>()
  let waitingFor: (() => void)[] = []
  let wish: 'run' | 'pause' | 'cancel' = 'run'
  let trouble: ErrorData | null = null
  let alarm: (() => void) | null = null
  let numbered = 0
  let snapshot: BatchState<S> | null = null

  function phase(): BatchPhase {
    const busy = tasks.size > 0
    if (!busy && counts.waiting + counts.retrying === 0) return 'done'
    if (wish === 'run') return 'running'
    if (wish === 'cancel') return 'cancelling'
    return busy ? 'pausing' : 'paused'
  }

  function tell(): void {
    snapshot = null
    for (const listener of [...listeners]) listener()
    if (phase() !== 'done') return
    const heard = waitingFor
    waitingFor = []
    for (const resolve of heard) resolve()
  }

  function put(index: number, changes: Partial<BatchItem<S>>): void {
    const item = items[index]
    if (!item) return
    const next = { ...item, ...changes }
    counts[item.state] -= 1
    counts[next.state] += 1
    items[index] = next
  }

  /** Begins what may begin, and sees to it that the rest is looked at when its time has come. */
  function pump(): void {
    alarm?.()
    alarm = null
    while (wish === 'run' && tasks.size < concurrency) {
      const index = lanes.take(effects.now())
      if (index === null) break
      void begin(index)
    }
    const next = wish === 'run' && tasks.size < concurrency ? lanes.nextTime() : null
    if (next !== null) alarm = effects.later(Math.max(1, next - effects.now()), pump)
    tell()
  }

  async function begin(index: number): Promise<void> {
    const item = items[index]
    if (!item) return
    const { source } = item
    numbered += 1
    const task = `${name} ${numbered}`
    tasks.set(index, task)
    put(index, { state: 'running', attempts: item.attempts + 1 })
    const began = effects.now()
    const result = await attempt(source, task)
    tasks.delete(index)
    const now = effects.now()
    lanes.release(source.host, result.ok && result.value.duplicate && now - began < AT_HAND, now)
    if (result.ok) put(index, { ...outcomeOf(result.value), error: null })
    else failed(index, result.error)
    pump()
  }

  async function attempt(source: S, task: string): Promise<Result<SaveOutcome>> {
    try {
      return await effects.save(source, task)
    } catch (thrown) {
      return { ok: false, error: toErrorData(thrown) }
    }
  }

  function failed(index: number, error: ErrorData): void {
    const item = items[index]
    if (!item) return
    const { attempts, source } = item
    if (wish === 'cancel' || error.code === 'cancelled') {
      put(index, { state: 'cancelled', error: null })
      return
    }
    if (isGeneral(error)) {
      // It did not fail by itself: it is the first one when the batch goes on.
      put(index, { state: 'waiting', attempts: attempts - 1, error })
      lanes.push(index, source.host, true)
      wish = 'pause'
      trouble = error
      return
    }
    const pause = retryPause(error, attempts, most)
    if (pause === null) {
      put(index, { state: 'failed', error })
      return
    }
    if (asksForPatience(error)) lanes.hold(source.host, effects.now() + pause)
    put(index, { state: 'retrying', error })
    pauses.set(
      index,
      effects.later(pause, () => {
        pauses.delete(index)
        put(index, { state: 'waiting' })
        lanes.push(index, source.host)
        pump()
      }),
    )
  }

  function enqueue(indices: readonly number[]): void {
    for (const index of indices) lanes.push(index, items[index]?.source.host ?? null)
  }

  const batch: Batch<S> = {
    state() {
      snapshot ??= {
        phase: phase(),
        items: [...items],
        counts: { ...counts },
        settled: [...ended].reduce((sum, state) => sum + counts[state], 0),
        trouble,
      }
      return snapshot
    },
    subscribe(listener) {
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    add(more) {
      const first = items.length
      items.push(...more.map(fresh))
      counts.waiting += more.length
      enqueue(more.map((_, index) => first + index))
      if (wish === 'cancel') wish = 'run'
      pump()
    },
    pause() {
      if (wish !== 'run') return
      wish = 'pause'
      pump()
    },
    resume() {
      if (wish !== 'pause') return
      wish = 'run'
      trouble = null
      pump()
    },
    cancel() {
      wish = 'cancel'
      trouble = null
      for (const stop of pauses.values()) stop()
      for (const index of [...lanes.clear(), ...pauses.keys()]) put(index, { state: 'cancelled', error: null })
      pauses.clear()
      for (const task of tasks.values()) effects.cancel(task)
      pump()
    },
    retry(indices) {
      const again = (indices ?? [...items.keys()]).filter((index) => taken.has(items[index]?.state ?? 'waiting'))
      for (const index of again) put(index, { state: 'waiting', attempts: 0, error: null })
      enqueue(again)
      wish = 'run'
      trouble = null
      pump()
    },
    receipt: () => receiptOf(items),
    async done() {
      if (phase() !== 'done') await new Promise<void>((resolve) => waitingFor.push(resolve))
      return receiptOf(items)
    },
  }
  batch.add(sources)
  return batch
}

function outcomeOf({ article: { id, title }, duplicate, renewed, missingImages, partial }: SaveOutcome) {
  const state: ItemState = renewed ? 'renewed' : duplicate ? 'duplicate' : 'saved'
  return { state, article: { id, title }, missingImages, ...(partial && { partial }) }
}
