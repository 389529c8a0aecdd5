import { useEffect, useRef } from 'react'
import type { ArticleHandle } from '../article/handle.ts'
import type { ReaderHighlight } from '../highlights/entry.ts'
import type { ActiveControl } from '../highlights/useActive.ts'

/** Shows the highlight that the address names as if it had been clicked, once for each time that it is named. */
export function useHighlightTarget(
  handle: ArticleHandle | null,
  items: readonly ReaderHighlight[],
  id: string | null,
  { open }: ActiveControl,
  jump: (key: string) => void,
): void {
  const latest = useRef({ items, open, jump })
  latest.current = { items, open, jump }
  useEffect(() => {
    if (handle === null || id === null) return
    const item = latest.current.items.find((each) => each.id === id)
    if (item === undefined) return
    latest.current.jump(item.key)
    latest.current.open(item.key)
  }, [handle, id])
}
