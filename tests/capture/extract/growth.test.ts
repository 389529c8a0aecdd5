import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePage } from '../../../main/capture/extract/dom.ts'
import { extractArticle } from '../../../main/capture/extract/index.ts'

const TALE =
  'The keeper of the light climbed the forty steps every night, trimmed the wick, and wrote down in a long hand what the wind had done to the glass and to the boats below it.'
const page = (content: string) =>
  `<!doctype html><html lang="en"><head><title>The keeper</title></head><body><article><h1>The keeper</h1>${`<p>${TALE}</p>`.repeat(8)}${content}</article></body></html>`
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('')

/** Pages that ask for the same text again and again, by how many pieces they have. */
const kinds: Readonly<Record<string, (count: number) => string>> = {
  'named words in one paragraph': (count) =>
    page(`<p>${times(count, (at) => `<span class="share date">mot ${at}</span> et la suite `)}</p>`),
  'named links in one paragraph': (count) =>
    page(`<p>${times(count, (at) => `<a class="share-link" href="/${at}">رابط ${at}</a> كلمات أخرى `)}</p>`),
  'quotations side by side': (count) =>
    page(`<div>${times(count, (at) => `<blockquote class="embed">「引用${at}」と彼は言った。</blockquote>`)}</div>`),
  'parts that are hidden': (count) =>
    page(
      times(count, (at) => `<div hidden><p>${at}. ${'Was niemand sieht, bevor er weiterliest. '.repeat(14)}</p></div>`),
    ),
}

/** The element's class that has the property of this name. */
function ownerOf(name: string): object {
  let type: object = Object.getPrototypeOf(parsePage('<p></p>').querySelector('p'))
  while (!Object.hasOwn(type, name)) type = Object.getPrototypeOf(type)
  return type
}

describe('a page of twice the size', () => {
  const owner = ownerOf('textContent')
  const plain = Object.getOwnPropertyDescriptor(owner, 'textContent') ?? {}
  let letters = 0

  beforeEach(() => {
    Object.defineProperty(owner, 'textContent', {
      ...plain,
      get(this: Element): string {
        const text: string = plain.get?.call(this)
        letters += text.length
        return text
      },
    })
  })
  afterEach(() => {
    Object.defineProperty(owner, 'textContent', plain)
  })

  const lettersRead = (html: string): number => {
    letters = 0
    extractArticle({ html, url: 'https://light.example/keeper', lang: null, whole: false, fallbackTitle: '' })
    return letters
  }

  for (const [name, make] of Object.entries(kinds)) {
    it(`has about twice as much text read of it: ${name}`, () => {
      const small = lettersRead(make(200))
      expect(small).toBeGreaterThan(0)
      expect(lettersRead(make(400)) / small).toBeLessThan(2.8)
    })
  }
})

describe('lists in lists in lists', () => {
  const nested = (depth: number) => page(times(depth, (at) => `<ul><li>Punkt ${at} der Liste`))

  it('keep all their words, however deep', () => {
    const { document } = extractArticle({ html: nested(120), url: null, lang: null, whole: false, fallbackTitle: '' })
    const text = JSON.stringify(document)
    for (const at of [0, 39, 40, 41, 119]) expect(text).toContain(`Punkt ${at} der Liste`)
  })

  it('are nested no deeper than documents are', () => {
    expect(parsePage(nested(39)).querySelectorAll('ul')).toHaveLength(39)
    expect(parsePage(nested(300)).querySelectorAll('ul').length).toBeLessThanOrEqual(41)
  })
})
