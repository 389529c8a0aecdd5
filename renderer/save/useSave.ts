import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer, Events } from '../../main/core/contract.ts'
import type { ErrorData, Result } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { newTask } from '../api/task.ts'
import { useProgress } from '../api/useCall.ts'

export type SaveState =
  | { readonly step: 'idle' }
  | { readonly step: 'working'; readonly task: string }
  | { readonly step: 'failed'; readonly error: ErrorData }
  | { readonly step: 'done'; readonly outcome: Answer<'saveUrl'> }

export interface Save {
  readonly state: SaveState
  readonly progress: Events['progress'] | null
  readonly start: (work: (task: string) => Promise<Result<Answer<'saveUrl'>>>) => Promise<void>
  readonly cancel: () => void
  readonly reset: () => void
}

/** One save at a time: started with a task's name, so that its progress is heard and it can be stopped. */
export function useSave(): Save {
  const api = useApi()
  const [state, setState] = useState<SaveState>({ step: 'idle' })
  const running = useRef<string | null>(null)
  const progress = useProgress(state.step === 'working' ? state.task : null)

  const start: Save['start'] = useCallback(async (work) => {
    const task = newTask()
    running.current = task
    setState({ step: 'working', task })
    const result = await work(task)
    // Stopped or closed meanwhile: its answer is nobody's any more.
    if (running.current !== task) return
    running.current = null
    setState(result.ok ? { step: 'done', outcome: result.value } : { step: 'failed', error: result.error })
  }, [])

  const cancel = useCallback(() => {
    if (running.current !== null) void api.cancelTask({ task: running.current })
    running.current = null
    setState({ step: 'idle' })
  }, [api])

  const reset = useCallback(() => setState({ step: 'idle' }), [])

  // Closing the dialog is not forgetting about the work: it is stopped, as its button says.
  useEffect(
    () => () => {
      if (running.current !== null) void api.cancelTask({ task: running.current })
      running.current = null
    },
    [api],
  )

  return { state, progress, start, cancel, reset }
}
