import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Shows an element (`popover="manual"`) in the browser's top layer, under `anchor` and as wide: nothing that scrolls or
 * is transformed around the anchor can clip it.
 */
export function useTopLayer(anchor: RefObject<HTMLElement | null>, open: boolean): RefObject<HTMLDivElement | null> {
  const layer = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = layer.current
    if (!element || !open) return undefined
    const place = (): void => {
      const box = anchor.current?.getBoundingClientRect()
      if (!box) return
      element.style.left = `${box.left}px`
      element.style.top = `${box.bottom}px`
      element.style.width = `${box.width}px`
    }
    const sizes = new ResizeObserver(place)
    place()
    element.showPopover()
    if (anchor.current) sizes.observe(anchor.current)
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      sizes.disconnect()
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
      if (element.isConnected) element.hidePopover()
    }
  }, [anchor, open])
  return layer
}
