import { type RefObject, useEffect } from 'react'
import { isOverlayOpen, isTyping } from '../../ui/shortcut.ts'
import type { ArticleHandle } from '../article/handle.ts'
import type { TextRange } from './range.ts'
import { wordBefore, wordFrom, wordsOf } from './words.ts'

/**
 * Selecting without a mouse. Shift with an arrow selects the first word in sight (or at the focused highlight) and then
 * extends: by characters, with Ctrl or Alt by words, up and down by lines. Left and right alone move the selected word.
 */
export function useSelectionKeys(
  handle: ArticleHandle | null,
  screen: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  { lang, dir }: { readonly lang: string | null; readonly dir: 'ltr' | 'rtl' },
): void {
  useEffect(() => {
    if (handle === null) return undefined
    let words: readonly TextRange[] | null = null
    const pressed = (event: KeyboardEvent): void => {
      const step = /^Arrow(Left|Right|Up|Down)$/.exec(event.key)?.[1]
      if (step === undefined || event.defaultPrevented || isTyping(event.target) || isOverlayOpen()) return
      const inside =
        event.target === document.body || (event.target instanceof Node && screen.current?.contains(event.target))
      const view = scroller.current
      if (!inside || view === null) return
      const current = selected(handle)
      const sideways = step === 'Left' || step === 'Right'
      if (!event.shiftKey && (current === null || !sideways || event.ctrlKey || event.metaKey || event.altKey)) return
      event.preventDefault()
      words ??= wordsOf(handle.text.text, lang)
      if (current === null) select(handle, wordFrom(words, startOffset(handle, view)))
      else if (event.shiftKey) extend(step, event.ctrlKey || event.altKey)
      else {
        const forward = (step === 'Right') === (dir === 'ltr')
        select(handle, forward ? wordFrom(words, current.end) : wordBefore(words, current.start))
      }
      keepInSight(view)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [handle, screen, scroller, lang, dir])
}

function selected(handle: ArticleHandle): TextRange | null {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  return handle.passageOf(selection.getRangeAt(0))
}

function select(handle: ArticleHandle, word: TextRange | null): void {
  if (word === null) return
  const { view } = handle.editor
  const { from, to } = handle.text.toRange(word.start, word.end)
  const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)]
  document.getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
}

function extend(step: string, byWord: boolean): void {
  const sideways = step === 'Left' || step === 'Right'
  const direction = sideways ? step.toLowerCase() : step === 'Down' ? 'forward' : 'backward'
  document.getSelection()?.modify('extend', direction, sideways ? (byWord ? 'word' : 'character') : 'line')
}

/** Where selecting begins: at the focused highlight, where the reader last clicked, or with the first block in sight. */
function startOffset(handle: ArticleHandle, scroller: HTMLElement): number {
  const { view } = handle.editor
  const focused = document.activeElement
  if (focused instanceof HTMLElement && focused.matches('[data-highlights]') && handle.root.contains(focused)) {
    return handle.text.toOffset(view.posAtDOM(focused, 0), 'after')
  }
  const { top, bottom } = scroller.getBoundingClientRect()
  const caret = document.getSelection()
  const node = caret?.anchorNode
  if (caret && node && handle.root.contains(node)) {
    const place = (node instanceof Element ? node : node.parentElement)?.getBoundingClientRect()
    const seen = place !== undefined && place.bottom > top && place.top < bottom
    if (seen) return handle.text.toOffset(view.posAtDOM(node, caret.anchorOffset), 'after')
  }
  const block = handle.blocks().find((each) => each.getBoundingClientRect().top >= top)
  return block === undefined ? 0 : handle.text.toOffset(view.posAtDOM(block, 0), 'after')
}

function keepInSight(scroller: HTMLElement): void {
  const selection = document.getSelection()
  if (selection?.focusNode == null) return
  const caret = document.createRange()
  caret.setStart(selection.focusNode, selection.focusOffset)
  const box = caret.getClientRects()[0]
  if (box === undefined) return
  const view = scroller.getBoundingClientRect()
  const margin = 60
  if (box.bottom > view.bottom - margin) scroller.scrollBy({ top: box.bottom - view.bottom + margin })
  else if (box.top < view.top + margin) scroller.scrollBy({ top: box.top - view.top - margin })
}
