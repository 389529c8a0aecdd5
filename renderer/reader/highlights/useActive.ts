import { useCallback, useMemo, useState } from 'react'

/** The highlight that keys act on. `open`: its card is shown; `focus`: where in the card one begins. */
export interface Active {
  readonly key: string
  readonly open: boolean
  readonly focus: 'note' | 'tags' | null
}

export interface ActiveControl {
  readonly active: Active | null
  /** Marks it without opening its card. */
  readonly mark: (key: string) => void
  readonly open: (key: string, focus?: Active['focus']) => void
  readonly clear: () => void
}

export function useActive(): ActiveControl {
  const [active, setActive] = useState<Active | null>(null)
  const mark = useCallback((key: string) => setActive({ key, open: false, focus: null }), [])
  const open = useCallback((key: string, focus: Active['focus'] = null) => setActive({ key, open: true, focus }), [])
  const clear = useCallback(() => setActive(null), [])
  return useMemo(() => ({ active, mark, open, clear }), [active, mark, open, clear])
}
