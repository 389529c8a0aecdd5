import type { i18n } from 'i18next'
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { ReaderApi } from '../../main/core/contract.ts'
import type { Settings } from '../../main/core/model/settings.ts'
import { ApiProvider } from '../api/ApiProvider.tsx'
import type { Connection } from '../api/bridge.ts'
import { SavesProvider } from '../save/batch/SavesContext.tsx'
import { SettingsProvider } from '../settings/SettingsProvider.tsx'
import { ToastProvider } from '../ui/Toasts.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'

interface Props {
  readonly api: ReaderApi
  readonly i18n: i18n
  readonly settings: Settings
  /** Reports the connection now and at each change; answers a function that ends that. */
  readonly watchConnection: (listener: (connection: Connection) => void) => () => void
}

/** react-aria's own words and directions follow the window's language. */
function Languages({ children }: { readonly children: React.ReactNode }) {
  const { i18n } = useTranslation()
  return <I18nProvider locale={i18n.language}>{children}</I18nProvider>
}

export function Root({ api, i18n, settings, watchConnection }: Props) {
  const [connection, setConnection] = useState<Connection>('open')
  useEffect(() => watchConnection(setConnection), [watchConnection])
  return (
    <I18nextProvider i18n={i18n}>
      <Languages>
        <ApiProvider api={api} connection={connection}>
          <SettingsProvider initial={settings}>
            <ToastProvider>
              <ErrorBoundary>
                <SavesProvider>
                  <Shell />
                </SavesProvider>
              </ErrorBoundary>
            </ToastProvider>
          </SettingsProvider>
        </ApiProvider>
      </Languages>
    </I18nextProvider>
  )
}
