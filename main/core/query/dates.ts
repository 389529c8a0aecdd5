/** Midnight at the beginning of a day, where the reader is. `month` is 1 to 12. */
export type StartOfDay = (year: number, month: number, day: number) => Date

/** By the time zone of the machine. */
export const localDay: StartOfDay = (year, month, day) => {
  const date = new Date(2000, month - 1, day)
  // The constructor takes 0 to 99 for the years from 1900 on.
  date.setFullYear(year, month - 1, day)
  return date
}

const date = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/
/** What may still become a date. */
const begun = /^\d{1,4}$|^\d{4}[-/.]\d?$|^\d{4}[-/.]\d{1,2}[-/.]\d?$/

/** Full-width digits and any kind of hyphen as ASCII. */
const plain = (text: string): string => text.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-')

/** `2024`, `2024-03` or `2024-03-14` as the moment when that year, month or day begins; null for anything else. */
export function startOf(text: string, startOfDay: StartOfDay): string | null {
  const [, year, month = '1', day = '1'] = date.exec(plain(text)) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return null
  return startOfDay(y, m, d).toISOString()
}

export function isBegunDate(text: string): boolean {
  return begun.test(plain(text))
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}
