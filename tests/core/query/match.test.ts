import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesIn, matchRanges } from '../../../main/core/query/match.ts'
import { parseQuery } from '../../../main/core/query/parse.ts'
import { patternOf } from '../../../main/core/query/pattern.ts'

const marked = (text: string, query: string, typing = false) =>
  matchRanges(text, query, { typing }).map(({ start, end }) => text.slice(start, end))

describe('the matches in a text', () => {
  it.each([
    ['L’Œuvre, l’œuvre et les œuvres', 'oeuvre', ['Œuvre', 'œuvre']],
    ['L’eﬃcacité se\u00ADrait là', 'efficacite serait', ['eﬃcacité', 'se\u00ADrait']],
    ['cher\u202FNoël et Noël', '"cher noel"', ['cher\u202FNoël']],
    ['東京都庁へ', '東京 京都', ['東京都']],
    ['قَرَأَ الكِتابَ', 'الكتاب', ['الكِتابَ']],
    ['fox -fox vixen', '-vixen fox tag:x', ['fox', 'fox']],
    ['nothing here', '', []],
    ['nothing here', 'is:unread', []],
    ['a fox', 'in:title fox', []],
    ['a fox', 'in:text fox', ['fox']],
  ])('%s / %s', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected)
  })

  it('has whole words that only begin so while one types', () => {
    expect(marked('margins of marginalia, mar', 'margi', true)).toEqual(['margins', 'marginalia'])
    expect(marked('margins', 'margi')).toEqual([])
  })

  it('ends after ten thousand', () => {
    expect(matchRanges('fox '.repeat(12_000), 'fox')).toHaveLength(10_000)
  })
})

/** What a pattern finds against what the tokens say. */
function compare(text: string, query: string) {
  const [term] = parseQuery(query).wanted
  if (!term) return { found: [], true: [] }
  const pattern = patternOf(term)
  const found = pattern
    ? [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length])
    : null
  return { found, true: [...matchesIn(text, [term])].map(({ start, end }) => [start, end]) }
}

describe('the pattern of a term', () => {
  it.each([
    ['œuvre OEUVRE oeu\u0301vre œu\u00ADvre désœuvré œuvres', 'œuvre'],
    ['eﬃcacité eﬀicacité efﬁcacité efficacité', 'efficacite'],
    ['Straße STRASSE strasse Strase', 'strasse'],
    ['İstanbul ISTANBUL ıstanbul istanbul', 'istanbul'],
    ['Tiếng Việt TIẾNG VIỆT tieng viet tieng\u00A0viet', '"tiếng việt"'],
    ['الكِتابَ كتاب والكتاب الكتـــاب أحمد', 'الكتاب'],
    ['הַכְּתָב הכתב כתב', 'הכתב'],
    ['हिन्दी हिन्द', 'हिन्दी'],
    ['การอ่านหนังสือเป็น', 'หนังสือ'],
    ['東京都庁 京都 東京', '東京都'],
    ['ある町。町', '町'],
    ['はＰＯＳＴＩＬは postil', 'postil'],
    ['한국어를 국어', '국어'],
    ['ΛΌΓΟΣ λόγος λογοσ', 'λογος'],
    ['c++ and c, c# cc', 'c'],
  ])('finds in %s what the tokens find', (text, query) => {
    const { found, true: expected } = compare(text, query)
    expect(found).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
  })

  it('never marks what the tokens do not', () => {
    const letters = fc.constantFrom(...'aeoœsßﬁfi\u0301\u00AD\u200Béİıか\u3099ｶﾞ京東 -.½١٢كة\u0640\u064Eकिｘ”')
    const text = fc.array(letters, { maxLength: 24 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (given, query) => {
        const { found, true: expected } = compare(given, `"${query}"`)
        // Of matches that overlap, a pattern finds the first; marks that fold to nothing may end it.
        const starts = expected.map(([start]) => start)
        for (const [start] of found ?? []) expect(starts).toContain(start)
      }),
      { numRuns: 1000 },
    )
  })
})
