import { expect, it } from 'vitest'
import { all, textOf, within } from './article.ts'

const loaded = '<script src="https://cdn.example/mathjax/2.7.9/MathJax.js?config=TeX-MML-AM_CHTML"></script>'
/** The text of a paragraph, with what is set as code in backticks of our own. */
const read = (html: string, head = '') =>
  within(html, head).flatMap((block) =>
    (block.content ?? [])
      .map((node) => (node.marks?.some(({ type }) => type === 'code') ? `[${node.text}]` : textOf(node)))
      .join(''),
  )

it('keeps AsciiMath as its source, where MathJax has drawn nothing that can be kept', () => {
  expect(read('<p>Si <script type="math/asciimath">sum_(i=1)^n i</script>, alors.</p>')).toEqual([
    'Si [sum_(i=1)^n i], alors.',
  ])
  const drawn = '<span class="MathJax" id="MathJax-Element-1-Frame"><nobr><span class="math">Σ</span></nobr></span>'
  expect(read(`<p>إذا ${drawn}<script type="math/asciimath">x^2</script>.</p>`)).toEqual(['إذا [x^2].'])
})

it('takes the MathML that MathJax 2 made of it', () => {
  const drawn =
    '<span class="MathJax" id="MathJax-Element-1-Frame"><nobr>x</nobr><span class="MJX_Assistive_MathML"><math><msup><mi>x</mi><mn>2</mn></msup></math></span></span>'
  const nodes = within(`<p>若 ${drawn}<script type="math/asciimath">x^2</script>。</p>`)
  expect(all(nodes, 'mathInline').map(({ attrs }) => attrs)).toEqual([
    { mathml: ['math', {}, ['msup', {}, ['mi', {}, 'x'], ['mn', {}, '2']]], tex: null },
  ])
  expect(textOf(nodes[0] ?? { type: 'doc' })).toBe('若 \uFFFC。')
})

it('reads what stands between backticks on a page that loads AsciiMath, and on no other', () => {
  const html = '<p>Let `x^2 + 1` and <em>`y_1`</em> be; a ` alone stays.</p><p><code>`not`</code></p>'
  expect(read(html, loaded)).toEqual(['Let [x^2 + 1] and [y_1] be; a ` alone stays.', '[`not`]'])
  const component = '<script>MathJax = { loader: { load: ["input/asciimath", "output/chtml"] } }</script>'
  expect(read(html, component)[0]).toBe('Let [x^2 + 1] and [y_1] be; a ` alone stays.')
  expect(read(html)[0]).toBe('Let `x^2 + 1` and `y_1` be; a ` alone stays.')
})
