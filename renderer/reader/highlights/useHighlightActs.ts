import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { HighlightColor } from '../../../main/core/model/highlight.ts'
import type { ErrorData } from '../../../main/core/result.ts'
import { useErrorText } from '../../locales/useErrorText.ts'
import { useToasts } from '../../ui/Toasts.tsx'
import type { ArticleHandle } from '../article/handle.ts'
import type { NoteActs } from '../notes/NoteCard.tsx'
import { passageText } from '../selection/range.ts'
import type { ReaderSelection } from '../selection/useSelection.ts'
import type { HighlightStore } from './store.ts'
import type { ActiveControl } from './useActive.ts'

export interface HighlightActs extends NoteActs {
  /** Paints the selection, or the active highlight anew. */
  paint(color: HighlightColor): void
  /** Opens the note (or tags) of the selection, which becomes a highlight, or of the active one. */
  annotate(focus: 'note' | 'tags'): void
  copy(): void
  removeActive(): void
  /** False where there is nothing to undo, so that others may answer the key. */
  undo(): boolean
  redo(): boolean
}

interface Options {
  readonly store: HighlightStore
  readonly handle: ArticleHandle | null
  readonly selection: ReaderSelection | null
  readonly clearSelection: () => void
  readonly control: ActiveControl
  readonly lastColor: HighlightColor
  readonly onColor: (color: HighlightColor) => void
}

/**
 * What a reader does with highlights: shown at once; what fails is taken back and said. The acts stay the same objects
 * while selection and active highlight change, so that notes at rest are not drawn again.
 */
export function useHighlightActs(options: Options): HighlightActs {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const toasts = useToasts()
  const latest = useRef({ ...options, errorText })
  latest.current = { ...options, errorText }
  const { store } = options

  return useMemo(() => {
    const say = (outcome: ErrorData | null | false): void => {
      if (outcome) toasts.show({ message: latest.current.errorText(outcome), tone: 'error' })
    }
    // Ctrl/⌘ Z takes back what was done last: a deed of the window whose toast came after the last act here goes first.
    let seen: number | null = null
    const deletions = new Set<number>()
    const acting = (): void => {
      seen = toasts.undoable()
    }
    const told = (work: Promise<ErrorData | null | false>): void => void work.then(say)
    const add = (color: HighlightColor): string | null => {
      const { selection, handle, clearSelection } = latest.current
      if (selection === null || handle === null) return null
      acting()
      const { start, end } = selection
      const { key, stored } = store.add({ start, end, color, quote: passageText(handle.text.text, selection) })
      told(stored)
      clearSelection()
      return key
    }
    const activeKey = (): string | null => latest.current.control.active?.key ?? null
    const remove = (key: string): void => {
      acting()
      if (activeKey() === key) latest.current.control.clear()
      void store.remove(key).then((outcome) => {
        if (outcome !== null) say(outcome)
        else
          deletions.add(toasts.show({ message: t('reader.highlight.deleted'), undo: () => told(store.restore(key)) }))
      })
    }
    const recolor = (key: string, color: HighlightColor): void => {
      if (store.get(key)?.color === color) return
      acting()
      told(store.update(key, { color }))
    }
    return {
      paint(color) {
        const { control, onColor } = latest.current
        onColor(color)
        const key = add(color)
        const active = activeKey()
        if (key !== null) control.mark(key)
        else if (active !== null) recolor(active, color)
      },
      annotate(focus) {
        const key = add(latest.current.lastColor) ?? activeKey()
        if (key !== null) latest.current.control.open(key, focus)
      },
      copy() {
        const { selection, handle } = latest.current
        if (selection === null || handle === null) return
        navigator.clipboard.writeText(passageText(handle.text.text, selection)).then(
          () => toasts.show({ message: t('reader.copied') }),
          () => toasts.show({ message: t('reader.copyRefused'), tone: 'error' }),
        )
      },
      removeActive() {
        const key = activeKey()
        if (key !== null) remove(key)
      },
      undo() {
        const offered = toasts.undoable()
        const newer = offered !== null && offered !== seen && !deletions.has(offered)
        if (newer || !store.canUndo) return false
        for (const key of deletions) toasts.close(key)
        deletions.clear()
        told(store.undo())
        return true
      },
      redo() {
        if (!store.canRedo) return false
        told(store.redo())
        return true
      },
      // A note's failure is said in its card, where its text is kept.
      save(key, note, sitting) {
        acting()
        return store.update(key, { note }, { merge: sitting })
      },
      tag(key, tags) {
        acting()
        told(store.update(key, { tags: [...tags] }))
      },
      recolor,
      remove,
      open: (key) => latest.current.control.open(key, 'note'),
      close(key) {
        latest.current.control.mark(key)
        latest.current.handle?.marksOf(key)[0]?.focus({ preventScroll: true })
      },
    }
  }, [store, t, toasts])
}
