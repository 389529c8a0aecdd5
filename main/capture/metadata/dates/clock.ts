import type { Clock } from './moment.ts'

/** Zones by the letters that newspapers write; those that several parts of the world share are left out. */
const ZONES: Readonly<Record<string, number | string>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 60,
  cet: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
  kst: 540,
  hkt: 480,
  sgt: 480,
  aest: 600,
  aedt: 660,
  est: -300,
  edt: -240,
  et: 'America/New_York',
  cdt: -300,
  ct: 'America/Chicago',
  mst: -420,
  mdt: -360,
  mt: 'America/Denver',
  pst: -480,
  pdt: -420,
  pt: 'America/Los_Angeles',
}

/** `Z`, `+02:00`, `-0430`, `GMT+1`, `p.m. ET`: minutes east of Greenwich or a zone's name; null where it is none. */
export function zoneOf(text: string): number | string | null {
  const offset = /^(?:utc|gmt)?\s*([+-−])(\d{1,2}):?(\d{2})?$/i.exec(text.trim())
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return minutes > 14 * 60 ? null : offset[1] === '+' ? minutes : -minutes
  }
  return ZONES[text.trim().toLowerCase().replaceAll('.', '')] ?? null
}

const AFTERNOON = /^p|午後|下午|晚上|오후|^م/i
const MORNING = /^a|午前|上午|早上|오전|^ص/i
const HALF = String.raw`(a\.?\s?m\.?|p\.?\s?m\.?|午前|午後|上午|下午|晚上|早上|오전|오후|ص|م)`
const ZONE = String.raw`(z|(?:utc|gmt)?\s?[+-]\d{1,2}:?(?:\d{2})?|utc|gmt|wet|bst|cest|cet|mesz|mez|eest|eet|msk|jst|kst|hkt|sgt|aest|aedt|e[sd]?t|c[sd]t|m[sd]t|p[sd]?t|ct|mt)`
/** `18:30`, `18.30 Uhr`, `14 h 05`, `6:30 p.m. ET`, `午後3時5分`, `14h`; the zone may stand in brackets. */
const TIME = new RegExp(
  `(?<![\\d:./])(?:${HALF}\\s*)?(\\d{1,2})(?:\\s?[:h時时시點点]\\s?(\\d{2})(?:[:分분]\\s?(\\d{2})(?!\\d))?|\\.(\\d{2})(?=\\s*(?:uhr|[ap]\\.?m|o['’]clock|$|[^\\d.]))|\\s?(?:h(?:eures?)?|uhr|時|时|시)(?![\\p{L}])|(?=\\s?[ap]\\.?\\s?m\\b))\\s*(?:분|分|uhr|h(?![\\p{L}])|hs\\b|horas\\b|uur\\b)?\\s*${HALF}?(?:[\\s(,]*${ZONE}(?![\\p{L}\\d]))?`,
  'iu',
)

/** The first time of day in a piece of text; null where there is none. */
export function clockIn(text: string): Clock | null {
  const match = TIME.exec(text)
  if (!match) return null
  const half = match[1] ?? match[6] ?? ''
  let hour = Number(match[2])
  const minute = Number(match[3] ?? match[5] ?? 0)
  if (half !== '' && hour <= 12) {
    if (AFTERNOON.test(half)) hour = (hour % 12) + 12
    else if (MORNING.test(half)) hour %= 12
  }
  if (hour > 23 || minute > 59) return null
  return { hour, minute, second: Number(match[4] ?? 0), zone: match[7] ? zoneOf(match[7]) : null }
}
