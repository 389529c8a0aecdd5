import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Params } from '../../main/core/contract.ts'
import type { Settings } from '../../main/core/model/settings.ts'
import type { ErrorData } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { chooseLocale } from '../locales/index.ts'
import { applySettings, patched } from './applySettings.ts'

type Patch = Params<'updateSettings'>['patch']

export interface SettingsState {
  readonly settings: Settings
  /** Shown at once and kept in the library. */
  readonly update: (patch: Patch) => void
  /** Why the last change could not be kept. */
  readonly error: ErrorData | null
}

const SettingsContext = createContext<SettingsState | null>(null)

export function useSettings(): SettingsState {
  const state = useContext(SettingsContext)
  if (!state) throw new Error('useSettings is used outside of SettingsProvider')
  return state
}

/** `initial` is read before the first paint, so that the window never flashes in another theme. */
export function SettingsProvider({ initial, children }: { readonly initial: Settings; readonly children: ReactNode }) {
  const api = useApi()
  const { i18n } = useTranslation()
  const [settings, setSettings] = useState(initial)
  const [error, setError] = useState<ErrorData | null>(null)

  const update = useCallback(
    async (patch: Patch) => {
      setSettings((now) => patched(now, patch))
      const result = await api.updateSettings({ patch })
      setError(result.ok ? null : result.error)
    },
    [api],
  )

  useEffect(() => applySettings(document.documentElement, settings), [settings])
  useEffect(() => {
    const locale = chooseLocale(settings.locale, navigator.languages)
    document.documentElement.lang = locale
    if (i18n.language !== locale) void i18n.changeLanguage(locale)
  }, [settings.locale, i18n])

  const state = useMemo(() => ({ settings, update, error }), [settings, update, error])
  return <SettingsContext value={state}>{children}</SettingsContext>
}
