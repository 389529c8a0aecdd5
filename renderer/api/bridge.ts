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
