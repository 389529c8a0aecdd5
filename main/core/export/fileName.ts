import { borderBefore } from '../anchoring/graphemes.ts'
import type { Article } from '../model/article.ts'

/** Bytes of UTF-8; file systems allow 255, and people add to names. */
const MAX_BYTES = 180
/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i

function bytes(text: string): number {
  let count = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return count
}

/** Cuts between two characters as a reader sees them. */
function shorten(text: string, limit: number): string {
  let end = text.length
  while (end > 0 && bytes(text.slice(0, end)) > limit) end = borderBefore(text, end - 1)
  return text.slice(0, end)
}

function clean(title: string): string {
  return title
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}<>:"/\\|?*#^[\]\u202A-\u202E\u2066-\u2069\u200E\u200F\uFEFF\uFFFD]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '')
}

/**
 * A file name for an article: its title as far as every file system allows, unique among `taken` (to which it is
 * added) also where case and Unicode composition don't count.
 * @param extension without the dot
 */
export function fileName(article: Pick<Article, 'title' | 'id'>, taken: Set<string>, extension: string): string {
  const short = shorten(clean(article.title), MAX_BYTES).replace(/[\s.]+$/, '')
  const base = short === '' ? article.id : RESERVED.test(short) ? `_${short}` : short
  for (let count = 1; ; count++) {
    const name = `${base}${count === 1 ? '' : ` (${count})`}.${extension}`
    const key = name.normalize('NFKC').toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}
