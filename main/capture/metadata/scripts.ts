/** What the letters of a text tell of its language. */

const SCRIPTS: readonly (readonly [lang: string, pattern: RegExp])[] = [
  ['ko', /[\uac00-\ud7af]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['ar', /[\u0600-\u06ff]/g],
  ['th', /[\u0e00-\u0e7f]/g],
  ['el', /[\u0370-\u03ff]/g],
  ['ru', /[\u0400-\u04ff]/g],
  ['hi', /[\u0900-\u097f]/g],
]
/** Languages written in the script of the key. */
const SHARING: Readonly<Record<string, RegExp>> = {
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
/** Languages that are never written in Latin letters, but for names and short notes. */
const NEVER_LATIN = /^(?:ja|ko|zh|th|el|he|ar|fa|ur|ru|uk|bg|hi|bn|ta|te|ka|hy|km|lo|my|am)\b/

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** The script that most letters of a text belong to, as the language that it is known for; null for Latin and others. */
export function dominantScript(text: string): string | null {
  const letters = count(text, /\p{L}/gu)
  if (letters === 0) return null
  const kana = count(text, /[\u3040-\u30ff]/g)
  const han = count(text, /[\u4e00-\u9fff]/g)
  // Chinese and Japanese say in one letter what takes five elsewhere: some English words don't outweigh them.
  if (kana + han > letters * 0.4) return kana > (kana + han) * 0.1 ? 'ja' : 'zh'
  for (const [lang, pattern] of SCRIPTS) if (count(text, pattern) > letters * 0.5) return lang
  return null
}

/** Whether a language can be written in a script, which is named as `dominantScript` names it. */
export function fitsScript(lang: string, script: string | null): boolean {
  return script === null ? !NEVER_LATIN.test(lang) || /-Latn\b/.test(lang) : (SHARING[script]?.test(lang) ?? true)
}

/** The share of letters that are written from right to left, 0 to 1. */
export function rightToLeft(text: string): number {
  const rtl = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/gu
  return count(text, rtl) / Math.max(1, count(text, /\p{L}/gu))
}
