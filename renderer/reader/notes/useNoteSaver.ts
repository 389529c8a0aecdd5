import { useEffect, useRef, useState } from 'react'
import type { Outcome } from '../highlights/history.ts'
import { NoteSaver, type SaveState } from './saver.ts'

/** A note's saver for as long as its card is open; whatever is unsaved is written when the card or the window closes. */
export function useNoteSaver(save: (text: string) => Promise<Outcome>): {
  readonly state: SaveState
  readonly saver: NoteSaver
} {
  const [state, setState] = useState<SaveState>('saved')
  const latest = useRef(save)
  latest.current = save
  const [saver] = useState(() => new NoteSaver((text) => latest.current(text), setState))
  useEffect(() => {
    const flush = (): void => void saver.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [saver])
  return { state, saver }
}
