import { createContext, useContext } from 'react'
import type { ArticleSummary } from '../../main/core/contract.ts'
import type { SavesView } from '../save/batch/useSavesView.ts'
import type { Way } from '../save/ways.ts'

/** What of an article the actions need, whether it comes from the list or from the reader. */
export type ArticleRef = Pick<ArticleSummary, 'id' | 'title' | 'tags' | 'archived' | 'favourite' | 'url'> & {
  /** Set while it is in the trash. */
  readonly deletedAt?: string | null | undefined
}

export const settingsSections = ['appearance', 'library', 'backups', 'checks'] as const
export type SettingsSection = (typeof settingsSections)[number]

export type Overlay =
  /** `source`: the page that is saved by hand, where fetching it did not help. */
  | { readonly kind: 'save'; readonly way?: Way; readonly source?: string }
  | { readonly kind: 'export'; readonly ids: readonly string[] | 'all' }
  | { readonly kind: 'tags'; readonly article: ArticleRef }
  /** Asks before articles of the trash are deleted for good. */
  | { readonly kind: 'purge'; readonly ids: readonly string[] | 'all'; readonly count: number }
  | { readonly kind: 'settings'; readonly section?: SettingsSection }
  | { readonly kind: 'keys' | 'problems' }

export interface Shell {
  /** Opens one of the window's dialogs; any screen may ask. */
  readonly open: (overlay: Overlay) => void
  /** The panel of what is being saved. */
  readonly saves: SavesView
}

export const ShellContext = createContext<Shell | null>(null)

export function useShell(): Shell {
  const shell = useContext(ShellContext)
  if (!shell) throw new Error('useShell is used outside of Shell')
  return shell
}
