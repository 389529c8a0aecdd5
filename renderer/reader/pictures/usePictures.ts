import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Events, ReaderApi } from '../../../main/core/contract.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import type { ErrorData } from '../../../main/core/result.ts'
import { newTask } from '../../api/task.ts'
import { useProgress } from '../../api/useCall.ts'
import { useReadOnly } from '../../api/useReadOnly.ts'
import type { ArticleHandle } from '../article/handle.ts'
import { allPictures, missingCount } from './pictures.ts'
import { putPictures, retryButton } from './pictureViews.ts'

export interface Pictures {
  /** Pictures of the text that is shown which are not here. */
  readonly missing: number
  readonly fetching: boolean
  readonly progress: Events['progress'] | null
  /** They were asked for once more, and some did not come. */
  readonly tried: boolean
  /** Why asking failed altogether. */
  readonly error: ErrorData | null
  /** Null where the library can only be read. */
  readonly retry: (() => void) | null
}

/** The pictures that are missing from an open article, and how they are asked for again, there and in its head. */
export function usePictures(
  api: ReaderApi,
  id: string,
  document: DocumentJSON,
  handle: ArticleHandle | null,
): Pictures {
  const readOnly = useReadOnly()
  const [task, setTask] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<ErrorData | null>(null)
  const progress = useProgress(task)
  const running = useRef(false)

  const retry = useCallback(async () => {
    if (running.current) return
    running.current = true
    const name = newTask()
    setTask(name)
    setError(null)
    const result = await api.fetchPictures({ id, task: name })
    running.current = false
    setTask(null)
    setTried(result.ok)
    if (!result.ok) setError(result.error)
  }, [api, id])

  // Before the next paint: what came is in the text when the line above it says so.
  useLayoutEffect(() => {
    if (handle !== null) putPictures(handle.editor.view, allPictures(document))
  }, [handle, document])

  useEffect(() => {
    if (handle === null) return undefined
    const clicked = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest(retryButton) === null) return
      event.stopImmediatePropagation()
      void retry()
    }
    handle.root.addEventListener('click', clicked, { capture: true })
    return () => handle.root.removeEventListener('click', clicked, { capture: true })
  }, [handle, retry])

  const missing = useMemo(() => missingCount(document), [document])
  const asking = useMemo(() => (readOnly ? null : () => void retry()), [readOnly, retry])
  return { missing, fetching: task !== null, progress, tried, error, retry: asking }
}
