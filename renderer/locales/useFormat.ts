import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dateLocale, formatDate, formatNumber, formatPercent } from './format.ts'
import { chooseLocale, type Locale } from './index.ts'

export interface Format {
  readonly locale: Locale
  readonly date: (iso: string) => string
  readonly number: (value: number) => string
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
      number: (value) => formatNumber(value, locale),
      percent: (share) => formatPercent(share, locale),
    }),
    [locale],
  )
}
