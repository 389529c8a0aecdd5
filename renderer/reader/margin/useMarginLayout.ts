import { type RefObject, useLayoutEffect } from 'react'
import type { ArticleHandle } from '../article/handle.ts'
import { layoutMargin } from './layout.ts'

const GAP = 14
/** The open note's card has its first line where a note at rest has it, so its padding stands above. */
const RISE = 11

/**
 * Sets the notes of a margin (its elements with `data-note`) beside the first lines of their passages, again whenever the
 * text or a note changes its size. `version` changes with what is shown.
 */
export function useMarginLayout(
  column: RefObject<HTMLElement | null>,
  handle: ArticleHandle | null,
  pinned: string | null,
  version: unknown,
): void {
  useLayoutEffect(() => {
    void version
    const margin = column.current
    if (margin === null || handle === null) return undefined
    const place = (): void => setNotes(margin, handle, pinned)
    const observer = new ResizeObserver(place)
    observer.observe(handle.root)
    for (const note of notesIn(margin)) observer.observe(note)
    place()
    return () => observer.disconnect()
  }, [column, handle, pinned, version])
}

function notesIn(margin: HTMLElement): readonly HTMLElement[] {
  return [...margin.querySelectorAll<HTMLElement>(':scope > [data-note]')]
}

/** Measures everything, then moves everything: one layout, not one for each note. */
function setNotes(margin: HTMLElement, handle: ArticleHandle, pinned: string | null): void {
  const top = margin.getBoundingClientRect().top
  const measured = notesIn(margin).map((note) => {
    const key = note.dataset.note ?? ''
    const line = handle.marksOf(key)[0]?.getClientRects()[0]
    return { note, item: { key, anchor: line === undefined ? 0 : line.top - top, height: heightOf(note) } }
  })
  const items = measured.map(({ item }) => item).toSorted((a, b) => a.anchor - b.anchor)
  const tops = layoutMargin(items, { gap: GAP, pinned, rise: RISE })
  for (const { note, item } of measured) {
    const place = tops.get(item.key)
    note.style.setProperty('translate', `0 ${Math.round(place?.top ?? item.anchor)}px`)
    note.toggleAttribute('data-folded', place?.folded === true)
    note.dataset.placed = ''
  }
}

/** Its whole height, also while it is folded to a line. */
function heightOf(note: HTMLElement): number {
  return note.dataset.folded === undefined ? note.offsetHeight : (note.firstElementChild?.scrollHeight ?? 0)
}
