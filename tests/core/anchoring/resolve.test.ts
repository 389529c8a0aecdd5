import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitsPair } from '../../../main/core/anchoring/codePoints.ts'
import { describe, type Resolution, resolve } from '../../../main/core/anchoring/index.ts'
import type { Selectors } from '../../../main/core/model/highlight.ts'

const french = `La lecture annotée
Au XVIIIe siècle, Diderot couvrait ses livres de notes : « La marge est le lieu où deux esprits se rencontrent », écrivait-il à l’une de ses correspondantes.
Les imprimeurs laissaient d’ailleurs de larges blancs, et l’on vendait des exemplaires interfoliés. Personne n’y voyait un sacrilège.
Aujourd’hui, l’écran a fait disparaître la marge ; il faut donc la réinventer. C’est affaire de patience, d’outils et d’habitudes.
On note pour se souvenir, on note pour contredire, on note enfin pour penser. Le crayon ralentit l’œil et l’œil apprend à attendre.`

function select(text: string, quote: string, nth = 0): Selectors {
  let start = text.indexOf(quote)
  for (let i = 0; i < nth; i++) start = text.indexOf(quote, start + 1)
  return describe(text, { start, end: start + quote.length })
}
const quoted = (text: string, found: Resolution) => ('start' in found ? text.slice(found.start, found.end) : null)

test('words inserted before: moved, the same words', () => {
  const text = `Un chapeau ajouté par la rédaction.\n${french}`
  const found = resolve(text, select(french, 'deux esprits se rencontrent'))
  expect(found).toMatchObject({ status: 'moved', score: 1 })
  expect(quoted(text, found)).toBe('deux esprits se rencontrent')
})

test('typography that changed is no change of words', () => {
  const plain = french
    .replaceAll('’', "'")
    .replaceAll('\u202F', ' ')
    .replaceAll('\u00A0', ' ')
    .replaceAll('« ', '“')
    .replaceAll(' »', '”')
    .normalize('NFD')
  const found = resolve(plain, select(french, 'l’écran a fait disparaître la marge ; il faut'))
  expect(found.status).toBe('moved')
  expect(quoted(plain, found)?.normalize('NFC')).toBe("l'écran a fait disparaître la marge ; il faut")
})

test('soft hyphens, ligatures and zero-width characters are seen through, and the range is exact', () => {
  const text = `Préface. ${french.replace('interfoliés', 'inter\u00ADfo\u200Bliés').replace('sacrilège', 'sacrile\u0300ge')}`
  const found = resolve(text, select(french, 'exemplaires interfoliés'))
  expect(quoted(text, found)).toBe('exemplaires inter\u00ADfo\u200Bliés')
  const office = 'In the office the ﬁnal ﬂow of eﬃcient work was described at length by nobody at all.'
  const back = select(office.normalize('NFKC'), 'final flow of efficient')
  expect(quoted(office, resolve(office, back))).toBe('ﬁnal ﬂow of eﬃcient')
})

test('a corrected passage is changed, with how much', () => {
  const text = french.replace('de larges blancs, et l’on vendait', 'de très larges blancs, et l’on vendit')
  const found = resolve(text, select(french, 'laissaient d’ailleurs de larges blancs, et l’on vendait des exemplaires'))
  expect(found.status).toBe('changed')
  expect(found.score).toBeGreaterThan(0.8)
  expect(found.score).toBeLessThan(1)
  expect(quoted(text, found)).toBe('laissaient d’ailleurs de très larges blancs, et l’on vendit des exemplaires')
})

test('a short passage that was rewritten between its neighbours is changed', () => {
  const text = french.replace('XVIIIe', 'XVIIe')
  const found = resolve(text, select(french, 'XVIIIe'))
  expect(quoted(text, found)).toBe('XVIIe')
  expect(found.status).toBe('changed')
})

test('a passage that was taken out is lost', () => {
  const sentence = 'C’est affaire de patience, d’outils et d’habitudes.'
  expect(resolve(french.replace(sentence, ''), select(french, sentence)).status).toBe('lost')
  expect(resolve('An entirely different page about gardening in small towns.', select(french, sentence)).status).toBe(
    'lost',
  )
})

test('a common word is placed by its context, not by its position', () => {
  const selectors = select(french, 'on note', 1)
  const text = `On note ici. ${french}`
  const found = resolve(text, selectors)
  expect(found.status).toBe('moved')
  expect('start' in found && text.slice(found.start).startsWith('on note enfin pour penser')).toBe(true)
})

test('a common word whose passage is gone is not put somewhere else', () => {
  const selectors = select(french, 'note', 2)
  const text = french.slice(0, french.indexOf('On note pour se souvenir'))
  expect(['unsure', 'lost']).toContain(resolve(`Nouveau titre. ${text}`, selectors).status)
})

test('two places that are as good are left to the reader', () => {
  const block =
    'Ingredients: two eggs, a pound of flour and a pinch of salt. Mix everything well and wait for an hour. '
  const selectors = select(block, 'a pinch of salt')
  const found = resolve(`New! ${block}${block}`, selectors)
  expect(found.status).toBe('unsure')
  expect('candidates' in found ? found.candidates : []).toHaveLength(2)
})

