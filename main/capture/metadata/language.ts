import { francAll } from 'franc-min'

/** ISO 639-3, as franc answers, to BCP 47's shorter codes. */
const SHORT: Readonly<Record<string, string>> = Object.fromEntries(
  'eng:en fra:fr deu:de spa:es por:pt ita:it nld:nl rus:ru ukr:uk pol:pl ces:cs ron:ro hun:hu ell:el tur:tr arb:ar pes:fa heb:he hin:hi ben:bn urd:ur jpn:ja cmn:zh kor:ko vie:vi tha:th ind:id swe:sv zlm:ms jav:jv pan:pa guj:gu tel:te tam:ta mar:mr kan:kn mal:ml bul:bg srp:sr hrv:hr bos:bs bel:be kaz:kk uzn:uz azj:az som:so swh:sw hau:ha yor:yo ibo:ig zul:zu mya:my khm:km npi:ne sin:si amh:am plt:mg sun:su kin:rw lin:ln tgl:tl fuv:ff uig:ug bho:bho mai:mai mad:mad ceb:ceb ilo:ilo skr:skr hms:hms run:rn nya:ny qug:qu'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
)
const ENOUGH = 80
const SAMPLE = 3000

const scripts: readonly (readonly [lang: string, pattern: RegExp])[] = [
  ['ja', /[\u3040-\u30ff]/g],
  ['ko', /[\uac00-\ud7af]/g],
  ['zh', /[\u4e00-\u9fff]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['ar', /[\u0600-\u06ff]/g],
  ['th', /[\u0e00-\u0e7f]/g],
  ['el', /[\u0370-\u03ff]/g],
  ['ru', /[\u0400-\u04ff]/g],
  ['hi', /[\u0900-\u097f]/g],
]
/** Languages written in the script of the key. */
const sharing: Readonly<Record<string, RegExp>> = {
  ar: /^(?:ar|fa|ur|ps|ug|ckb|sd|ku|az|ms|pa|arz|ary)\b/,
  he: /^(?:he|iw|yi|lad)\b/,
  ru: /^(?:ru|uk|bg|sr|be|mk|kk|ky|mn|tg|tt|ba|cv|os|uz|az|bs|sh|cnr)\b/,
  zh: /^(?:zh|ja|yue|wuu|nan|hak|lzh|ko)\b/,
  ja: /^ja\b/,
  ko: /^ko\b/,
  th: /^th\b/,
  el: /^(?:el|grc)\b/,
  hi: /^(?:hi|mr|ne|sa|bho|mai|kok)\b/,
}

/** The script that most letters of a text belong to, as the language that it is known for; null for Latin and others. */
function dominantScript(text: string): string | null {
  const letters = (text.match(/\p{L}/gu) ?? []).length
  if (letters === 0) return null
  const kana = (text.match(/[\u3040-\u30ff]/g) ?? []).length
  const han = (text.match(/[\u4e00-\u9fff]/g) ?? []).length
  if (kana + han > letters * 0.4) return kana > (kana + han) * 0.1 ? 'ja' : 'zh'
  for (const [lang, pattern] of scripts) if ((text.match(pattern) ?? []).length > letters * 0.5) return lang
  return null
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

export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const script = dominantScript(sample)
  if (script === 'ja' || script === 'ko' || script === 'zh' || script === 'th' || script === 'el') return script
  if (sample.trim().length < ENOUGH) return script === 'ru' || script === null ? null : script
  const [best] = francAll(sample, { minLength: 40 })
  const found = best && best[0] !== 'und' ? (SHORT[best[0]] ?? null) : null
  if (script && (!found || !sharing[script]?.test(found))) return script
  return found
}

/** What the page declares, unless its letters say otherwise (templates often claim to be English); else what is found. */
export function settleLanguage(declared: readonly (string | null | undefined)[], text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const script = dominantScript(sample)
  for (const tag of declared) {
    const lang = normaliseLanguage(tag)
    if (
      lang &&
      (script === null
        ? !/^(?:ja|ko|zh|th|el|he|ar|fa|ur)\b/.test(lang) || sample.length < ENOUGH
        : sharing[script]?.test(lang))
    ) {
      return lang
    }
  }
  return detectLanguage(text)
}

/** Declared direction, or that of most letters. */
export function settleDirection(declared: readonly (string | null | undefined)[], text: string): 'ltr' | 'rtl' {
  for (const value of declared) {
    const dir = value?.trim().toLowerCase()
    if (dir === 'rtl') return 'rtl'
  }
  const sample = text.slice(0, SAMPLE)
  const rtl = (
    sample.match(/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu) ?? []
  ).length
  const letters = (sample.match(/\p{L}/gu) ?? []).length
  return rtl > letters * 0.5 ? 'rtl' : 'ltr'
}
