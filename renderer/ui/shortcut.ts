/** How keys are written for people: `Mod+N` is ⌘N on a Mac and Ctrl+N elsewhere; single keys as they are. */
export function formatShortcut(shortcut: string, mac: boolean): string {
  const signs: Record<string, string> = mac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↩', Backspace: '⌫', Delete: '⌦', Escape: 'esc' }
    : { Mod: 'Ctrl', Enter: '↵', Delete: 'Del', Escape: 'Esc' }
  const parts = shortcut.split('+').map((part) => {
    if (part === 'Up') return '↑'
    if (part === 'Down') return '↓'
    return signs[part] ?? part
  })
  return parts.join(mac ? '' : '+')
}

export function isMac(platform: string = navigator.platform): boolean {
  return /mac|iphone|ipad/i.test(platform)
}

/** True where a key is meant for a field, so that single-key shortcuts must leave it alone. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio],[type=range]), textarea, select')
  )
}

/** True while a dialog or a menu is open: its own keys come first. */
export function isOverlayOpen(root: ParentNode = document): boolean {
  return root.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}
