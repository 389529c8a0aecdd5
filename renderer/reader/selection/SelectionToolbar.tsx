import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HighlightColor } from '../../../main/core/model/highlight.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { ColorButtons } from '../highlights/ColorButtons.tsx'
import { placeToolbar } from './place.ts'
import styles from './toolbar.module.css'
import type { ReaderSelection } from './useSelection.ts'

interface Props {
  readonly selection: ReaderSelection
  /** What scrolls; the toolbar stands in its content and so stays at its passage. */
  readonly scroller: RefObject<HTMLElement | null>
  readonly onPaint: (color: HighlightColor) => void
  readonly onNote: () => void
  readonly onTag: () => void
  readonly onCopy: () => void
}

/** What can be done with the selected passage; every button says its key. */
export function SelectionToolbar({ selection, scroller, onPaint, onNote, onTag, onCopy }: Props) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)

  useLayoutEffect(() => {
    const view = scroller.current
    if (bar.current === null || view === null) return
    const bounds = view.getBoundingClientRect()
    const size = { width: bar.current.offsetWidth, height: bar.current.offsetHeight }
    const { left, top } = placeToolbar(selection, size, bounds)
    setPlace({ left: left - bounds.left + view.scrollLeft, top: top - bounds.top + view.scrollTop })
  }, [selection, scroller])

  return (
    <div
      ref={bar}
      className={styles.bar}
      role="toolbar"
      aria-label={t('reader.selection.toolbar')}
      tabIndex={-1}
      style={place === null ? { visibility: 'hidden' } : { left: place.left, top: place.top }}
      // A press must not take the selection away before it is used.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <ColorButtons className={styles.color} onPick={onPaint} />
      <button type="button" className={styles.act} aria-keyshortcuts="n" onClick={onNote}>
        {t('reader.selection.note')} <Kbd keys="n" bare />
      </button>
      <button type="button" className={styles.act} aria-keyshortcuts="t" onClick={onTag}>
        {t('reader.selection.tag')} <Kbd keys="t" bare />
      </button>
      <button type="button" className={styles.act} onClick={onCopy}>
        {t('reader.selection.copy')}
      </button>
    </div>
  )
}
