import { useCallback, useEffect, useState } from 'react'
import { firstView, parseView, type View } from './view.ts'

const place = 'postil.view'

/** What the list shows. The window keeps it, so that a reload finds the same shelf and the same search. */
export function useView(): readonly [View, (patch: Partial<View>) => void] {
  const [view, setView] = useState(() => parseView(window.sessionStorage.getItem(place)) ?? firstView)
  useEffect(() => window.sessionStorage.setItem(place, JSON.stringify(view)), [view])
  // A search that is over leaves no order behind for the next one.
  const change = useCallback(
    (patch: Partial<View>) =>
      setView((now) => ({ ...now, ...(patch.text?.trim() === '' ? { found: firstView.found } : {}), ...patch })),
    [],
  )
  return [view, change]
}
