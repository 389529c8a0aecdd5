/**
 * For the `ref` of what may scroll: it can have the focus while there is more of it than is seen, or those without a
 * mouse could not read on.
 */
export function scrollable(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined
  const look = (): void => {
    if (element.scrollHeight > element.clientHeight + 1) element.tabIndex = 0
    else element.removeAttribute('tabindex')
  }
  look()
  const observer = new ResizeObserver(look)
  observer.observe(element)
  return () => observer.disconnect()
}
