import { useEffect, useRef, useState } from 'react'
import { useConnection } from '../../api/ApiProvider.tsx'
import type { ReaderHighlight } from '../highlights/entry.ts'
import type { Outcome } from '../highlights/history.ts'
import { NoteSaver, type SaveState } from './saver.ts'

/**
 * A note's saver for as long as its card is open; whatever is unsaved is written when the card or the window closes, and
 * when the library answers again.
 */
export function useNoteSaver(
  { note, unsaved }: Pick<ReaderHighlight, 'note' | 'unsaved'>,
  save: (text: string) => Promise<Outcome>,
): { readonly state: SaveState; readonly saver: NoteSaver } {
  const [state, setState] = useState<SaveState>(unsaved ?? 'saved')
  const latest = useRef(save)
  latest.current = save
  const [saver] = useState(
    () => new NoteSaver((text) => latest.current(text), setState, unsaved === null ? {} : { unsaved: note }),
  )
  useEffect(() => {
    const flush = (): void => void saver.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [saver])
  const connection = useConnection()
  useEffect(() => {
    if (connection === 'open') void saver.flush()
  }, [saver, connection])
  return { state, saver }
}
