import { keepPreviousData, type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Answer, Events, MethodName, Params } from '../../main/core/contract.ts'
import { type ErrorData, type PostilError, toErrorData } from '../../main/core/result.ts'
import { useApi } from './ApiProvider.tsx'
import { callOptions } from './queries.ts'

export interface CallOptions {
  readonly enabled?: boolean
  /** Keep showing the last answer while the next one is on its way (search as one types). */
  readonly keepPrevious?: boolean
}

/** A call's answer, kept fresh: it is asked again when the library changes. */
export function useCall<M extends MethodName>(
  method: M,
  params: Params<M>,
  { enabled = true, keepPrevious = false }: CallOptions = {},
): UseQueryResult<Answer<M>, PostilError> {
  const api = useApi()
  return useQuery<Answer<M>, PostilError, Answer<M>, QueryKey>({
    ...callOptions(api, method, params),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

/** A query's error as data, ready for `ErrorNotice`. */
export function errorOf(thrown: unknown): ErrorData | null {
  return thrown ? toErrorData(thrown) : null
}

/** How far a piece of work has come, by the `task` it was started with; null before the first report. */
export function useProgress(task: string | null): Events['progress'] | null {
  const api = useApi()
  const [progress, setProgress] = useState<Events['progress'] | null>(null)
  useEffect(() => {
    setProgress(null)
    if (task === null) return undefined
    return api.on('progress', (report) => {
      if (report.task === task) setProgress(report)
    })
  }, [api, task])
  return progress
}
