import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useApi } from '../../api/ApiProvider.tsx'
import { type SavesState, wouldStop } from './item.ts'
import { Saves } from './saves.ts'
import { useWaiting } from './useWaiting.ts'

const SavesContext = createContext<Saves | null>(null)

/** What saves many at once; it outlives every screen, as its panel can be closed while it works. */
export function SavesProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi()
  const [saves] = useState(() => new Saves(api))

  useWaiting(saves)
  useEffect(() => {
    // A browser's tab asks by itself, the shell in words of its own.
    const leaving = (event: BeforeUnloadEvent): void => {
      if (wouldStop(saves.snapshot())) event.preventDefault()
    }
    window.addEventListener('beforeunload', leaving)
    return () => window.removeEventListener('beforeunload', leaving)
  }, [saves])

  return <SavesContext value={saves}>{children}</SavesContext>
}

export function useSaves(): Saves {
  const saves = useContext(SavesContext)
  if (!saves) throw new Error('useSaves is used outside of SavesProvider')
  return saves
}

/** Whether the page of this address is being saved right now, its pictures perhaps after its text. */
export function useIsBeingSaved(url: string | null): boolean {
  const { items } = useSavesState()
  return items.some(({ state, source }) => {
    const piece = source?.piece
    return state === 'running' && piece?.kind === 'url' && piece.url === url
  })
}

export function useSavesState(): SavesState {
  const saves = useSaves()
  return useSyncExternalStore(saves.subscribe, saves.snapshot)
}
