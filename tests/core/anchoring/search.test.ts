import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance, fewestErrors, searchApproximately } from '../../../main/core/anchoring/approximate.ts'
import { fold } from '../../../main/core/anchoring/fold.ts'
import { findQuote } from '../../../main/core/anchoring/index.ts'

/** Sellers' algorithm, as plain as can be. */
function plainFewestErrors(text: string, pattern: string): number {
  let row = Array.from({ length: pattern.length + 1 }, (_, index) => index)
  let best = pattern.length
  for (const unit of text.split('')) {
    const next = [0]
    for (let j = 1; j <= pattern.length; j++) {
      next.push(Math.min(row[j - 1]! + (pattern[j - 1] === unit ? 0 : 1), row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
    best = Math.min(best, row[pattern.length]!)
  }
  return best
}
const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength })

test('the bit-vector search counts errors as the plain algorithm does', () => {
  fc.assert(
    fc.property(letters(150), letters(100), (text, pattern) => {
      expect(fewestErrors(text, pattern)).toBe(plainFewestErrors(text, pattern))
    }),
    { numRuns: 300 },
  )
})

test('with a limit, every pattern within it is found, and where it says', () => {
  fc.assert(
    fc.property(letters(150), letters(90), fc.nat(40), (text, pattern, limit) => {
      const fewest = plainFewestErrors(text, pattern)
      const [best] = searchApproximately(text, pattern, limit)
      if (fewest > limit || fewest === pattern.length) return
      expect(best?.errors).toBe(fewest)
      if (best) expect(distance(pattern, text.slice(best.start, best.end))).toBe(fewest)
    }),
    { numRuns: 300 },
  )
})

test('folding maps every range back to where it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const folded = fold(text)
      for (let index = 0; index < folded.text.length; index++) {
        const { start, end } = folded.source(index, index + 1)
        expect(end).toBeGreaterThan(start)
        expect(fold(text.slice(start, end)).text).toContain(folded.text[index])
      }
    }),
  )
  expect(fold('« L’œil » – fin…').text).toBe('" L\'œil " - fin...')
  expect(fold('a \u200B\n\u00A0b').text).toBe('a b')
})

test('a typed quotation is found whatever its quotes, dashes and spaces', () => {
  const text = 'Il écrit : « La marge – c’est l’essentiel. » Puis : « La marge – c’est tout. »'
  const first = text.indexOf('La marge')
  const second = text.indexOf('La marge', first + 1)
  expect(findQuote(text, { quote: "La marge - c'est" }).map(({ start }) => start)).toEqual([first, second])
  expect(findQuote(text, { quote: "La marge - c'est", suffix: 'tout' }).map(({ start }) => start)).toEqual([second])
  expect(findQuote(text, { quote: 'La marge', prefix: 'Puis : «' }).map(({ start }) => start)).toEqual([second])
  expect(findQuote(text, { quote: '  ' })).toEqual([])
  expect(findQuote(text, { quote: 'introuvable' })).toEqual([])
  expect(findQuote('“a” "a"', { quote: '"a"' })).toEqual([{ start: 4, end: 7 }])
})

test('a quotation across paragraphs is found however its line ends are written', () => {
  const text = 'End of one.\nStart of two.'
  expect(findQuote(text, { quote: 'of one.\r\n\r\n  Start' })).toEqual([{ start: 4, end: 17 }])
})

const passage =
  'Il dit\u202F: «\u202FL’été est là\u202F», et l’œuvre reste. ３つの本を「余白」に書くガイド。 قالَ الكاتبُ: «الهامشُ أوسعُ من النصّ»، وأضاف.'

test.each([
  ['"L\'été est là"', '«\u202FL’été est là\u202F»'],
  ['«L’été est là»', '«\u202FL’été est là\u202F»'],
  ['Il dit: «L’été', 'Il dit\u202F: «\u202FL’été'],
  ["l'oeuvre reste", 'l’œuvre reste'],
  ['3つの本', '３つの本'],
  ['｢余白｣に', '「余白」に'],
  ['ｶﾞｲﾄﾞ', 'ガイド'],
  ['قال الكاتب: «الهامش اوسع من النص»', 'قالَ الكاتبُ: «الهامشُ أوسعُ من النصّ»'],
])('typed as %s it is found all the same', (quote, expected) => {
  expect(findQuote(passage, { quote }).map(({ start, end }) => passage.slice(start, end))).toEqual([expected])
})

test('what is typed otherwise is found by its context, and never in place of what is typed alike', () => {
  expect(findQuote('a «x» b, c «\u202Fx\u202F» d', { quote: '"x"', prefix: 'c' })).toEqual([{ start: 11, end: 16 }])
  expect(findQuote('«\u202Fx\u202F» "x"', { quote: '"x"' })).toEqual([{ start: 6, end: 9 }])
  // Words are words, and letters are letters.
  for (const quote of ['the rapist', 'l’oeuvré', 'ete', 'cafe', '。', '\u064B', '']) {
    expect(findQuote('therapist, l’œuvre, été, café', { quote })).toEqual([])
  }
})
