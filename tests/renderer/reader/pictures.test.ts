import { expect, test } from 'vitest'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'
import {
  allPictures,
  differsInPicturesOnly,
  missingCount,
  missingSource,
} from '../../../renderer/reader/pictures/pictures.ts'

const doc = (...content: NodeJSON[]): DocumentJSON => ({ type: 'doc', content })
const p = (text: string): NodeJSON => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const image = (source: string | null, media: string | null = null, more = {}): NodeJSON => ({
  type: 'image',
  attrs: { source, media, alt: 'Une lampe', width: null, height: null, ...more },
})
const name = `${'a'.repeat(64)}.png`

test('pictures are missing that have an address and no file, each address once, wherever they stand', () => {
  const lamp = image('https://example.org/lampe.png')
  const figure: NodeJSON = { type: 'figure', content: [lamp] }
  const inline: NodeJSON = {
    type: 'paragraph',
    content: [{ ...image('https://example.org/2.png'), type: 'inlineImage' }],
  }
  expect(missingCount(doc(p('« Été »'), figure, lamp, inline))).toBe(2)
  expect(missingCount(doc(image('https://example.org/x.png', name), image(null), image('javascript:alert(1)')))).toBe(0)
  expect(missingSource(lamp)).toBe('https://example.org/lampe.png')
})

test('a document that differs in its pictures alone is known as such, with its pictures in order', () => {
  const before = doc(p('a'), image('https://example.org/1.png'), p('b'), image('https://example.org/2.png'))
  const after = doc(
    p('a'),
    image('https://example.org/1.png', name, { width: 320, height: 200 }),
    p('b'),
    image('https://example.org/2.png'),
  )
  expect(differsInPicturesOnly(before, after)).toBe(true)
  expect(allPictures(after).map(({ attrs }) => attrs?.media)).toEqual([name, null])
})

test.each([
  ['another word', doc(p('b'), image('https://example.org/1.png'))],
  ['a paragraph more', doc(p('a'), image('https://example.org/1.png'), p('c'))],
  ['a picture less', doc(p('a'))],
  [
    'another mark',
    doc(
      { type: 'paragraph', content: [{ type: 'text', text: 'a', marks: [{ type: 'bold' }] }] },
      image('https://example.org/1.png'),
    ),
  ],
  [
    'another kind of block',
    doc({ type: 'heading', attrs: { level: 2 }, content: p('a').content ?? [] }, image('https://example.org/1.png')),
  ],
])('%s is another text', (_, after) => {
  expect(differsInPicturesOnly(doc(p('a'), image('https://example.org/1.png')), after)).toBe(false)
})
