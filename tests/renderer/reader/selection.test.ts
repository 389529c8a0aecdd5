import { describe, expect, it } from 'vitest'
import { placeToolbar } from '../../../renderer/reader/selection/place.ts'
import { meantRange, passageText } from '../../../renderer/reader/selection/range.ts'
import { wordBefore, wordFrom, wordsOf } from '../../../renderer/reader/selection/words.ts'

describe('meantRange', () => {
  const text = 'Un mot.\nLa mer «\u202Fgarde\u202F» les noms.\n'

  it('drops white space and line ends at the edges, whichever way it was drawn', () => {
    expect(meantRange(text, 7, 11)).toEqual({ start: 8, end: 10 })
    expect(meantRange(text, text.length, 0)).toEqual({ start: 0, end: text.length - 1 })
    expect(meantRange(text, 16, 23)).toEqual({ start: 17, end: 22 })
  })

  it('is nothing where only white space is selected', () => {
    expect(meantRange(text, 7, 8)).toBeNull()
    expect(meantRange(text, 3, 3)).toBeNull()
  })

  it('never cuts a surrogate pair', () => {
    expect(meantRange('a😀b', 2, 4)).toEqual({ start: 1, end: 4 })
    expect(meantRange('a😀b', 0, 2)).toEqual({ start: 0, end: 3 })
  })

  it('gives text without the stand-ins of pictures', () => {
    expect(passageText('Voir \uFFFC ici', { start: 0, end: 10 })).toBe('Voir  ici')
  })
})

describe('placeToolbar', () => {
  const bounds = { left: 0, top: 50, right: 480, bottom: 800 }
  const size = { width: 300, height: 34 }
  const line = (left: number, top: number, right: number) => ({ left, top, right, bottom: top + 24 })

  it('stands centred over the first line', () => {
    const first = line(100, 300, 340)
    expect(placeToolbar({ first, last: first }, size, bounds)).toEqual({ left: 70, top: 256, above: true })
  })

  it('goes below the last line where there is no room above', () => {
    const place = placeToolbar({ first: line(100, 60, 340), last: line(20, 90, 200) }, size, bounds)
    expect(place).toEqual({ left: 8, top: 124, above: false })
  })

  it('stays inside the window at its edges, and with a selection larger than it', () => {
    const right = line(440, 300, 478)
    expect(placeToolbar({ first: right, last: right }, size, bounds).left).toBe(172)
    const all = placeToolbar({ first: line(0, -500, 480), last: line(0, 1500, 480) }, size, bounds)
    expect(all.top).toBe(54)
  })
})

describe('words', () => {
  const text = 'On m’avait dit\u202F: «\u202FLa mer\u202F».'
  const words = wordsOf(text, 'fr')

  it('are stepped through in both directions and never run out', () => {
    const first = wordFrom(words, 0)
    expect(text.slice(first?.start, first?.end)).toBe('On')
    const mer = wordFrom(words, text.indexOf('mer'))
    expect(text.slice(mer?.start, mer?.end)).toBe('mer')
    expect(wordFrom(words, text.length)).toEqual(mer)
    const la = wordBefore(words, mer?.start ?? 0)
    expect(text.slice(la?.start, la?.end)).toBe('La')
    expect(wordBefore(words, 0)).toEqual(first)
    expect(wordFrom([], 3)).toBeNull()
  })

  it('are found where nothing stands between them, and whatever the language tag says', () => {
    const japanese = '灯台守は毎日書いた。'
    expect(wordsOf(japanese, 'ja').length).toBeGreaterThan(2)
    expect(wordsOf('one two', 'not a tag!').length).toBe(2)
  })
})
