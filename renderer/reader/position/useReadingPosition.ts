import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { ReaderApi } from '../../../main/core/contract.ts'
import type { Article, ReadingPosition } from '../../../main/core/model/article.ts'
import type { ArticleHandle } from '../article/handle.ts'
import { type BlockBox, lineOf, positionAt, progressAt } from './position.ts'
import { Progress } from './progress.ts'

/** The reading line, this far beneath the upper edge of what is seen. CSS pixels. */
const INSET = 16
const SAVE_DELAY = 400

/**
 * Brings the article back to where reading stopped, before it is first painted, keeps the same paragraph in place when
 * the text is set anew (size, width, window, pictures), and saves the place a moment after scrolling. Answers the
 * progress.
 */
export function useReadingPosition(
  scroller: RefObject<HTMLElement | null>,
  handle: ArticleHandle | null,
  article: Pick<Article, 'id' | 'position' | 'progress'>,
  save: ReaderApi['setReadingPosition'],
): Progress {
  const [progress] = useState(() => new Progress(article.progress))
  const start = useRef(article.position)
  const boxes = useRef<readonly BlockBox[] | null>(null)
  const anchor = useRef<ReadingPosition | null>(article.position)
  const put = useRef<number | null>(null)
  /** What is to be saved with the anchor; null while there is nothing new. */
  const unsaved = useRef<number | null>(null)
  const { id } = article

  const measure = useCallback((): readonly BlockBox[] => {
    if (boxes.current !== null) return boxes.current
    const view = scroller.current
    if (view === null || handle === null) return []
    const origin = view.getBoundingClientRect().top - view.scrollTop
    const measured = handle.blocks().map((block) => {
      const { top, height } = block.getBoundingClientRect()
      return { top: top - origin, height }
    })
    boxes.current = measured
    return measured
  }, [scroller, handle])

  /** Sets the anchor's paragraph back under the reading line. */
  const settle = useCallback(() => {
    const view = scroller.current
    if (view === null || anchor.current === null) return
    const line = lineOf(measure(), anchor.current)
    if (line === null) return
    view.scrollTop = Math.max(0, line - INSET)
    put.current = view.scrollTop
  }, [scroller, measure])

  const flush = useCallback(() => {
    const share = unsaved.current
    if (share === null || anchor.current === null) return
    unsaved.current = null
    void save({ id, position: anchor.current, progress: share })
  }, [save, id])

  useLayoutEffect(() => {
    if (handle === null || scroller.current === null) return undefined
    const view = scroller.current
    anchor.current = start.current
    boxes.current = null
    settle()
    progress.set(progressOf(view))
    // The layout that the anchor was last settled for.
    let layout = sizeOf(view)
    const observer = new ResizeObserver(() => {
      boxes.current = null
      settle()
      layout = sizeOf(view)
      progress.set(progressOf(view))
    })
    observer.observe(handle.root)
    observer.observe(view)

    let frame = 0
    let timer: number | undefined
    const follow = (): void => {
      frame = 0
      progress.set(progressOf(view))
      // What moved the text was this hook; or a new layout that is shorter than where the reader was, and that the
      // observer is about to answer. The browser holds on to nothing else itself (`overflow-anchor: none`), so any other
      // scrolling is the reader's, also in the frame in which a picture or a font changed the layout.
      if (put.current !== null && Math.abs(view.scrollTop - put.current) < 2) return
      if (sizeOf(view) !== layout) {
        if (atEnd(view)) return
        layout = sizeOf(view)
        boxes.current = null
      }
      put.current = null
      anchor.current = view.scrollTop < 1 ? { block: 0, offset: 0 } : positionAt(measure(), view.scrollTop + INSET)
      unsaved.current = progressOf(view)
      window.clearTimeout(timer)
      timer = window.setTimeout(flush, SAVE_DELAY)
    }
    const scrolled = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(follow)
    }
    /** The page is going: what was scrolled in this very frame is saved too. */
    const leave = (): void => {
      if (frame !== 0) {
        cancelAnimationFrame(frame)
        follow()
      }
      flush()
    }
    window.addEventListener('pagehide', leave)
    view.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      window.removeEventListener('pagehide', leave)
      observer.disconnect()
      cancelAnimationFrame(frame)
      window.clearTimeout(timer)
      view.removeEventListener('scroll', scrolled)
      start.current = anchor.current
      flush()
    }
  }, [handle, scroller, settle, measure, flush, progress])

  return progress
}

function sizeOf(view: HTMLElement): string {
  return `${view.clientWidth} ${view.scrollHeight}`
}

function atEnd(view: HTMLElement): boolean {
  return view.scrollTop + view.clientHeight >= view.scrollHeight - 1
}

function progressOf(view: HTMLElement): number {
  return progressAt({ top: view.scrollTop, height: view.scrollHeight, visible: view.clientHeight })
}
