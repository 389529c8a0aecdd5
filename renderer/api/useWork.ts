import { useEffect, useRef, useState } from 'react'
import type { Events } from '../../main/core/contract.ts'
import type { ErrorData, Result } from '../../main/core/result.ts'
import { useApi } from './ApiProvider.tsx'
import { newTask } from './task.ts'
import { useProgress } from './useCall.ts'

export interface Work {
  /** The task under way; null while there is none. */
  readonly task: string | null
  readonly progress: Events['progress'] | null
  /** Why the last one failed; null also where it was stopped as asked. */
  readonly error: ErrorData | null
  /** Answers null where it failed or was stopped. */
  readonly run: <T>(call: (task: string) => Promise<Result<T>>) => Promise<T | null>
  readonly cancel: () => void
}

/** One long call at a time, which can be watched and stopped. It is stopped too when what shows it goes away. */
export function useWork(): Work {
  const api = useApi()
  const [task, setTask] = useState<string | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const running = useRef<string | null>(null)
  const progress = useProgress(task)

  const cancel = (): void => {
    if (running.current !== null) void api.cancelTask({ task: running.current })
  }
  useEffect(
    () => () => {
      if (running.current !== null) void api.cancelTask({ task: running.current })
    },
    [api],
  )

  return {
    task,
    progress,
    error,
    cancel,
    async run(call) {
      const name = newTask()
      running.current = name
      setTask(name)
      setError(null)
      const result = await call(name)
      running.current = null
      setTask(null)
      if (result.ok) return result.value
      if (result.error.code !== 'cancelled') setError(result.error)
      return null
    },
  }
}
