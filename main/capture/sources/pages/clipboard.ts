import { parseWebUrl } from '../../url.ts'

const HEADER = /^\uFEFF?Version:\s*[\d.]+\s*\r?\n(?:[A-Za-z]+:[^\r\n]*\r?\n)+/
const START = /<!--\s*StartFragment\s*-->/i
const END = /<!--\s*EndFragment\s*-->/i
/** Where Word keeps the notes of what was copied: behind the piece itself. */
const NOTES = /<div[^>]*mso-element:\s*footnote-list[\s\S]*$/i

export interface Clipping {
  readonly html: string
  /** The page that it was copied from, where the clipboard tells. */
  readonly url: string | null
}

/**
 * The piece that was copied, out of what the clipboard has: Windows' "HTML Format" with its header and offsets, or markup
 * with the two comments alone, as browsers pass it on. Null where there are no such signs.
 * https://learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format
 */
export function readClipping(text: string): Clipping | null {
  if (!/StartFragment|^\uFEFF?Version:/i.test(text)) return null
  const header = HEADER.exec(text)?.[0] ?? ''
  const field = (name: string): string | null =>
    new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im').exec(header)?.[1] ?? null
  const url = parseWebUrl(field('SourceURL') ?? '')?.href ?? null
  const mark = START.exec(text)
  const start = mark && (header !== '' || isBeginning(text.slice(0, mark.index))) ? mark : null
  const end = start ? END.exec(text.slice(start.index)) : null
  if (start) {
    const from = start.index + start[0].length
    const to = end ? start.index + end.index : text.length
    const notes = NOTES.exec(text.slice(to).replace(/<\/body>[\s\S]*$/i, ''))?.[0] ?? ''
    return { html: text.slice(from, to) + notes, url }
  }
  if (header === '') return null
  return { html: between(text, Number(field('StartFragment')), Number(field('EndFragment')), header.length), url }
}

/** Only tags stand before the piece: pages that were once pasted together have the comment in the middle of their text. */
function isBeginning(before: string): boolean {
  const body = before.toLowerCase().lastIndexOf('<body')
  return (
    before
      .slice(Math.max(body, 0))
      .replace(/<[a-z][^<>]*>/gi, '')
      .trim() === ''
  )
}

/** Offsets count bytes of UTF-8 from the header's beginning. Without sense in them, everything below the header. */
function between(text: string, start: number, end: number, below: number): string {
  const bytes = Buffer.from(text, 'utf8')
  const sensible = Number.isInteger(start) && Number.isInteger(end) && start > 0 && end > start && end <= bytes.length
  return sensible ? bytes.toString('utf8', start, end) : text.slice(below)
}
