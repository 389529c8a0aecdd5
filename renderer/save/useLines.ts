import { type KeyboardEvent, useEffect } from 'react'

/** For a form in which Enter may begin a new line: says so to its dialog, and is sent by Ctrl/⌘ Enter. */
export function useLines(
  lines: boolean,
  onLines: (lines: boolean) => void,
): (event: KeyboardEvent<HTMLFormElement>) => void {
  useEffect(() => {
    onLines(lines)
    return () => onLines(false)
  }, [lines, onLines])
  return (event) => {
    if (lines && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
  }
}
