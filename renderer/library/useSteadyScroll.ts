import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Row } from './useArticles.ts'

/** At the very top, what comes is to be seen; anywhere else, it must not move what is being read. CSS pixels. */
const TOP = 40

interface Options {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>
  readonly scroller: RefObject<HTMLElement | null>
  /** Another value: another list. */
  readonly view: string
  readonly at: (index: number) => Row | undefined
}

/**
 * Keeps the rows in sight where they are when others come or go above them (another program saved or deleted), and their
 * heights with them: the virtualizer knows rows by their numbers, which change then.
 */
export function useSteadyScroll({ virtualizer, scroller, view, at }: Options): void {
  const anchor = useRef<{ view: string; id: string; index: number; inside: number } | null>(null)
  const heights = useRef(new Map<number, string>())

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const rows = virtualizer.getVirtualItems()
    const known = anchor.current
    if (known?.view === view && element.scrollTop > TOP && at(known.index)?.article.id !== known.id) {
      const moved = nearest(known.index, virtualizer.options.count, (index) => at(index)?.article.id === known.id)
      const start = moved === null ? undefined : virtualizer.measurementsCache[moved]?.start
      if (start !== undefined) element.scrollTop = start + known.inside
    }

    const measured = new Map<number, string>()
    for (const { index } of rows) {
      const id = at(index)?.article.id
      if (id === undefined) continue
      measured.set(index, id)
      const before = heights.current.get(index)
      if (before === undefined || before === id) continue
      const row = element.querySelector<HTMLElement>(`[data-index="${index}"]`)
      if (row) virtualizer.resizeItem(index, row.offsetHeight)
    }
    heights.current = measured

    const top = element.scrollTop
    const first = rows.find(({ end }) => end > top)
    const id = first === undefined ? undefined : at(first.index)?.article.id
    anchor.current =
      first === undefined || id === undefined ? null : { view, id, index: first.index, inside: top - first.start }
  })
}

/** Rows are looked for this far from where they were: what was fetched, and no more. */
const FAR = 200

function nearest(from: number, count: number, fits: (index: number) => boolean): number | null {
  for (let step = 1; step <= FAR; step++) {
    if (from + step < count && fits(from + step)) return from + step
    if (from - step >= 0 && fits(from - step)) return from - step
  }
  return null
}
