/** A passage as offsets into the document's text (UTF-16). */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/**
 * What a reader means by a selection: without white space and line ends at its edges (a triple click takes the line end
 * with it, a drag a space too many). Null where nothing but white space is left.
 */
export function meantRange(text: string, a: number, b: number): TextRange | null {
  let start = Math.max(0, Math.min(a, b))
  let end = Math.min(text.length, Math.max(a, b))
  while (start < end && /\s/u.test(text.charAt(start))) start += 1
  while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1
  if (start >= end) return null
  // A selection never cuts a character in two.
  if (isLow(text, start)) start -= 1
  if (isLow(text, end)) end += 1
  return { start, end }
}

/** The passage as text to show or copy: pictures and formulas leave no stand-in behind. */
export function passageText(text: string, range: TextRange): string {
  return text.slice(range.start, range.end).replaceAll('\uFFFC', '')
}

function isLow(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff
}
