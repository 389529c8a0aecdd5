import { describe, expect, it } from 'vitest'
import { parseNote, serializeNote } from '../../../renderer/reader/notes/markdown.ts'

const trip = (markdown: string) => serializeNote(parseNote(markdown))
const typed = (text: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })
const textOf = (markdown: string) => parseNote(markdown).content?.map((node) => [node.type, node.content?.[0]?.text])

describe('notes as Markdown', () => {
  it.each([
    'Une note «\u202Fà part\u202F» : l’été, déjà…',
    '**Thesis?** Attention as a *craft*, not a mood.',
    'One\n\nTwo',
    '- a\n- b\n  - c',
    '1. first\n2. second',
    '> quoted\n> on',
    '```js\nif (a < b && c) return `x_y`\n```',
    'Uses `a < b & c` inline and [a link](https://example.org/a_b).',
    'snake_case and 5 < 6 > 4, R&D, AT&T',
    'ملاحظة في الهامش **مهمة**',
    '余白に**書く**ということ。',
  ])('come back as they were written: %s', (markdown) => {
    expect(trip(markdown)).toBe(markdown)
  })

  it('keep HTML as text', () => {
    const note = parseNote('see <b onclick="x()">this</b> <img src=x>')
    expect(JSON.stringify(note)).toContain('<b onclick=')
    expect(JSON.stringify(note)).not.toContain('"bold"')
    expect(trip('<script>alert(1)</script>\n\nplain')).toBe('\\<script>alert(1)\\</script>\n\nplain')
    expect(textOf(trip('<script>alert(1)</script>'))).toEqual([['paragraph', '<script>alert(1)</script>']])
  })

  it.each([
    '# not a heading',
    '- not a list',
    '1984. A year',
    '> not a quotation',
    '+ more',
    '*stars* _lines_',
    '&amp; <em>',
    '[x](y)',
    '`code`',
    'a\\b',
    '~~no~~',
  ])('keep what was typed as text: %s', (text) => {
    expect(textOf(serializeNote(typed(text)))).toEqual([['paragraph', text]])
  })

  it('are empty when nothing was written', () => {
    expect(serializeNote(parseNote(''))).toBe('')
    expect(serializeNote({ type: 'doc', content: [{ type: 'paragraph' }, { type: 'paragraph' }] })).toBe('')
  })
})
