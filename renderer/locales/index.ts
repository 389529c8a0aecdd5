import { createInstance, type FormatterModule, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Settings } from '../../main/core/model/settings.ts'
import { en } from './en/index.ts'
import { formatNumber } from './format.ts'
import { fr } from './fr/index.ts'

export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

/** Each language in its own words. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', fr: 'Français' }

/** The language to show: what the settings name, else the first of the system's that Postil speaks, else English. */
export function chooseLocale(setting: Settings['locale'], system: readonly string[]): Locale {
  if (setting !== 'system') return setting
  for (const tag of system) {
    const language = tag.toLowerCase().split('-')[0]
    const spoken = locales.find((locale) => locale === language)
    if (spoken) return spoken
  }
  return 'en'
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
  }
}

/** Every number that a sentence holds is written as the language writes it, with its digits in groups. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown, _format, language = 'en') =>
    typeof value === 'number' ? formatNumber(value, language) : String(value),
}

/** `{name}` marks a place, as in `main/core/errors.ts`. React escapes what it shows, so nothing is escaped here. */
export function createI18n(locale: Locale): i18n {
  const instance = createInstance()
  instance
    .use(initReactI18next)
    .use(numbers)
    .init({
      lng: locale,
      fallbackLng: 'en',
      resources: { en: { translation: en }, fr: { translation: fr } },
      interpolation: { prefix: '{', suffix: '}', escapeValue: false, alwaysFormat: true },
      returnNull: false,
      initAsync: false,
    })
  return instance
}
