import { useCallback, useState } from 'react'

export interface Selection {
  /** Null while nothing is being selected. */
  readonly ids: ReadonlySet<string> | null
  readonly begin: () => void
  readonly toggle: (id: string) => void
  readonly set: (ids: readonly string[]) => void
  readonly end: () => void
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null)
  const begin = useCallback(() => setIds((now) => now ?? new Set()), [])
  const end = useCallback(() => setIds(null), [])
  const set = useCallback((next: readonly string[]) => setIds(new Set(next)), [])
  const toggle = useCallback(
    (id: string) =>
      setIds((now) => {
        const next = new Set(now)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  return { ids, begin, toggle, set, end }
}
