import { describe, resolve } from '../../main/core/anchoring/index.ts'
import type { ExportedFile } from '../../main/core/contract.ts'
import { documentText } from '../../main/core/document/text.ts'
import type { DocumentJSON, MarkJSON, NodeJSON } from '../../main/core/document/types.ts'
import { type ExportFormat, exporters } from '../../main/core/export/index.ts'
import type { ExportItem } from '../../main/core/export/types.ts'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight, ResolvedHighlight } from '../../main/core/model/highlight.ts'

export const text = (value: string, ...marks: (string | MarkJSON)[]): NodeJSON =>
  marks.length === 0
    ? { type: 'text', text: value }
    : { type: 'text', text: value, marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)) }
type Child = string | NodeJSON
const children = (content: readonly Child[]) =>
  content.map((child) => (typeof child === 'string' ? text(child) : child))
export const node = (type: string, attrs: Record<string, unknown> | null, ...content: Child[]): NodeJSON => ({
  type,
  ...(attrs === null ? {} : { attrs }),
  ...(content.length === 0 ? {} : { content: children(content) }),
})
export const p = (...content: Child[]) => node('paragraph', null, ...content)
export const h = (level: number, ...content: Child[]) => node('heading', { level }, ...content)
export const doc = (...content: NodeJSON[]): DocumentJSON => ({ type: 'doc', content })

const hash = 'a'.repeat(64)
export const picture = `${'b'.repeat(64)}.png`

/** One of everything, in French where it matters. */
export const everything = doc(
  h(1, 'L’art de la marge'),
  p(
    'Au ',
    text('XVIII', 'small'),
    text('e', 'superscript'),
    ' siècle, « ',
    text('la marge', 'bold', 'italic'),
    ' » comptait',
    node('footnoteReference', { target: 'n1', id: 'ref1', label: '1' }),
    '.',
  ),
  node('heading', { level: 2, anchor: 'outils', lang: 'fr', dir: 'ltr' }, 'Les ', text('outils', 'code')),
  p(
    text('Voir', { type: 'link', attrs: { href: 'https://example.org/a_(b)?x=1&y=2', title: 'Un "titre"' } }),
    node('hardBreak', null),
    text('漢', { type: 'ruby', attrs: { text: 'かん' } }),
    ' ',
    text('HTML', { type: 'abbr', attrs: { title: 'HyperText' } }),
    ' ',
    text('ctrl', 'kbd'),
    ' ',
    text('là', { type: 'link', attrs: { href: '#outils' } }),
  ),
  node(
    'bulletList',
    null,
    node(
      'listItem',
      null,
      p('un'),
      node(
        'orderedList',
        { start: 3, style: 'a', reversed: false },
        node('listItem', null, p('deux')),
        node('listItem', null, p('trois'), p('encore')),
      ),
    ),
  ),
  node('blockquote', { dir: 'rtl', lang: 'ar' }, p('القراءة حوار'), p('والهامش مكانه')),
  node('codeBlock', { language: 'js' }, 'const a = `x`\n  if (a < 1) {}\n'),
  node(
    'table',
    null,
    node('tableCaption', null, 'Ventes | par an'),
    node(
      'tableRow',
      null,
      node('tableHeader', { scope: 'col' }, p('An')),
      node('tableHeader', { scope: 'col', align: 'right' }, p('Prix')),
    ),
    node('tableRow', null, node('tableCell', { colspan: 2 }, p('1751'), p('a | b'))),
  ),
  node(
    'figure',
    null,
    node('image', { media: picture, source: 'https://example.org/i.png', alt: 'Une [page]', width: 640, height: 480 }),
    node('figcaption', null, 'Une page annotée'),
  ),
  node('image', { media: null, source: null, alt: 'perdue' }),
  node('embed', { kind: 'video', title: null, url: 'https://www.example.org/v', media: null }),
  p(
    'Soit ',
    node('mathInline', { mathml: ['math', {}, ['msup', {}, ['mi', {}, 'x'], ['mn', {}, '2']]], tex: 'x^2' }),
    ' et ',
    node('inlineImage', { alt: 'i' }),
    '.',
  ),
  node('mathBlock', { mathml: null, tex: '\\frac{a}{b}' }),
  node(
    'definitionList',
    null,
    node('definitionTerm', null, 'postille'),
    node('definitionDescription', null, p('note en marge')),
  ),
  node('details', { open: true }, node('summary', null, 'Plus'), p('caché')),
  node('horizontalRule', null),
  p(),
  p('日本語の文章です。余白に書く。'),
  node('footnotes', null, node('footnote', { id: 'n1', label: '1' }, p('Voir Diderot.'))),
)

export const article = (patch: Partial<Article> = {}): Article => ({
  version: 2,
  changedAt: {},
  id: '01JD0000000000000000000000',
  createdAt: '2026-11-02T08:00:00.000Z',
  updatedAt: '2026-11-02T08:00:00.000Z',
  url: 'https://example.org/marge?utm_source=x',
  canonicalUrl: 'https://example.org/marge',
  title: 'L’art de la marge',
  byline: 'Élise Aubry',
  site: 'example.org',
  publishedAt: '2024-03-14',
  lang: 'fr',
  dir: 'ltr',
  excerpt: '',
  leadImage: null,
  words: 100,
  minutes: 1,
  tags: ['lecture', 'histoire du livre'],
  archived: false,
  favourite: false,
  progress: 0,
  position: null,
  current: hash,
  versions: [{ hash, original: null, capturedAt: '2026-11-02T08:00:00.000Z' }],
  ...patch,
})

let count = 0
export function highlight(document: DocumentJSON, quote: string, patch: Partial<Highlight> = {}): ResolvedHighlight {
  const whole = documentText(document).text
  const start = whole.indexOf(quote)
  const selectors = describe(whole, { start, end: start + quote.length })
  const record: Highlight = {
    version: 2,
    changedAt: {},
    id: `01JD000000000000000000${String(++count).padStart(4, '0')}`,
    articleId: '01JD0000000000000000000000',
    createdAt: '2026-11-03T09:30:00.000Z',
    updatedAt: '2026-11-03T09:30:00.000Z',
    contentHash: hash,
    selectors,
    color: 'yellow',
    note: '',
    tags: [],
    ...patch,
  }
  const found = resolve(whole, record.selectors)
  return 'start' in found
    ? { ...record, anchor: { status: found.status, start: found.start, end: found.end, score: found.score } }
    : { ...record, anchor: { status: found.status } }
}

/** All items in one export, as the reader writes them. */
export function exportAll(format: ExportFormat, items: readonly ExportItem[]): readonly ExportedFile[] {
  const writer = exporters[format]({ exportedAt: '2026-11-23T08:00:00.000Z' })
  for (const item of items) writer.add(item)
  return writer.files()
}
