import { describe, expect, it } from 'vitest'
import { clearDocument } from '../../../main/capture/steps/index.ts'
import { createTrace } from '../../../main/capture/steps/trace.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { NodeJSON } from '../../../main/core/document/types.ts'
import { PARAGRAPH } from '../server.ts'

const paragraph = (text: string): NodeJSON => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const linked = (text: string, before = ''): NodeJSON => {
  const link = { type: 'text', text, marks: [{ type: 'link', attrs: { href: 'https://x.example/', title: null } }] }
  return { type: 'paragraph', content: before ? [{ type: 'text', text: before }, link] : [link] }
}
const list = (...links: string[]): NodeJSON => ({
  type: 'bulletList',
  content: links.map((words) => ({ type: 'listItem', content: [linked(words)] })),
})
const heading = (text: string): NodeJSON => ({ ...paragraph(text), type: 'heading', attrs: { level: 2, anchor: null } })
const prose = [paragraph(PARAGRAPH), paragraph(PARAGRAPH), paragraph(PARAGRAPH)]
const text = (content: readonly NodeJSON[], byline: string | null = null) =>
  documentText(clearDocument({ type: 'doc', content }, createTrace(), { title: '', byline, site: null, url: null }))
    .text
const plain = prose.map(() => PARAGRAPH).join('\n')

describe('the steps on a document', () => {
  it.each([
    ['an advertisement’s label', [paragraph('Advertisement'), ...prose]],
    ['a related link', [...prose.slice(0, 1), linked('Something else altogether', 'Related: '), ...prose.slice(1)]],
    [
      'a related link in French',
      [...prose.slice(0, 1), linked('Tout autre chose', 'À lire aussi : '), ...prose.slice(1)],
    ],
    ['an appeal', [...prose, linked('Click here to get the app')]],
    ['a stamp', [paragraph('Updated March 14, 2024'), ...prose]],
    ['a date', [paragraph('Thursday, 14 March 2024'), ...prose]],
    ['a byline', [paragraph('By Jane Doe'), ...prose]],
    [
      'what follows the article',
      [...prose, heading('You may also like'), linked('One more story'), paragraph('Popular')],
    ],
    ['a list of other stories', [...prose.slice(0, 1), heading('More:'), list('One', 'Two'), ...prose.slice(1)]],
  ])('takes away %s', (_name, content) => {
    expect(text(content, 'Jane Doe')).toBe(plain)
  })

  it.each([
    ['a sentence about relations', paragraph('Related: the two logbooks were bound together in the spring.')],
    ['a link that is a line of its own', linked('https://archive.example/box/7')],
    ['a sentence that begins with a join', paragraph('Join the two ends, and wait.')],
    ['a date further down', paragraph('A story told')],
    ['a short line', paragraph('No.')],
  ])('leaves %s', (_name, node) => {
    expect(text([...prose, node, ...prose])).toBe(
      [plain, documentText({ type: 'doc', content: [node] }).text, plain].join('\n'),
    )
  })

  it('leaves a list of links that a reference work ends with', () => {
    expect(text([...prose, heading('See also'), list('Mill', 'River')])).toContain('See also')
  })

  it('leaves footnotes at the end alone', () => {
    const notes: NodeJSON = {
      type: 'footnotes',
      content: [{ type: 'footnote', attrs: { id: 'n', label: '1' }, content: [paragraph('Note')] }],
    }
    expect(text([...prose, heading('Comments'), notes])).toContain('Note')
  })

  it('touches no page that has little prose', () => {
    expect(text([paragraph('Advertisement'), paragraph(PARAGRAPH)])).toBe(`Advertisement\n${PARAGRAPH}`)
  })
})
