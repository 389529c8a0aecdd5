import fc from 'fast-check'
import { expect, it } from 'vitest'
import { convertElement } from '../../../main/capture/convert/index.ts'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { rescue } from '../../../main/capture/extract/rescue.ts'
import { placePictures } from '../../../main/capture/images/place.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'

const tags = [
  ...[
    'p',
    'div',
    'section',
    'article',
    'h1',
    'h2',
    'h4',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'blockquote',
    'pre',
    'code',
  ],
  ...['table', 'thead', 'tbody', 'tr', 'td', 'th', 'figure', 'details', 'ruby', 'rb'],
  ...[
    'b',
    'i',
    'em',
    'strong',
    'a',
    'span',
    'font',
    'center',
    'abbr',
    'kbd',
    'samp',
    'var',
    'mark',
    'del',
    'ins',
    'sup',
  ],
  ...[
    'sub',
    'small',
    'q',
    'cite',
    'dfn',
    'time',
    'bdo',
    'bdi',
    'u',
    's',
    'address',
    'aside',
    'label',
    'fieldset',
    'legend',
  ],
  ...['unknown-thing', 'hgroup', 'main', 'header', 'footer', 'form', 'output', 'data', 'wbr', 'object', 'menu', 'dir'],
] as const
const attributes = [
  ...[
    '',
    '',
    '',
    '',
    ' dir="rtl"',
    ' lang="fr"',

    ' role="list"',
    ' role="presentation"',
    ' role="heading"',
  ],
  ...[
    ' role="row"',
    ' role="table"',
    ' role="listitem"',

    ' style="white-space:pre"',
  ],
  ...[' class="math"', ' colspan="2"', ' hidden-not', ' style="font-weight:bold"'],
] as const

interface Leaf {
  readonly leaf: string
}
interface Branch {
  readonly tag: (typeof tags)[number]
  readonly attribute: string
  readonly children: readonly Tree[]
}
type Tree = Leaf | Branch

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.record({
      leaf: fc.constantFrom(
        'WORD',
        ' WORD ',
        'WORD <br> WORD',
        'WORD<br><br>WORD',
        '<img src="/p.png" alt="x">',
        '<hr>',
        'WORD\nWORD',
      ),
    }),
    fc.record({
      tag: fc.constantFrom(...tags),
      attribute: fc.constantFrom(...attributes),
      children: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
}))

/** Parts that stand first or last in their whole: elsewhere the document would move them there. */
const FIRST: Readonly<Record<string, string>> = { table: 'caption', details: 'summary' }
const LAST: Readonly<Record<string, string>> = { figure: 'figcaption' }

function write(root: readonly Tree[]): { html: string; words: string[] } {
  const words: string[] = []
  const visit = (node: Tree): string => {
    if ('leaf' in node) {
      return node.leaf.replace(/WORD/g, () => {
        words.push(`w${words.length}z`)
        return words.at(-1) ?? ''
      })
    }
    const parts = node.children.map(visit)
    const [first, last] = [FIRST[node.tag], LAST[node.tag]]
    if (first && parts.length > 1) parts[0] = `<${first}>${parts[0]}</${first}>`
    if (last && parts.length > 1) parts.push(`<${last}>${parts.pop()}</${last}>`)
    return `<${node.tag}${node.attribute}>${parts.join('')}</${node.tag}>`
  }
  return { html: root.map(visit).join(''), words }
}

it('keeps all words of whatever elements, in order, in a document that fits the schema', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 6 }), (root) => {
      const { html, words } = write(root)
      const page = parsePage(`<html><body>${html}</body></html>`)
      const stash = rescue(page, null)
      const document = convertElement(page.body, { base: null, page: null, lang: null, stash })
      if (document.content.length === 0) {
        expect(words).toEqual([])
        return
      }
      expect(documentProblem(placePictures(document, new Map()))).toBeNull()
      expect(documentText(document).text.match(/w\d+z/g) ?? []).toEqual(words)
    }),
    { numRuns: 1000 },
  )
})
