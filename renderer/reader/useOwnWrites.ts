import { useMemo } from 'react'
import type { ReaderApi } from '../../main/core/contract.ts'

/** The library's announcement of a write may arrive a little after its answer. Milliseconds. */
const ECHO = 400

export interface OwnWrites {
  /** The library, with what this screen writes counted. */
  readonly writer: ReaderApi
  /** While a write is under way, and a moment after. */
  readonly writing: () => boolean
  /** Asked once for each announcement about this article: whether it is that of a write of this screen. */
  readonly isOwn: () => boolean
}

/**
 * The library as the reading screen writes to it. Each write is announced once, so that what is announced beyond that is
 * somebody else's: a new version, a picture that came late, another window's highlight. `now`: milliseconds.
 */
export function countWrites(api: ReaderApi, now: () => number): OwnWrites {
  let open = 0
  let expected = 0
  let until = 0
  const writing = (): boolean => open > 0 || now() < until
  const counted =
    <P, R>(call: (params: P) => Promise<R>) =>
    async (params: P): Promise<R> => {
      // A write that changed nothing was never announced.
      if (!writing()) expected = 0
      open += 1
      expected += 1
      try {
        return await call(params)
      } finally {
        open -= 1
        until = now() + ECHO
      }
    }
  const writer: ReaderApi = {
    ...api,
    addHighlight: counted(api.addHighlight),
    updateHighlight: counted(api.updateHighlight),
    deleteHighlight: counted(api.deleteHighlight),
    restoreHighlight: counted(api.restoreHighlight),
    updateArticle: counted(api.updateArticle),
    setReadingPosition: counted(api.setReadingPosition),
  }
  const isOwn = (): boolean => {
    if (!writing() || expected === 0) return false
    expected -= 1
    return true
  }
  return { writer, writing, isOwn }
}

export function useOwnWrites(api: ReaderApi): OwnWrites {
  return useMemo(() => countWrites(api, () => performance.now()), [api])
}
