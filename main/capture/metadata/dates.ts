/** Dates as pages write them, to ISO 8601: a moment in UTC where a zone is given, the local time without one, or a day. */

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january jan janvier janv januar enero gennaio janeiro январь января stycznia ledna 1月 يناير',
    'february feb février févr fevrier februar febrero febbraio fevereiro февраля lutego února 2月 فبراير',
    'march mar mars märz marzo março марта marca března 3月 مارس',
    'april apr avril avr abril aprile апреля kwietnia dubna 4月 أبريل',
    'may mai mayo maggio maio мая maja května 5月 مايو',
    'june jun juin juni junio giugno junho июня czerwca června 6月 يونيو',
    'july jul juillet juil juli julio luglio julho июля lipca července 7月 يوليو',
    'august aug août aout agosto августа sierpnia srpna 8月 أغسطس',
    'september sep sept septembre septiembre settembre setembro сентября września září 9月 سبتمبر',
    'october oct octobre oktober okt octubre ottobre outubro октября października října 10月 أكتوبر',
    'november nov novembre noviembre novembro ноября listopada listopadu 11月 نوفمبر',
    'december dec décembre déc dezember dez diciembre dicembre dezembro декабря grudnia prosince 12月 ديسمبر',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
)

function day(year: number, month: number, date: number): string | null {
  const moment = new Date(Date.UTC(year, month - 1, date))
  const real = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date
  return real && year >= 1400 && year <= 2200 ? moment.toISOString().slice(0, 10) : null
}

function iso(value: string): string | null {
  const match =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?\b/i.exec(
      value,
    )
  if (!match) return null
  const [, year = '', month = '', date = '', hour, minute = '00', second = '00', zone] = match
  const plain = day(Number(year), Number(month), Number(date))
  if (!plain || hour === undefined) return plain
  const time = `${hour.padStart(2, '0')}:${minute}:${second}`
  if (zone === undefined) return Number.isNaN(Date.parse(`${plain}T${time}Z`)) ? plain : `${plain}T${time}`
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z'
  const moment = new Date(`${plain}T${time}${offset}`)
  return Number.isNaN(moment.getTime()) ? plain : moment.toISOString()
}

function written(value: string): string | null {
  const eastern = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(value)
  if (eastern) return day(Number(eastern[1]), Number(eastern[2]), Number(eastern[3]))
  const slashed = /\b(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b/.exec(value)
  if (slashed) return day(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]))
  const month = (name: string | undefined) => MONTHS[(name ?? '').toLowerCase().replace(/\.$/, '')]
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?(\p{L}+\.?)\s+(?:de\s+)?,?\s*(\d{4})/u.exec(
    value,
  )
  const named = month(dayFirst?.[2])
  if (dayFirst && named) return day(Number(dayFirst[3]), named, Number(dayFirst[1]))
  const monthFirst = /(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u.exec(value)
  const first = month(monthFirst?.[1])
  if (monthFirst && first) return day(Number(monthFirst[3]), first, Number(monthFirst[2]))
  // RFC 2822 and JavaScript's own form, both with a zone.
  if (/^\w{3},? .*\d{2}:\d{2}.*(?:GMT|UTC|[+-]\d{4})/.test(value)) {
    const moment = new Date(value.replace(/\s*\(.*\)$/, ''))
    if (!Number.isNaN(moment.getTime())) return moment.toISOString()
  }
  return null
}

/** Null where no date can be read, or where the order of day and month cannot be known (`03/04/2024`). */
export function normaliseDate(value: string | null | undefined): string | null {
  const text = value?.trim().slice(0, 120)
  if (!text) return null
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString()
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString()
  return iso(text) ?? written(text)
}

/** The day that news sites put into addresses: `/2024/03/14/`. */
export function dateInUrl(url: string | null): string | null {
  const match = /\/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])/.exec(url ?? '')
  return match ? day(Number(match[1]), Number(match[2]), Number(match[3])) : null
}
