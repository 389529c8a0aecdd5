import type { EventName, Events, MethodName } from '../../main/core/contract.ts'
import type { Result } from '../../main/core/result.ts'

/**
 * How calls and events travel: the preload's `window.postil`, or HTTP. Both are bound to the contract by `createClient`.
 * A transport never rejects; when the other side is gone it answers `connectionLost`.
 */
export interface Transport {
  call(method: MethodName, params: unknown): Promise<Result<unknown>>
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void
}

/** Tells whether the library answers; the window shows a banner while it does not. */
export type Connection = 'open' | 'lost'

declare global {
  interface Window {
    /** Set by the preload script in the desktop shell; absent in a browser. */
    readonly postil?: Transport
  }
}
