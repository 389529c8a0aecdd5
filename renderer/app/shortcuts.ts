/** Browsers keep Ctrl/⌘ N for themselves, so there the plain key is the one to show. */
const inShell = typeof window !== 'undefined' && window.postil !== undefined

/** The window's keys, as they are shown; the first of each is the one that controls carry. */
export const shortcuts = {
  search: ['/', 'Mod+K'],
  save: [inShell ? 'Mod+N' : 'A'],
  paste: ['Mod+V'],
  settings: ['Mod+,'],
  keys: ['?'],
  undo: ['Mod+Z'],
  close: ['Escape'],
  next: ['J', 'Down'],
  previous: ['K', 'Up'],
  open: ['Enter'],
  archive: ['E'],
  favourite: ['S'],
  tags: ['T'],
  select: ['X'],
  delete: ['#', 'Delete'],
  menu: ['Shift+F10'],
  scroll: ['Space', 'PgUp', 'PgDn', 'Home', 'End'],
  selectText: ['Shift+→', 'Shift+↓'],
  selectWords: ['Ctrl+Shift+→'],
  moveWord: ['←', '→'],
  nextMatch: ['F3', 'Mod+G'],
  previousMatch: ['Shift+F3', 'Mod+Shift+G'],
  paint: ['1', '2', '3', '4', '5'],
  note: ['N'],
  highlightTags: ['T'],
  nextHighlight: ['H'],
  previousHighlight: ['Shift+H'],
  openHighlight: ['Enter'],
  deleteHighlight: ['Delete'],
  redo: ['Mod+Shift+Z'],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type Command = 'search' | 'save' | 'settings' | 'keys' | 'archive' | 'favourite' | 'tags' | 'delete' | 'close'

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/**
 * The command a key press asks for. `typing`: it happened in a field, where only combinations count. Keys of lists
 * (arrows, j, k, x) belong to the list that has the focus.
 */
export function commandFor(press: KeyPress, typing: boolean): Command | null {
  if (press.altKey) return null
  const key = press.key.toLowerCase()
  if (press.ctrlKey || press.metaKey) {
    if (key === 'n') return 'save'
    if (key === 'k') return 'search'
    if (key === ',') return 'settings'
    return null
  }
  if (typing) return null
  const plain: Record<string, Command> = {
    '/': 'search',
    a: 'save',
    '?': 'keys',
    e: 'archive',
    s: 'favourite',
    t: 'tags',
    '#': 'delete',
    delete: 'delete',
    escape: 'close',
  }
  return plain[key] ?? null
}
