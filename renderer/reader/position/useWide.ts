import { type RefObject, useLayoutEffect, useState } from 'react'

/** From this width on, notes stand in the margin; below it, beneath their paragraphs. CSS pixels of the reading pane. */
const WIDE = 900

export function useWide(pane: RefObject<HTMLElement | null>): boolean {
  const [wide, setWide] = useState(true)
  useLayoutEffect(() => {
    const element = pane.current
    if (element === null) return undefined
    const measure = (): void => setWide(element.clientWidth >= WIDE)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [pane])
  return wide
}
