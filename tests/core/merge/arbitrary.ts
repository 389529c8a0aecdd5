import * as fc from 'fast-check'
import { type Article, articleParts, articleSchema } from '../../../main/core/model/article.ts'
import { type Highlight, highlightParts, highlightSchema } from '../../../main/core/model/highlight.ts'

/** Few moments, so that many changes fall together; some written as another program would. */
export const moment: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('', '.000', '.000000'))
  .map(([second, fraction]) => `2026-03-14T09:26:0${second}${fraction}Z`)

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const text = fc.constantFrom('', 'L’été\u202F!', '«\u00A0Oui\u00A0»', 'مقال', '日本語', 'a', 'b')
const tags = fc.uniqueArray(fc.constantFrom('été', 'b', 'c', 'وسم', '読む'), { maxLength: 2 })
export const hashes = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64))
const hash = fc.constantFrom(...hashes)

/** Changed by Postil, by hand, by another version: with times that fit together and with such as don't. */
function life(parts: readonly string[]) {
  return {
    createdAt: moment,
    updatedAt: moment,
    deletedAt: maybe(moment),
    restoredAt: maybe(moment),
    changedAt: fc.dictionary(fc.constantFrom(...parts, 'cover', 'constructor', 'unknown'), moment, { maxKeys: 3 }),
    constructor: maybe(text),
    unknown: maybe(fc.oneof(text, fc.constant(null), fc.dictionary(text, tags, { maxKeys: 2 }))),
  }
}

const version = fc.record({
  hash,
  original: fc.option(hash, { nil: null }),
  capturedAt: moment,
  by: maybe(text),
})

export const anyArticle: fc.Arbitrary<Article> = fc
  .record({
    ...life(articleParts),
    title: text,
    tags,
    archived: fc.boolean(),
    favourite: fc.boolean(),
    progress: fc.constantFrom(0, 0.5, 1),
    position: fc.option(fc.record({ block: fc.nat(3), offset: fc.constantFrom(0, 0.5) }), { nil: null }),
    current: hash,
    words: fc.nat(3),
    site: fc.option(text, { nil: null }),
    versions: fc.uniqueArray(version, { minLength: 1, maxLength: 3, selector: (each) => each.hash }),
  })
  .map((given) =>
    articleSchema.parse({
      version: 2,
      id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      url: null,
      canonicalUrl: null,
      byline: null,
      publishedAt: null,
      lang: 'fr',
      dir: 'ltr',
      excerpt: '',
      leadImage: null,
      minutes: 1,
      ...withoutUndefined(given),
    }),
  )

export const ids = ['A', 'B', 'C'].map((letter) => `01ARZ3NDEKTSV4RRFFQ69G5FA${letter}`)

const anyHighlight: fc.Arbitrary<Highlight> = fc
  .record({
    ...life(highlightParts),
    id: fc.constantFrom(...ids),
    color: fc.constantFrom('yellow', 'blue'),
    note: text,
    tags,
    contentHash: hash,
    exact: text,
  })
  .map(({ exact, ...given }) =>
    highlightSchema.parse({
      version: 2,
      articleId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      selectors: {
        quote: { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
        position: { type: 'TextPositionSelector', start: 0, end: exact.length },
      },
      ...withoutUndefined(given),
    }),
  )

/** Each id at most once, in any order. */
export const anyHighlights = fc.uniqueArray(anyHighlight, { maxLength: 3, selector: ({ id }) => id })

function withoutUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
