import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { documentExtensions } from '../../../main/core/document/extensions.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'
import { headingsOf } from '../../../renderer/reader/article/headings.ts'
import { placeBeneath } from '../../../renderer/reader/article/notePlaces.ts'
import { formatPublished, formatUpdated } from '../../../renderer/reader/article/published.ts'

const text = (words: string): NodeJSON => ({ type: 'text', text: words })
const paragraph = (words: string): NodeJSON => ({ type: 'paragraph', content: [text(words)] })
const heading = (level: number, words: string): NodeJSON => ({
  type: 'heading',
  attrs: { level },
  content: words === '' ? [] : [text(words)],
})
const doc = (...content: NodeJSON[]): DocumentJSON => ({ type: 'doc', content })

describe('headingsOf', () => {
  it('counts depth from the outermost level in use and leaves empty headings out', () => {
    const document = doc(heading(2, 'Première\u202F?'), paragraph('x'), heading(4, ''), heading(3, 'Inner'))
    expect(headingsOf(documentText(document)).map(({ text: words, depth }) => [words, depth])).toEqual([
      ['Première ?', 0],
      ['Inner', 1],
    ])
    expect(headingsOf(documentText(doc(paragraph('none'))))).toEqual([])
  })
})

describe('placeBeneath', () => {
  const schema = getSchema(documentExtensions)
  const cell: NodeJSON = { type: 'tableCell', content: [paragraph('in a cell')] }
  const document = doc(
    paragraph('first'),
    { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('in a list')] }] },
    { type: 'table', content: [{ type: 'tableRow', content: [cell] }] },
    { type: 'blockquote', content: [paragraph('quoted')] },
  )
  const node = schema.nodeFromJSON(document)
  const map = documentText(document)
  const beneath = (words: string) => {
    const end = map.text.indexOf(words) + words.length
    const place = node.resolve(placeBeneath(node.resolve(map.toPosition(end, 'after'))))
    return [place.parent.type.name, place.nodeBefore?.type.name]
  }

  it('is after the paragraph, inside what may hold notes', () => {
    expect(beneath('first')).toEqual(['doc', 'paragraph'])
    expect(beneath('in a list')).toEqual(['listItem', 'paragraph'])
    expect(beneath('quoted')).toEqual(['blockquote', 'paragraph'])
  })

  it('is after a whole table', () => {
    expect(beneath('in a cell')).toEqual(['doc', 'table'])
  })
})

describe('formatPublished', () => {
  it('writes a day as that day in every time zone, and a moment where the reader is', () => {
    expect(formatPublished('2024-03-14', 'en', 'America/Los_Angeles')).toBe('14 March 2024')
    expect(formatPublished('2024-03-14T02:00:00Z', 'fr', 'America/Los_Angeles')).toBe('13 mars 2024')
  })

  it('says no more than is known, and nothing of what cannot be read', () => {
    expect(formatPublished('2024', 'en')).toBe('2024')
    expect(formatPublished('2024-03', 'fr')).toBe('mars 2024')
    expect(formatPublished('yesterday', 'en')).toBeNull()
    expect(formatPublished(null, 'en')).toBeNull()
  })
})

describe('formatUpdated', () => {
  it('is said only of another, later day', () => {
    const updated = (publishedAt: string | null, modifiedAt: string | null) =>
      formatUpdated({ publishedAt, modifiedAt }, 'fr', 'Europe/Paris')
    expect(updated('2024-03-01', '2024-03-03T10:00:00Z')).toBe('3 mars 2024')
    expect(updated(null, '2024-03-03')).toBe('3 mars 2024')
    expect(updated('2024-03-03', '2024-03-03T18:00:00Z')).toBeNull()
    // The day that it was here, not where the page was written.
    expect(updated('2024-03-03T23:30:00Z', '2024-03-04T08:00:00Z')).toBeNull()
    expect(updated('2024-03-05', '2024-03-03')).toBeNull()
    expect(updated('2024-03-05', null)).toBeNull()
    expect(formatUpdated({ publishedAt: '2024-03-05' }, 'fr')).toBeNull()
  })
})
