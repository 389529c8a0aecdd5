import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  dateLocale,
  formatBytes,
  formatCount,
  formatDate,
  formatMoment,
  formatNumber,
  formatPercent,
} from './format.ts'
import { chooseLocale, type Locale } from './index.ts'

export interface Format {
  readonly locale: Locale
  readonly date: (iso: string) => string
  /** With its digits in groups. */
  readonly number: (value: number) => string
  /** In few characters, for where there is little room. */
  readonly count: (value: number) => string
  readonly bytes: (value: number) => string
  /** Day and time of day. */
  readonly moment: (iso: string) => string
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
      count: (value) => formatCount(value, locale),
      bytes: (value) => formatBytes(value, locale),
      moment: (iso) => formatMoment(iso, dateLocale(locale)),
      percent: (share) => formatPercent(share, locale),
    }),
    [locale],
  )
}
