import { eld } from 'eld/extrasmall'
import { dominantScript, fitsScript, rightToLeft } from './scripts.ts'

/**
 * Detection is by Nito-ELD in its smallest size (0.9 MB): on a paragraph in each of 35 languages it was right 34 times,
 * tinyld 32 (in its size of 0.6 MB), franc-min 26; on 80 characters 97 of 100 times, tinyld 91. Below that every
 * detector guesses.
 */
const ENOUGH = 80
/** Shorter texts don't contradict what a page declares: quotations and names of others are in them. */
const CONTRADICTION = 400
/** How much of the detected language's score another one may have and still be plausible: kindred languages come close. */
const KINDRED = 0.8
/** UTF-16 units of the text that are looked at. */
const SAMPLE = 3000

/** As eld names them to what pages declare. Written Malay and Indonesian are alike; most pages are in the latter. */
const TAGS: Readonly<Record<string, string>> = { no: 'nb', ms: 'id' }
const ALIKE: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  id: 'ms',
  in: 'ms',
  iw: 'he',
  bs: 'hr',
  tl: 'tl',
  fil: 'tl',
}

/** A language tag in its canonical form (`fr_FR` is `fr-FR`), or null where it is none. */
export function normaliseLanguage(tag: string | null | undefined): string | null {
  const first = tag?.split(/[,;]/)[0]?.trim().replaceAll('_', '-').replace(/\..*$/, '')
  if (!first || !/^[A-Za-z]{2,3}(?:-|$)/.test(first)) return null
  try {
    return Intl.getCanonicalLocales(first)[0] ?? null
  } catch {
    return null
  }
}

/** The language of a text, BCP 47; null where that is not certain: a short text, a filler, many languages. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const script = dominantScript(sample)
  // In these scripts hardly another language is written.
  if (script && /^(?:ja|ko|zh|th|el|he)$/.test(script)) return script
  if (sample.trim().length < ENOUGH) return null
  const found = eld.detect(sample)
  if (!found.language || !found.isReliable() || !fitsScript(found.language, script)) return script
  return TAGS[found.language] ?? found.language
}

/** Whether a text is plainly in another language than `lang`: by its letters, or where it is long by its words. */
function contradicts(lang: string, sample: string, script: string | null): boolean {
  if (!fitsScript(lang, script)) return script !== null || sample.length >= ENOUGH
  if (sample.length < CONTRADICTION) return false
  const base = lang.toLowerCase().split('-')[0] ?? lang
  const declared = ALIKE[base] ?? base
  const found = eld.detect(sample)
  if (!found.language || found.language === declared || !found.isReliable()) return false
  const scores = found.getScores()
  const best = scores[found.language] ?? 0
  // Languages that the detector doesn't know have no score: their kin is found in their place.
  const known = scores[declared]
  return known === undefined ? COMMON.has(declared) : known < best * KINDRED
}

/** Languages that the detector knows so well that a text without any trace of them is not in them. */
const COMMON = new Set('en fr de es it pt nl sv da no fi pl cs hu ro tr vi'.split(' '))

/**
 * What the page declares, unless its text plainly says otherwise (templates often claim to be English); else what is
 * found, which may be nothing.
 */
export function settleLanguage(declared: readonly (string | null | undefined)[], text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const script = dominantScript(sample)
  for (const tag of declared) {
    const lang = normaliseLanguage(tag)
    if (lang && !/^(?:und|zxx|mul|mis)\b/.test(lang) && !contradicts(lang, sample, script)) return lang
  }
  return detectLanguage(text)
}

/** Declared as right to left, or written that way for the most part. */
export function settleDirection(declared: readonly (string | null | undefined)[], text: string): 'ltr' | 'rtl' {
  for (const value of declared) if (value?.trim().toLowerCase() === 'rtl') return 'rtl'
  return rightToLeft(text.slice(0, SAMPLE)) > 0.5 ? 'rtl' : 'ltr'
}
