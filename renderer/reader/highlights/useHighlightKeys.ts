import { type RefObject, useEffect, useRef } from 'react'
import { highlightColors } from '../../../main/core/model/highlight.ts'
import { isOverlayOpen, isTyping } from '../../ui/shortcut.ts'
import type { HighlightActs } from './useHighlightActs.ts'

interface Options {
  readonly acts: HighlightActs
  readonly hasSelection: boolean
  readonly hasActive: boolean
  /** Called before a key is judged, so that `hasSelection` is true of this moment. */
  readonly settle: () => void
  /** Escape: closes what is open, one level at a time. */
  readonly onBack: () => void
  /** To the next (1) or previous (-1) highlight. */
  readonly onStep: (step: 1 | -1) => void
}

/**
 * The reading screen's keys. Listens before the window's other parts, since a key that acts on a highlight must not also
 * act on the article; fields, menus and dialogs keep theirs.
 */
export function useHighlightKeys(screen: RefObject<HTMLElement | null>, options: Options): void {
  const latest = useRef(options)
  latest.current = options
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target) || isOverlayOpen()) return
      if (!isOurs(event.target, screen.current)) return
      if (!isStep(event.key)) latest.current.settle()
      if (!handles(event, latest.current)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => window.removeEventListener('keydown', pressed, { capture: true })
  }, [screen])
}

/** Keys that draw the selection itself: it settles when they are let go. */
function isStep(key: string): boolean {
  return /^(?:Arrow|Page|Home|End|Shift|Control|Alt|Meta)/.test(key)
}

/** A key pressed in the list beside the article means the list; one pressed nowhere means the article. */
function isOurs(target: EventTarget | null, screen: HTMLElement | null): boolean {
  if (!(target instanceof Node) || target === document.body || target === document.documentElement) return true
  return screen?.contains(target) ?? false
}

function handles(event: KeyboardEvent, { acts, hasSelection, hasActive, onBack, onStep }: Options): boolean {
  const key = event.key.toLowerCase()
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (key === 'z' && !event.shiftKey) return acts.undo()
    if (key === 'z' || key === 'y') return acts.redo()
    return false
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return false
  if (key === 'escape') return done(onBack)
  if (key === 'h') return done(() => onStep(event.shiftKey ? -1 : 1))
  if (!hasSelection && !hasActive) return false
  // By place and not by sign: on a French keyboard the digits are behind Shift. Where # is behind it, # is meant.
  if (key === '#') return false
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1] ?? /^[1-5]$/.exec(event.key)?.[0]
  const color = digit === undefined ? undefined : highlightColors[Number(digit) - 1]
  if (color !== undefined) return done(() => acts.paint(color))
  if (event.shiftKey) return false
  if (key === 'n') return done(() => acts.annotate('note'))
  if (key === 't') return done(() => acts.annotate('tags'))
  if ((key === 'delete' || key === 'backspace') && hasActive && !hasSelection) return done(() => acts.removeActive())
  return false
}

function done(work: () => void): true {
  work()
  return true
}
