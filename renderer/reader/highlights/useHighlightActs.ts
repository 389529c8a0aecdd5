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

/** What a reader does with highlights: shown at once; what fails is taken back and said. */
export function useHighlightActs(options: Options): HighlightActs {
  const { store, handle, selection, clearSelection, control, lastColor, onColor } = options
  const { t } = useTranslation()
  const sentence = useErrorText()
  const errorText = useRef(sentence)
  errorText.current = sentence
  const toasts = useToasts()

  return useMemo(() => {
    const { active } = control
    const say = (outcome: ErrorData | null | false): void => {
      if (outcome) toasts.show({ message: errorText.current(outcome), tone: 'error' })
    }
    const told = (work: Promise<ErrorData | null | false>): void => void work.then(say)
    const add = (color: HighlightColor): string | null => {
      if (selection === null || handle === null) return null
      const { start, end } = selection
      const { key, stored } = store.add({ start, end, color, quote: passageText(handle.text.text, selection) })
      told(stored)
      clearSelection()
      return key
    }
    const remove = (key: string): void => {
      if (active?.key === key) control.clear()
      void store.remove(key).then((outcome) => {
        if (outcome !== null) say(outcome)
        else toasts.show({ message: t('reader.highlight.deleted'), undo: () => told(store.restore(key)) })
      })
    }
    const recolor = (key: string, color: HighlightColor): void => {
      if (store.get(key)?.color !== color) told(store.update(key, { color }))
    }
    return {
      paint(color) {
        onColor(color)
        const key = add(color)
        if (key !== null) control.mark(key)
        else if (active !== null) recolor(active.key, color)
      },
      annotate(focus) {
        const key = add(lastColor) ?? active?.key
        if (key !== undefined) control.open(key, focus)
      },
      copy() {
        if (selection === null || handle === null) return
        const done = navigator.clipboard.writeText(passageText(handle.text.text, selection))
        done.then(
          () => toasts.show({ message: t('reader.copied') }),
          () => toasts.show({ message: t('reader.copyRefused'), tone: 'error' }),
        )
      },
      removeActive() {
        if (active !== null) remove(active.key)
      },
      undo() {
        if (!store.canUndo) return false
        told(store.undo())
        return true
      },
      redo() {
        if (!store.canRedo) return false
        told(store.redo())
        return true
      },
      // A note's failure is said in its card, where its text is kept.
      save: (key, note, sitting) => store.update(key, { note }, { merge: sitting }),
      tag: (key, tags) => told(store.update(key, { tags: [...tags] })),
      recolor,
      remove,
      open: (key) => control.open(key),
      close(key) {
        control.mark(key)
        handle?.marksOf(key)[0]?.focus({ preventScroll: true })
      },
    }
  }, [store, handle, selection, clearSelection, control, lastColor, onColor, t, toasts])
}
