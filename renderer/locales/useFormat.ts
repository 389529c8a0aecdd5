import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dateLocale, formatDate, formatPercent, formatShort } from './format.ts'
import { chooseLocale, type Locale } from './index.ts'

export interface Format {
  readonly locale: Locale
  readonly date: (iso: string) => string
  /** In little room: `1.5K`. */
  readonly short: (value: number) => string
  /** Of a share from 0 to 1. */
  readonly percent: (share: number) => string
}

/** Dates and numbers as the window's language writes them. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const locale = chooseLocale('system', [i18n.language])
  return useMemo(
    () => ({
      locale,
      date: (iso) => formatDate(iso, dateLocale(locale)),
      short: (value) => formatShort(value, locale),
      percent: (share) => formatPercent(share, locale),
    }),
    [locale],
  )
}
