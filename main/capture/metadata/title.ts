import { siteHost } from '../url.ts'
import { choose, type Told } from './choose.ts'
import { letters, oneLine } from './entities.ts'

/** Between letters without case, as of Chinese and Japanese, no spaces stand around a separator. */
const SEPARATOR =
  /\s+(?:[|–—·•»›«‹:~]|::|--)\s+|\s+[-/\\]\s+|\s*[|｜]\s*|(?<=[\p{Lo}\p{Lm}」』）】!?！？。])\s*[_・‐–—－-]\s*(?=[\p{Lo}「『（【])|[:：]\s*/gu

/** Whether a piece of a title only names the site: equal to its name, or to its host's. */
function namesSite(piece: string, site: string | null, host: string | null): boolean {
  const name = letters(piece)
  if (name === '') return piece.trim() === ''
  const full = letters(site ?? '')
  // `The Guardian view on …` begins with the site's name and does not end there; `BBC News Online` does.
  if (full !== '' && (full.startsWith(name) || (name.startsWith(full) && name.length <= full.length * 1.6))) return true
  if (!host) return false
  const bare = letters(host)
  const domain = host.split('.').slice(-2)
  const label = letters(domain[0] ?? '')
  return (
    name === bare ||
    name === letters(domain.join('')) ||
    name === label ||
    (label.length >= 4 && (name === `the${label}` || `the${name}` === label)) ||
    (name.length >= 4 && bare.startsWith(name))
  )
}

/**
 * A title without the site's name before or after it.
 * @param names what else the site may be called: a piece goes that says just one of them
 */
export function withoutSite(
  title: string,
  site: string | null,
  url: string | null,
  names: readonly string[] = [],
): string {
  const host = url ? siteHost(url) : null
  const others = new Set(names.map(letters))
  const isSite = (piece: string) => namesSite(piece, site, host) || others.has(letters(piece))
  let rest = title
  for (let i = 0; i < 2; i++) {
    const marks = [...rest.matchAll(SEPARATOR)]
    // A site's own name may hold a separator.
    const last = marks.findLast((mark) => isSite(rest.slice(mark.index + mark[0].length)))
    const first = marks.find((mark) => isSite(rest.slice(0, mark.index)))
    if (last) rest = rest.slice(0, last.index)
    else if (first) rest = rest.slice(first.index + first[0].length)
    else break
    rest = rest.trim()
  }
  return rest === '' ? title : rest
}

/** How much of the shorter text's words are in the longer one, 0 to 1. */
function shared(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
  const left = words(a)
  const right = words(b)
  if (left.size === 0 || right.size === 0) return 0
  let common = 0
  for (const word of left) if (right.has(word)) common++
  return common / Math.min(left.size, right.size)
}

interface TitleSources {
  readonly jsonLd: readonly string[]
  readonly meta: string | null
  readonly document: string
  readonly headings: readonly string[]
  readonly site: string | null
  /** What the site calls itself, with the mottoes that it states: no article's title. */
  readonly mottoes: readonly string[]
  readonly url: string | null
  /** What its links and statements call the site, or who writes it: no part of a title. */
  readonly names?: readonly string[]
}

/**
 * The article's title. Stated titles come first; a heading that says the same in full words is preferred to a `title`
 * that adds the site and its sections.
 */
export function settleTitle(
  { jsonLd, meta, document, headings, site, mottoes, url, names }: TitleSources,
  told: Told[] = [],
): string {
  const clean = (text: string | null) => {
    const line = oneLine(text ?? '')
    const cut = line === '' ? '' : oneLine(withoutSite(line, site, url, names))
    // `The Valley: a history` in the pages of The Valley, under that very heading, is about its site.
    const whole = cut !== line && line.endsWith(cut) && headings.some((heading) => letters(heading) === letters(line))
    return whole ? line : cut
  }
  const isMotto = (title: string) => mottoes.some((motto) => letters(motto) === title)
  const plausible = jsonLd.filter((title) => shared(title, `${document} ${headings.join(' ')}`) >= 0.6)
  const [first] = plausible.length > 0 ? plausible : meta === null ? jsonLd : []
  const stated = (title: string | null | undefined): string | null => {
    if (!title || namesSite(title, site, null) || isMotto(letters(title))) return null
    const cleaned = clean(title)
    return cleaned !== '' && !namesSite(cleaned, site, null) ? cleaned : null
  }
  const plain = clean(document)
  const heading = headings.find((text) => text.length >= 3 && text.length <= 300 && shared(text, document) >= 0.8)
  // What is left may still hold a section's name: `Title | Politics`.
  const [piece = plain] = plain.split(/\s+[|»›]\s+/).map((each) => each.trim())
  return (
    choose(
      'title',
      [
        ['JSON-LD headline', () => stated(first)],
        ['meta title', () => stated(meta)],
        ['heading', () => (heading && plain.toLowerCase().includes(heading.toLowerCase()) ? heading : null)],
        ['title without the section', () => (piece.split(/\s+/).length >= 3 ? piece : null)],
        ['title', () => plain],
        ['first heading', () => headings[0]],
      ],
      told,
    ) ?? ''
  )
}

/** Whether a heading says the title, in whole or nearly. */
export function sameTitle(heading: string, title: string): boolean {
  return heading !== '' && shared(heading, title) >= 0.7
}
