import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { texToMathml } from '../../../main/capture/extract/texMath.ts'
import { isMathTree, type MathTree } from '../../../main/core/document/math.ts'

/** A tree as markup without attributes, the outer `math` left out. */
function drawn(tex: string, display = false): string | null {
  const write = (node: MathTree | string): string => {
    if (typeof node === 'string') return node
    const [tag, , ...children] = node
    return `<${tag}>${children.map(write).join('')}</${tag}>`
  }
  const tree = texToMathml(tex, display)
  if (tree) expect(isMathTree(tree)).toBe(true)
  return tree && write(tree).replace(/^<math>|<\/math>$/g, '')
}

describe('TeX as MathML', () => {
  it.each<[string, string]>([
    ['x', '<mi>x</mi>'],
    ['3.14x', '<mrow><mn>3.14</mn><mi>x</mi></mrow>'],
    ['f(1, 2)', '<mrow><mi>f</mi><mo>(</mo><mn>1</mn><mo>,</mo><mn>2</mn><mo>)</mo></mrow>'],
    ['a^2', '<msup><mi>a</mi><mn>2</mn></msup>'],
    ['a_i^{n-1}', '<msubsup><mi>a</mi><mi>i</mi><mrow><mi>n</mi><mo>−</mo><mn>1</mn></mrow></msubsup>'],
    ["f''(x)", '<mrow><msup><mi>f</mi><mrow><mo>′</mo><mo>′</mo></mrow></msup><mo>(</mo><mi>x</mi><mo>)</mo></mrow>'],
    ['\\frac{a}{b}', '<mfrac><mi>a</mi><mi>b</mi></mfrac>'],
    ['\\frac12', '<mfrac><mn>1</mn><mn>2</mn></mfrac>'],
    ['{a \\over b}', '<mfrac><mi>a</mi><mi>b</mi></mfrac>'],
    ['\\sqrt[3]{x}', '<mroot><mi>x</mi><mn>3</mn></mroot>'],
    ['\\alpha \\leq \\beta', '<mrow><mi>α</mi><mo>≤</mo><mi>β</mi></mrow>'],
    ['\\mathbb{R}', '<mi>ℝ</mi>'],
    ['\\mathbf{v}', '<mi>𝐯</mi>'],
    ['\\mathrm{kin}', '<mi>kin</mi>'],
    ['\\operatorname{rank} A', '<mrow><mi>rank</mi><mi>A</mi></mrow>'],
    ['\\text{if } x', '<mrow><mtext>if </mtext><mi>x</mi></mrow>'],
    ['\\left( x \\right.', '<mrow><mo>(</mo><mi>x</mi></mrow>'],
    ['\\hat{x}', '<mover><mi>x</mi><mo>^</mo></mover>'],
    ['\\not= 1', '<mrow><mo>=\u0338</mo><mn>1</mn></mrow>'],
    [
      '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}',
      '<mrow><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>)</mo></mrow>',
    ],
    [
      '\\begin{cases}a\\\\b\\end{cases}',
      '<mrow><mo>{</mo><mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable></mrow>',
    ],
    ['a % what stands here\n b', '<mrow><mi>a</mi><mi>b</mi></mrow>'],
  ])('%s', (tex, expected) => {
    expect(drawn(tex)).toBe(expected)
  })

  it('sets limits above and below where they have a line of their own', () => {
    expect(drawn('\\sum_{i=1}^n i', true)).toMatch(/^<mrow><munderover><mo>∑<\/mo>/)
    expect(drawn('\\sum_{i=1}^n i')).toMatch(/^<mrow><msubsup><mo>∑<\/mo>/)
    expect(drawn('\\lim_{x\\to 0} f', true)).toMatch(/^<mrow><munder><mi>lim<\/mi>/)
    expect(drawn('\\int_0^1', true)).toMatch(/^<msubsup>/)
  })

  it('draws nothing that it does not know', () => {
    for (const tex of [
      '\\unheardof{x}',
      '\\frac{a}',
      'a}',
      '{a',
      '\\begin{tikzpicture}\\end{tikzpicture}',
      'a & b',
      '\\left( x',
      'x_',
      '',
    ]) {
      expect(drawn(tex)).toBeNull()
    }
    expect(drawn('{'.repeat(500))).toBeNull()
  })

  it('never throws, and always answers a tree that fits', () => {
    const token = fc.constantFrom(
      ..."abx12+-=(){}[]^_&|'$ ".split(''),
      '\\frac',
      '\\sqrt',
      '\\left',
      '\\right',
      '\\\\',
      '\\begin{matrix}',
      '\\end{matrix}',
      '\\text',
      '\\sum',
      '\\mathbb',
      '\\over',
      '\\alpha',
      '\\not',
      '\\,',
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), fc.boolean(), (tokens, display) => {
        const tree = texToMathml(tokens.join(''), display)
        expect(tree === null || isMathTree(tree)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
