import { useEffect, useRef } from 'react'
import { isOverlayOpen, isTyping } from '../ui/shortcut.ts'
import { type Command, commandFor } from './shortcuts.ts'

const shellCommands: Readonly<Record<string, Command | 'export'>> = {
  saveArticle: 'save',
  find: 'search',
  settings: 'settings',
  keys: 'keys',
  exportArticles: 'export',
}

/**
 * Hears the window's keys, and the desktop shell's menu, which asks for the same. A screen that has used a key itself
 * says so with `preventDefault`.
 */
export function useKeys(run: (command: Command | 'export') => void): void {
  const latest = useRef(run)
  latest.current = run

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isOverlayOpen()) return
      const command = commandFor(event, isTyping(event.target))
      if (command === null) return
      event.preventDefault()
      latest.current(command)
    }
    window.addEventListener('keydown', onKey)
    const stop = window.postil?.on('command', (name) => {
      const command = shellCommands[name]
      if (command !== undefined) latest.current(command)
    })
    return () => {
      window.removeEventListener('keydown', onKey)
      stop?.()
    }
  }, [])
}
