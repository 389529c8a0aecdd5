import { isMathTree, mathText } from '../../core/document/math.ts'
import { documentText } from '../../core/document/text.ts'
import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { choose, type Told } from './choose.ts'
import type { Statements } from './collect.ts'
import { normaliseDate } from './dates.ts'
import { tellsDay } from './days.ts'
import { oneLine, unescapeEntities } from './entities.ts'
import type { StatedFacts } from './jsonld.ts'

/** UTF-16 units of an excerpt: a long first paragraph. */
const MAX_EXCERPT = 1000
const MIN_STATED = 12
const MIN_PARAGRAPH = 40

/** A text cut at a word's end, with an ellipsis. */
export function clip(text: string, most = MAX_EXCERPT): string {
  const flat = text.replace(/[ \t\n\r\f]+/g, ' ').trim()
  if (flat.length <= most) return flat
  const cut = flat.slice(0, most)
  const space = cut.lastIndexOf(' ')
  return `${(space > most * 0.5 ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$|[\s,;:.–—-]+$/, '')}…`
}

const same = (a: string, b: string | null): boolean => b !== null && a.toLowerCase() === b.toLowerCase()

/** How the page sums itself up; null where it does not, or only says its title or site again. */
export function statedExcerpt(
  found: Statements,
  stated: StatedFacts | null,
  { title, site }: { readonly title: string; readonly site: string | null },
  told: Told[],
): string | null {
  const summary = (raw: string | null | undefined): string | null => {
    const text = oneLine(unescapeEntities(raw ?? '').replace(/<[^<>]{0,200}>/g, ' '))
    const plausible = text.length >= MIN_STATED && /[\p{L}\p{M}]\s\p{L}|\p{Lo}/u.test(text)
    return plausible && !same(text, title) && !same(text, site) ? text : null
  }
  const meta = (name: string) => summary(found.meta.get(name)?.[0])
  return choose(
    'excerpt',
    [
      ['JSON-LD description', () => summary(stated?.excerpt)],
      ['dc:description', () => meta('dc:description') ?? meta('dcterm:description')],
      ['og:description', () => meta('og:description')],
      ['meta description', () => meta('description')],
      ['twitter:description', () => meta('twitter:description')],
      ['dc.description', () => meta('dc.description') ?? meta('dcterms.abstract') ?? meta('citation_abstract')],
    ],
    told,
  )
}

/** A paragraph as words: formulas in TeX or as their letters, references to notes left out. */
function wordsOf(paragraph: NodeJSON): string {
  const content = (paragraph.content ?? []).flatMap((node): NodeJSON[] => {
    if (node.type === 'footnoteReference') return []
    if (node.type !== 'mathInline') return [node]
    const { tex, mathml } = node.attrs ?? {}
    const text = typeof tex === 'string' ? tex : isMathTree(mathml) ? mathText(mathml) : ''
    return text === '' ? [] : [{ type: 'text', text }]
  })
  const { text } = documentText({ type: 'doc', content: [{ ...paragraph, content }] })
  return text
    .replaceAll('\uFFFC', '')
    .replace(/^[\s,;:.)\]]+/, '')
    .trim()
}

/** One short sentence is a beginning; with a link or in another face it points elsewhere: `For other uses, see Log.` */
function isSentence(paragraph: NodeJSON, text: string): boolean {
  const plain = paragraph.content?.every(({ marks }) => marks === undefined || marks.length === 0) === true
  return plain && text.length >= MIN_PARAGRAPH / 2 && /[.!?…。！？؟।][”"’»)]?$/.test(text)
}

/** The first paragraph that says something; null where none does. */
export function firstParagraph(document: DocumentJSON): string | null {
  for (const node of document.content) {
    if (node.type !== 'paragraph') continue
    const text = wordsOf(node)
    if (tellsDay(text) && normaliseDate(text) !== null) continue
    if (text.length >= MIN_PARAGRAPH || isSentence(node, text)) return text
  }
  return null
}
