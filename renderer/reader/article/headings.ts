import type { DocumentText } from '../../../main/core/document/text.ts'

export interface Heading {
  readonly text: string
  /** 0 for the outermost level that the article uses. */
  readonly depth: number
  readonly start: number
  readonly position: number
}

/** The article's headings in order, their levels counted from the outermost one there is; empty ones are left out. */
export function headingsOf(text: DocumentText): readonly Heading[] {
  const found = text.blocks.flatMap((block) =>
    block.level === null
      ? []
      : [{ ...block, level: block.level, words: words(text.text.slice(block.start, block.end)) }],
  )
  const shown = found.filter((heading) => heading.words !== '')
  const outermost = Math.min(...shown.map((heading) => heading.level))
  return shown.map(({ words, level, start, position }) => ({ text: words, depth: level - outermost, start, position }))
}

function words(text: string): string {
  return text.replaceAll('\uFFFC', '').replace(/\s+/g, ' ').trim()
}
