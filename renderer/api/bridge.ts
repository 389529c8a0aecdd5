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

/** Whether the library answers this window; `refused`: it does not know it (any more). A banner says so. */
export type Connection = 'open' | 'lost' | 'refused'

/** What the desktop shell's preload script hands to the page: a transport that also tells what the menu was asked. */
export interface ShellBridge extends Transport {
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void
  on(event: 'command', listener: (command: string) => void): () => void
}

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly postil?: ShellBridge
  }
}