test('of two equal places, the one that never moved stays exact', () => {
  const block =
    'Ingredients: two eggs, a pound of flour and a pinch of salt. Mix everything well and wait for an hour. '
  const text = block.repeat(6)
  for (const nth of [0, 2, 5]) expect(resolve(text, select(text, 'two eggs', nth)).status).toBe('exact')
})

test('the position alone proves nothing: other words around a common word', () => {
  const text = 'On Monday the river rose again, and the town went to bed late.'
  const selectors = select(text, 'the', 1)
  const other = 'In winter no ship could leave port so the city waited for spring to come to it'
  const at = {
    ...selectors,
    position: { ...selectors.position, start: other.indexOf('the'), end: other.indexOf('the') + 3 },
  }
  expect(['unsure', 'lost']).toContain(resolve(other, at).status)
})

test('Japanese and Arabic passages', () => {
  const japanese =
    '本を読むとき、余白に書き込む人がいる。余白は著者と読者が出会う場所である。線を引くだけでも、読み方は変わる。'
  const changed = `はじめに。${japanese.replace('出会う', '対話する')}`
  const found = resolve(changed, select(japanese, '余白は著者と読者が出会う場所である'))
  expect(found.status).toBe('changed')
  expect(quoted(changed, found)).toBe('余白は著者と読者が対話する場所である')
  const arabic = 'القراءة حوار بين الكاتب والقارئ، والهامش مكان هذا الحوار. من يكتب في الهامش يقرأ مرتين ويفهم أكثر.'
  const moved = `مقدمة قصيرة.\n${arabic}`
  expect(quoted(moved, resolve(moved, select(arabic, 'والهامش مكان هذا الحوار')))).toBe('والهامش مكان هذا الحوار')
})

test('an imported quotation without context: found if it stands once and says something', () => {
  const bare = (exact: string): Selectors => ({
    quote: { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
    position: { type: 'TextPositionSelector', start: 0, end: 0 },
  })
  expect(quoted(french, resolve(french, bare("l'œil apprend à attendre")))).toBe('l’œil apprend à attendre')
  expect(resolve(french, bare('note pour')).status).toBe('unsure')
  expect(resolve(french, bare('X')).status).not.toBe('exact')
  expect(resolve(french, bare('')).status).toBe('lost')
})

test('whatever the selectors, there is an answer inside the text that cuts no pair', () => {
  const some = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', ' ', '\u202F', '😀', '\u0301', '.', '\uD83D'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(some, some, some, some, fc.nat(60), fc.nat(60), (text, exact, prefix, suffix, start, end) => {
      const found = resolve(text, {
        quote: { type: 'TextQuoteSelector', exact, prefix, suffix },
        position: { type: 'TextPositionSelector', start, end },
      })
      const ranges = 'start' in found ? [found] : 'candidates' in found ? found.candidates : []
      if (found.status === 'unsure') expect(ranges.length).toBeGreaterThan(0)
      for (const range of ranges) {
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeLessThanOrEqual(text.length)
        expect(range.end).toBeGreaterThan(range.start)
        expect(splitsPair(text, range.start) || splitsPair(text, range.end)).toBe(false)
      }
    }),
    { numRuns: 1000 },
  )
})

test('after small edits anywhere, a long passage is never put on other words', () => {
  const paragraphs = Array.from({ length: 12 }, (_, index) =>
    french
      .split('\n')
      .map((line) => `${line} (${'abcdefghijkl'[index]}${index * 7919})`)
      .join('\n'),
  )
  const text = paragraphs.join('\n')
  fc.assert(
    fc.property(fc.nat(text.length - 80), fc.nat(text.length), fc.string({ maxLength: 12 }), (start, at, insert) => {
      const selectors = describe(text, { start, end: start + 60 })
      const edited = text.slice(0, at) + insert + text.slice(at)
      const found = resolve(edited, selectors)
      const shift = at <= start ? insert.length : 0
      if ('start' in found) expect(Math.abs(found.start - start - shift)).toBeLessThanOrEqual(32)
    }),
    { numRuns: 150 },
  )
})

test('where the words stand elsewhere in a like passage, and their own place was edited, the reader is asked', () => {
  const row = (city: string, more: string) => `The ferry to ${city} leaves at noon from the old harbour and ${more}. `
  const text = `${row('Brest', 'takes an hour')}${row('Brest', 'takes two hours')}`
  const selectors = select(text, 'leaves at noon', 1)
  const edited = `${row('Brest', 'takes an hour')}${row('Brest', 'takes two hours').replace('at noon', 'at one')}`
  const found = resolve(edited, selectors)
  expect(['unsure', 'lost', 'changed']).toContain(found.status)
  if (found.status === 'changed') expect(found.start).toBeGreaterThan(edited.length / 2)
})

test('a context that is gone on one side does not hand the highlight to a near copy', () => {
  const text =
    'Scripts: <script src="a.js"> first. Copy: <script src="a.js"> second, which is the one that counts here.'
  const selectors = select(text, 'script', 1)
  const edited = text.replace(
    ' second, which is the one that counts here.',
    ' and something else altogether, written later.',
  )
  const found = resolve(edited, selectors)
  if ('start' in found) expect(found.start).toBeGreaterThan(edited.indexOf('Copy'))
})
