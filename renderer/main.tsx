import './theme/index.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { defaultSettings } from '../main/core/model/settings.ts'
import type { Connection } from './api/bridge.ts'
import { connect } from './api/client.ts'
import { Root } from './app/Root.tsx'
import { chooseLocale, createI18n } from './locales/index.ts'
import { applySettings } from './settings/applySettings.ts'

const listeners = new Set<(connection: Connection) => void>()
/** The first calls are made before anybody watches. */
let latest: Connection = 'open'

function watchConnection(listener: (connection: Connection) => void): () => void {
  listeners.add(listener)
  listener(latest)
  return () => {
    listeners.delete(listener)
  }
}

const api = await connect((connection) => {
  latest = connection
  for (const listener of listeners) listener(connection)
})
const answer = await api.getSettings({})
const settings = answer.ok ? answer.value : defaultSettings
applySettings(document.documentElement, settings)
const root = document.getElementById('root')

if (root) {
  createRoot(root).render(
    <StrictMode>
      <Root
        api={api}
        i18n={createI18n(chooseLocale(settings.locale, navigator.languages))}
        settings={settings}
        watchConnection={watchConnection}
      />
    </StrictMode>,
  )
}
