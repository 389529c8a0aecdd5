import { useCallback, useEffect, useRef, useState } from 'react'
import type { OpenedArticle, ReaderApi } from '../../main/core/contract.ts'
import type { ErrorData } from '../../main/core/result.ts'
import { differsInPicturesOnly } from './pictures/pictures.ts'
import type { OwnWrites } from './useOwnWrites.ts'

export type Opening =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ErrorData }
  | { readonly state: 'open'; readonly opened: OpenedArticle }

/** A burst of changes is looked at once. Milliseconds. */
const QUIET = 700

/**
 * Opens an article once. What another window or tool changes afterwards comes in by `onFresh`, without setting the text
 * anew: a reader's place and open note are not disturbed. `isOwn` tells which changes are this screen's own.
 */
export function useOpenArticle(
  api: ReaderApi,
  id: string,
  { writing, isOwn }: Pick<OwnWrites, 'writing' | 'isOwn'>,
  onFresh: (opened: OpenedArticle) => void,
): { readonly opening: Opening; readonly retry: () => void } {
  const [opening, setOpening] = useState<Opening>({ state: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const fresh = useRef(onFresh)
  fresh.current = onFresh

  useEffect(() => {
    void attempt
    let wanted = true
    setOpening({ state: 'loading' })
    void api.openArticle({ id }).then((result) => {
      if (!wanted) return
      setOpening(result.ok ? { state: 'open', opened: result.value } : { state: 'failed', error: result.error })
    })
    return () => {
      wanted = false
    }
  }, [api, id, attempt])

  useEffect(() => {
    let timer: number | undefined
    let wanted = true
    const look = async (): Promise<void> => {
      const result = await api.openArticle({ id })
      if (!wanted || !result.ok) return
      // What was asked for may be older than what is being written.
      if (writing()) return soon()
      setOpening((old) =>
        old.state === 'open' && isOtherText(old.opened, result.value) ? { state: 'open', opened: result.value } : old,
      )
      fresh.current(result.value)
    }
    const soon = (): void => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => void look(), QUIET)
    }
    const end = api.on('libraryChanged', ({ ids }) => {
      if (ids === null || (ids.includes(id) && !isOwn())) soon()
    })
    return () => {
      wanted = false
      window.clearTimeout(timer)
      end()
    }
  }, [api, id, writing, isOwn])

  return { opening, retry: useCallback(() => setAttempt((count) => count + 1), []) }
}

/** Pictures that came later make another version, but no other text: it stays where it is, and they are put into it. */
function isOtherText(shown: OpenedArticle, next: OpenedArticle): boolean {
  return shown.article.current !== next.article.current && !differsInPicturesOnly(shown.document, next.document)
}
