import type { Params } from '../../main/core/contract.ts'
import type { Settings } from '../../main/core/model/settings.ts'

export function patched(settings: Settings, patch: Params<'updateSettings'>['patch']): Settings {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  return { ...settings, ...given }
}

export interface Root {
  readonly dataset: Record<string, string | undefined>
  readonly style: { setProperty(name: string, value: string): void }
}

const darkQuery = '(prefers-color-scheme: dark)'

/**
 * Puts the settings where the style sheets look for them: `data-theme`, `--reading-size` and `--reading-width` on the
 * root element. With the theme `system` it goes on following the system; the answer ends that.
 */
export function applySettings(
  root: Root,
  settings: Pick<Settings, 'theme' | 'fontSize' | 'textWidth'>,
  match: (query: string) => MediaQueryList = (query) => window.matchMedia(query),
): () => void {
  root.style.setProperty('--reading-size', `${settings.fontSize}px`)
  root.style.setProperty('--reading-width', `${settings.textWidth}ch`)
  if (settings.theme !== 'system') {
    root.dataset.theme = settings.theme
    return () => {}
  }
  const system = match(darkQuery)
  const follow = (): void => {
    root.dataset.theme = system.matches ? 'dark' : 'paper'
  }
  follow()
  system.addEventListener('change', follow)
  return () => system.removeEventListener('change', follow)
}
