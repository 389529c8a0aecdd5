import { useCallback, useEffect, useRef, useState } from 'react'
import type { Events, SaveOutcome } from '../../main/core/contract.ts'
import type { ErrorData, Result } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { newTask } from '../api/task.ts'
import { useProgress } from '../api/useCall.ts'
import type { Piece } from './intake/piece.ts'
import { type Again, savePiece } from './savePiece.ts'

export type SaveState =
  | { readonly step: 'idle' }
  | { readonly step: 'working'; readonly task: string }
  | { readonly step: 'failed'; readonly error: ErrorData }
  | { readonly step: 'done'; readonly outcome: SaveOutcome; readonly again: Again }

interface Request {
  readonly piece: Piece
  readonly tags: readonly string[]
  readonly again: Again
}

export interface Save {
  readonly state: SaveState
  readonly progress: Events['progress'] | null
  /** What was tried last. */
  readonly request: Request | null
  readonly start: (request: Request) => Promise<void>
  readonly cancel: () => void
  /** Leaves the work to itself: it goes on, and is told of when it ends. */
  readonly release: () => void
  readonly reset: () => void
}

/** One save at a time, under a task's name, so that its progress is heard and it can be stopped. */
export function useSave(onReleased: (result: Result<SaveOutcome>) => void): Save {
  const api = useApi()
  const [state, setState] = useState<SaveState>({ step: 'idle' })
  const [request, setRequest] = useState<Request | null>(null)
  const running = useRef<string | null>(null)
  const released = useRef(false)
  const late = useRef(onReleased)
  late.current = onReleased
  const progress = useProgress(state.step === 'working' ? state.task : null)

  const start = useCallback(
    async (next: Request) => {
      const { piece, tags, again } = next
      const task = newTask()
      running.current = task
      setRequest(next)
      setState({ step: 'working', task })
      const result = await savePiece(api, piece, { task, tags, again })
      if (released.current) return late.current(result)
      // Stopped or closed meanwhile: its answer is nobody's any more.
      if (running.current !== task) return
      running.current = null
      setState(result.ok ? { step: 'done', outcome: result.value, again } : { step: 'failed', error: result.error })
    },
    [api],
  )

  const cancel = useCallback(() => {
    if (running.current !== null) void api.cancelTask({ task: running.current })
    running.current = null
    setState({ step: 'idle' })
  }, [api])

  const release = useCallback(() => {
    released.current = running.current !== null
    running.current = null
  }, [])

  const reset = useCallback(() => setState({ step: 'idle' }), [])

  // Closing the dialog is not forgetting about the work: it is stopped, as its button says.
  useEffect(
    () => () => {
      if (running.current !== null) void api.cancelTask({ task: running.current })
      running.current = null
    },
    [api],
  )

  return { state, progress, request, start, cancel, release, reset }
}
