import { useEffect, useRef, useState } from 'react'
import { useSavesState } from './SavesContext.tsx'
import { useSavesWords } from './useSavesWords.ts'

/** Milliseconds between two words about the same work: a count that is read out at each article would drown the rest. */
const pace = 10_000

/** Says to a screen reader how far the saving has come: at its beginning, its pauses, its end, and now and then between. */
export function SavesStatus() {
  const state = useSavesState()
  const { headline, outcome } = useSavesWords(state)
  const { phase, items } = state
  const idle = items.length === 0
  const [said, setSaid] = useState('')
  const latest = useRef('')
  latest.current = idle ? '' : phase === 'done' ? `${headline}: ${outcome}` : headline
  useEffect(() => {
    void idle
    setSaid(latest.current)
    if (phase !== 'running') return undefined
    const timer = setInterval(() => setSaid(latest.current), pace)
    return () => clearInterval(timer)
  }, [phase, idle])
  return (
    <p className="unseen" role="status">
      {said}
    </p>
  )
}
