import { useMemo, useRef } from 'react'
import type { ReaderApi } from '../../main/core/contract.ts'

/** The library's announcement of a write may arrive a little after its answer. Milliseconds. */
const ECHO = 400

/**
 * The library as the reading screen writes to it, with a way to tell whether a change that the library announces may be
 * its own: while a write is under way, and a moment after.
 */
export function useOwnWrites(api: ReaderApi): { readonly writer: ReaderApi; readonly writing: () => boolean } {
  const until = useRef(0)
  return useMemo(() => {
    let open = 0
    const counted =
      <P, R>(call: (params: P) => Promise<R>) =>
      async (params: P): Promise<R> => {
        open += 1
        try {
          return await call(params)
        } finally {
          open -= 1
          until.current = performance.now() + ECHO
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
    return { writer, writing: () => open > 0 || performance.now() < until.current }
  }, [api])
}
