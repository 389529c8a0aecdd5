import { type RefObject, useEffect } from 'react'
import { joined, matchesIn } from '../../../main/core/query/match.ts'
import { parseQuery } from '../../../main/core/query/parse.ts'

/** The name that the style sheet paints. */
const name = 'postil-found-notes'

/**
 * Marks what a search found in notes at rest, as `useFind` does in the text. `drawn` changes with what notes are shown
 * and how.
 */
export function useFoundNotes(screen: RefObject<HTMLElement | null>, query: string | null, drawn: unknown): void {
  useEffect(() => {
    void drawn
    if (query === null || screen.current === null) return undefined
    const { wanted, scopes } = parseQuery(query, { typing: true })
    if (wanted.length === 0 || (scopes.length > 0 && !scopes.includes('notes'))) return undefined
    const ranges = [...screen.current.querySelectorAll('[data-note-text]')].flatMap((note) =>
      paragraphs(note).flatMap((texts) => {
        const text = texts.map(({ data }) => data).join('')
        return joined([...matchesIn(text, wanted)]).map(({ start, end }) => rangeIn(texts, start, end))
      }),
    )
    CSS.highlights.set(name, new Highlight(...ranges))
    return () => void CSS.highlights.delete(name)
  }, [screen, query, drawn])
}

/** The texts of a note, by the paragraph that they stand in: no word reaches across two. */
function paragraphs(note: Element): readonly (readonly Text[])[] {
  const found = new Map<Element, Text[]>()
  const walker = document.createTreeWalker(note, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    const paragraph = node.parentElement?.closest('[dir]') ?? note
    found.set(paragraph, [...(found.get(paragraph) ?? []), node])
  }
  return [...found.values()]
}

function rangeIn(texts: readonly Text[], start: number, end: number): Range {
  const range = document.createRange()
  let offset = 0
  for (const text of texts) {
    const next = offset + text.length
    if (start >= offset && start < next) range.setStart(text, start - offset)
    if (end > offset && end <= next) range.setEnd(text, end - offset)
    offset = next
  }
  return range
}
