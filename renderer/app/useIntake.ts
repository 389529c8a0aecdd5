import { useEffect, useRef, useState } from 'react'
import { withLists } from '../save/intake/lists.ts'
import type { Intake } from '../save/intake/piece.ts'
import { carries, takeTransfer } from '../save/intake/transfer.ts'
import { isOverlayOpen, isTyping } from '../ui/shortcut.ts'

/**
 * What is dropped on the window or pasted into it, wherever that is: files and folders, links, text. Answers whether
 * something is being dragged over it. Fields and dialogs keep what is meant for them.
 */
export function useIntake(enabled: boolean, onIntake: (intake: Intake) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onIntake)
  latest.current = onIntake
  useEffect(() => {
    /** What is dragged comes from this window: its own text and links are in the library already. */
    let own = false
    const isForUs = ({ dataTransfer, target }: DragEvent): boolean => {
      const types = dataTransfer?.types ?? []
      if (types.includes('Files')) return true
      return !own && carries(types) && !isTyping(target)
    }
    const take = async (transfer: DataTransfer): Promise<void> =>
      latest.current(await withLists(await takeTransfer(transfer)))
    const onStart = (): void => {
      own = true
    }
    const onEnd = (): void => {
      own = false
    }
    const onOver = (event: DragEvent): void => {
      if (event.defaultPrevented || !isForUs(event)) return
      // Without this, the browser would leave the window for the file.
      event.preventDefault()
      const open = enabled && !isOverlayOpen()
      if (event.dataTransfer) event.dataTransfer.dropEffect = open ? 'copy' : 'none'
      setOver(open)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (event.defaultPrevented || !isForUs(event)) return
      event.preventDefault()
      if (!enabled || isOverlayOpen() || event.dataTransfer === null) return
      void take(event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent): void => {
      if (!enabled || event.defaultPrevented || isTyping(event.target) || isOverlayOpen()) return
      if (event.clipboardData === null) return
      event.preventDefault()
      void take(event.clipboardData)
    }
    const heard = {
      dragstart: onStart,
      dragend: onEnd,
      dragover: onOver,
      dragleave: onLeave,
      drop: onDrop,
      paste: onPaste,
    } as const
    const ending = new AbortController()
    const { signal } = ending
    for (const [name, listener] of Object.entries(heard)) {
      window.addEventListener(name, listener as (event: Event) => void, { signal })
    }
    return () => ending.abort()
  }, [enabled])
  return over
}
