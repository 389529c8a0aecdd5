import { describe, expect, it } from 'vitest'
import { all, textOf, within } from './article.ts'

const formulas = (html: string, head = '') =>
  within(html, head).flatMap((node) => [
    ...all([node], 'mathInline').map(({ attrs }) => ['inline', attrs?.tex]),
    ...all([node], 'mathBlock').map(({ attrs }) => ['block', attrs?.tex]),
  ])
const mathml =
  '<math><semantics><mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow><annotation encoding="application/x-tex">x=1</annotation></semantics></math>'
const loaded = '<script src="https://cdn.example/mathjax@3/es5/tex-chtml.js"></script>'
const dollars = `${loaded}<script>MathJax = { tex: { inlineMath: [['$', '$'], ['\\\\(', '\\\\)']] } }</script>`

describe('formulas, however a page sets them', () => {
  it.each<[string, string, unknown[]]>([
    ['MathML with TeX', `<p>If ${mathml}, then.</p>`, [['inline', 'x=1']]],
    ['MathML on a line of its own', '<p>If</p><math display="block"><mi>x</mi></math>', [['block', null]]],
    ['MathML with a prefix', '<p>If <mml:math><mml:mi>x</mml:mi></mml:math>.</p>', [['inline', null]]],
    [
      'KaTeX',
      `<p>If <span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html" aria-hidden="true">x=1</span></span>.</p>`,
      [['inline', 'x=1']],
    ],
    [
      'KaTeX on a line of its own',
      `<p>If</p><p><span class="katex-display"><span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html" aria-hidden="true">x=1</span></span></span></p>`,
      [['block', 'x=1']],
    ],
    [
      'MathJax 3',
      '<p>If <mjx-container jax="CHTML"><mjx-math><mjx-mi></mjx-mi></mjx-math><mjx-assistive-mml unselectable="on"><math><mi>x</mi></math></mjx-assistive-mml></mjx-container>.</p>',
      [['inline', null]],
    ],
    [
      'MathJax 4',
      '<p>If <mjx-container jax="CHTML"><mjx-math data-latex="x=1"></mjx-math></mjx-container>.</p>',
      [['inline', 'x=1']],
    ],
    [
      'MathJax 2 with its script',
      '<p>If <span class="MathJax_Preview"></span><span class="MathJax" id="MathJax-Element-1-Frame"><nobr><span class="math">x=1</span></nobr></span><script type="math/tex">x=1</script>.</p>',
      [['inline', 'x=1']],
    ],
    [
      'MathJax 2 in a saved page',
      `<p>If <span class="MathJax" data-mathml='<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'><nobr>x</nobr></span>.</p>`,
      [['inline', null]],
    ],
    ['a TeX script', '<p>If</p><script type="math/tex; mode=display">x=1</script>', [['block', 'x=1']]],
    ['a MathML script', '<p>If <script type="math/mml"><math><mi>x</mi></math></script>.</p>', [['inline', null]]],
    [
      'MediaWiki',
      `<p>If <span class="mwe-math-element"><span class="mwe-math-mathml-inline" style="display:none"><math alttext="{\\displaystyle x=1}"><mi>x</mi></math></span><img src="/m/render/svg/1" class="mwe-math-fallback-image-inline" alt="{\\displaystyle x=1}"></span>.</p>`,
      [['inline', 'x=1']],
    ],
    ['a picture', '<p>If <img class="latex" src="/latex.php?x" alt="\\frac{a}{b}">.</p>', [['inline', '\\frac{a}{b}']]],
    ['named elements', '<p>If <span class="math inline">\\(x=1\\)</span>.</p>', [['inline', 'x=1']]],
    ['AMP', '<p>If <amp-mathml inline data-formula="\\(x=1\\)"></amp-mathml>.</p>', [['inline', 'x=1']]],
  ])('%s', (_name, html, expected) => {
    expect(formulas(html)).toEqual(expected)
    expect(textOf(within(html)[0] ?? { type: 'doc' })).toMatch(/^If( \uFFFC.*)?$/)
  })

  it('reads TeX in the text of a page that loads MathJax or KaTeX', () => {
    const html =
      '<p>Let \\(a_1\\) and $$b^2$$ and \\[c\\] be.</p><p>\\begin{align}x &amp;= 1 \\\\<br> y &amp;= 2\\end{align}</p><p>It costs $5 or $6.</p><p><code>\\(not\\)</code></p>'
    expect(formulas(html, loaded)).toEqual([
      ['inline', 'a_1'],
      ['block', 'b^2'],
      ['block', 'c'],
      ['block', '\\begin{align}x &= 1 \\\\\n y &= 2\\end{align}'],
    ])
    expect(within(html, loaded).map(textOf)).toContain('It costs $5 or $6.')
    expect(formulas(html)).toEqual([])
  })

  it('reads single dollars where they are set up, or hold what only TeX is', () => {
    expect(formulas('<p>Let $x$ and $\\alpha$ be; it costs $5 or $6.</p>', dollars)).toContainEqual([
      'inline',
      '\\alpha',
    ])
    expect(formulas('<p>With $\\alpha_1$; it costs $5 and then $6.</p>', loaded)).toEqual([['inline', '\\alpha_1']])
  })

  it('keeps the text of a formula that has nothing but its drawing', () => {
    const [node] = within(
      '<p>If <span class="katex"><span class="katex-html" aria-hidden="true">x=1</span></span>.</p>',
    )
    expect(node && textOf(node)).toBe('If x=1.')
  })

  it('keeps nothing in MathML that could act', () => {
    const [node] = all(
      within(
        '<p>If <math><mrow href="javascript:x" onclick="x"><mi>x</mi><script>x</script><maction actiontype="toggle"><mi>y</mi></maction></mrow></math>.</p>',
      ),
      'mathInline',
    )
    expect(node?.attrs?.mathml).toEqual(['math', {}, ['mrow', {}, ['mi', {}, 'x'], ['mi', {}, 'y']]])
  })
})
