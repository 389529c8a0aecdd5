import type { Result } from '../../core/result.ts'
import type { Indexer } from './types.ts'

/** What an indexing thread begins with. */
export interface ThreadData {
  /** The library's folder. */
  readonly root: string
  /** Of the index: see `connectIndex`. */
  readonly location: string
}

export type Method = Exclude<keyof Indexer, 'close'>

/** To the thread. `stop` names a check that shall end. */
export type Request =
  | { readonly call: number; readonly method: Method; readonly params: readonly unknown[] }
  | { readonly stop: number }
  | { readonly close: true }

/** From the thread. */
export type Reply =
  | { readonly call: number; readonly result: Result<unknown> }
  | { readonly call: number; readonly done: number; readonly total: number }
