import { clockIn } from './clock.ts'
import { type Stated, written } from './moment.ts'
import { monthOf } from './months.ts'

/** Digits of other scripts as ours, typographic spaces as spaces, marks of direction left out. */
function plain(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966))
    .replace(/[\u0e50-\u0e59]/g, (digit) => String(digit.charCodeAt(0) - 0xe50))
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
}

/** What stands around a month's name: `14 de marzo de 2024`, `le 14 mars, 2024`, `14. d’agost del 2024`. */
const LINKS = /^(?:(?:de|del|di|do|da|of|den)\s+|(?:ta|d)['’]\s*)+|[\s,.]+(?:de|del|do|da|di|of|г)?[\s,.]*$/giu

function month(raw: string): number | null {
  const name = raw.trim().replace(LINKS, '').trim()
  return /^tháng (\d{1,2})$/i.test(name) ? Number(name.slice(6)) : monthOf(name)
}

interface Found extends Stated {
  /** Where it begins and ends in the text. */
  readonly from: number
  readonly to: number
}

const found = (match: RegExpExecArray, year: number, monthNumber: number | null, day: number): Found | null =>
  monthNumber === null || monthNumber < 1 || monthNumber > 12
    ? null
    : { year, month: monthNumber, day, from: match.index, to: match.index + match[0].length }

/** Years of Japan's reigns, counted from 1. */
const REIGNS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 }

function eastern(text: string): Found | null {
  const match =
    /(?:(令和|平成|昭和)\s?(\d{1,2}|元)|(\d{4}))\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?/.exec(text)
  if (!match) return null
  const reign = match[1] ? (REIGNS[match[1]] ?? 0) + (match[2] === '元' ? 1 : Number(match[2])) : Number(match[3])
  return found(match, reign, Number(match[4]), Number(match[5]))
}

const DAY_FIRST =
  /(?<!\d)(\d{1,2})(?:\s?(?:st|nd|rd|th|er|ère|ro|º|ª|°|\.|:?e|a)(?=[\s,.]))?[\s,.\-–/]{0,3}(?:of\s)?(\p{L}[\p{L}\p{M}׳’'. ]{1,24}?|tháng \d{1,2})[\s,.\-–/]{1,3}(\d{4})(?!\d)/giu
const MONTH_FIRST =
  /(?<!\p{L})(\p{L}[\p{L}\p{M}׳’']{1,14})[.,]?\s?(\d{1,2})(?:st|nd|rd|th)?(?:,|\.|\s)\s?(?:(?:at\s)?\d{1,2}:\d{2}\s?(?:[ap]\.?m\.?)?,?\s)?(\d{4})(?!\d)/giu
const YEAR_FIRST = /(?<!\d)(\d{4})[.,\-\s]{1,3}(\p{L}[\p{L}\p{M}’']{1,14})[.,\-\s]{1,3}(\d{1,2})(?!\d)/giu

/** Thailand counts years from the Buddha's death. */
const BUDDHIST = 543

function named(text: string): Found | null {
  for (const match of text.matchAll(DAY_FIRST)) {
    const year = Number(match[3])
    const buddhist = /[\u0e00-\u0e7f]/.test(match[2] ?? '') && year > 2400
    const date = found(match, buddhist ? year - BUDDHIST : year, month(match[2] ?? ''), Number(match[1]))
    if (date) return date
  }
  for (const match of text.matchAll(MONTH_FIRST)) {
    const date = found(match, Number(match[3]), month(match[1] ?? ''), Number(match[2]))
    if (date) return date
  }
  for (const match of text.matchAll(YEAR_FIRST)) {
    const date = found(match, Number(match[1]), month(match[2] ?? ''), Number(match[3]))
    if (date) return date
  }
  return null
}

/** Whether a language writes the day before the month in figures; null where its countries disagree or that is not known. */
function dayFirstIn(lang: string | null): boolean | null {
  const [language = '', ...rest] = (lang ?? '').toLowerCase().split('-')
  const region = rest.find((part) => /^[a-z]{2}$/.test(part))
  if (language === 'en')
    return region === undefined ? null : !/^(?:us|ph|ca|za)$/.test(region) ? true : region === 'us' ? false : null
  // In these languages the year comes first, or both orders are in use.
  return language === '' || /^(?:zh|ja|ko|hu|lt|mn|sv|fa|eu)$/.test(language) || region === 'us' ? null : true
}

/** `14.03.2024`, `14/3/2024`, `2024/03/14`: where neither a part over 12 nor the language settles the order, nothing. */
function numeric(text: string, lang: string | null): Found | null {
  const yearFirst = /(?<![\d.,/-])(\d{4})(?:([/.-])\s?(\d{1,2})\2\s?(\d{1,2}))(?![\d/]|[.,-]\d)/.exec(text)
  if (yearFirst) return found(yearFirst, Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]))
  const match = /(?<![\d.,/:-])(\d{1,2})([/.-])\s?(\d{1,2})\2\s?(\d{4})(?![\d/]|[.,-]\d)/.exec(text)
  if (!match) return null
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])]
  if (first > 12) return found(match, year, second, first)
  if (second > 12 || (first === second && first > 0)) return found(match, year, first, second)
  const dayFirst = dayFirstIn(lang)
  if (dayFirst === null) return null
  return dayFirst ? found(match, year, second, first) : found(match, year, first, second)
}

/** How far from its date a time of day may stand: `14. Dezember 2016, um etwa 18:30 Uhr`. */
const NEAR = 30

/**
 * The first date in a text, written out in about forty languages or in figures, with the time of day beside it.
 * @param lang BCP 47 or null: settles which of two figures is the day
 */
export function dateInText(raw: string, lang: string | null = null): string | null {
  const text = plain(raw)
  if (!/\d{4}|[年년]/.test(text)) return null
  const date = eastern(text) ?? named(text) ?? numeric(text, lang)
  if (!date) return null
  const inside = text.slice(date.from, date.to)
  // The next date's time is not this one's.
  const [after = ''] = text.slice(date.to, date.to + NEAR).split(/\d{4}|\d{1,2}[./]\d{1,2}[./]/)
  const before = text.slice(Math.max(0, date.from - NEAR), date.from)
  const time =
    (/\d:\d{2}/.test(inside) ? clockIn(inside) : null) ??
    clockIn(after) ??
    (/\d[^\d]{0,18}$/.test(before) ? clockIn(before) : null)
  return written({ ...date, time })
}
