import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type ArticleHandle, inNote } from '../article/handle.ts'
import type { TextRange } from './range.ts'

export interface ReaderSelection extends TextRange {
  /** Boxes of the first and last line, in the window's coordinates at the time `scrollTop` was read. */
  readonly first: DOMRect
  readonly last: DOMRect
}

/** Long enough for shift+arrow to repeat, short enough to feel at once. Milliseconds. */
const SETTLE = 140

/** The passage that is selected in the article, once the reader has let go of mouse or keys. */
export function useSelection(handle: ArticleHandle | null): {
  readonly selection: ReaderSelection | null
  readonly clear: () => void
  /** Takes in what is selected by now: a key that acts on the selection may come before it has settled. */
  readonly settle: () => void
} {
  const [selection, setSelection] = useState<ReaderSelection | null>(null)
  const pending = useRef<(() => void) | null>(null)
  const settle = useCallback(() => pending.current?.(), [])
  const clear = useCallback(() => {
    document.getSelection()?.removeAllRanges()
    setSelection(null)
  }, [])

  useEffect(() => {
    if (handle === null) return undefined
    let drawing = false
    let timer: number | undefined
    const read = (): void => {
      window.clearTimeout(timer)
      timer = undefined
      const next = readSelection(handle)
      setSelection((old) => (same(old, next) ? old : next))
    }
    const changed = (): void => {
      window.clearTimeout(timer)
      timer = undefined
      const current = document.getSelection()
      if (current === null || current.isCollapsed) setSelection(null)
      else if (!drawing) timer = window.setTimeout(read, SETTLE)
    }
    const down = (event: PointerEvent): void => {
      drawing =
        event.button === 0 && event.target instanceof Element && event.target.closest('[role="toolbar"]') === null
    }
    const up = (): void => {
      if (!drawing) return
      drawing = false
      window.clearTimeout(timer)
      // The browser settles a click's selection after the event.
      timer = window.setTimeout(read, 0)
    }
    pending.current = () => {
      if (timer !== undefined) flushSync(read)
    }
    document.addEventListener('selectionchange', changed)
    document.addEventListener('pointerdown', down)
    document.addEventListener('pointerup', up)
    document.addEventListener('pointercancel', up)
    return () => {
      window.clearTimeout(timer)
      pending.current = null
      document.removeEventListener('selectionchange', changed)
      document.removeEventListener('pointerdown', down)
      document.removeEventListener('pointerup', up)
      document.removeEventListener('pointercancel', up)
    }
  }, [handle])

  return { selection, clear, settle }
}

function readSelection(handle: ArticleHandle): ReaderSelection | null {
  const current = document.getSelection()
  if (current === null || current.isCollapsed || current.rangeCount === 0) return null
  if (inNote(current.anchorNode) || inNote(current.focusNode)) return null
  const range = current.getRangeAt(0)
  const passage = handle.passageOf(range)
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0)
  const [first, last] = [boxes[0], boxes.at(-1)]
  return passage === null || first === undefined || last === undefined ? null : { ...passage, first, last }
}

function same(a: ReaderSelection | null, b: ReaderSelection | null): boolean {
  return a?.start === b?.start && a?.end === b?.end
}
