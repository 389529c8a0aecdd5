import { expect, test } from 'vitest'
import { errorCodes, errorMessages } from '../../../main/core/errors.ts'
import { en } from '../../../renderer/locales/en/index.ts'
import { errors as frErrors } from '../../../renderer/locales/fr/errors.ts'
import { fr } from '../../../renderer/locales/fr/index.ts'

function flatten(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value as object, `${path}${key}.`),
  )
}

const english = new Map(flatten(en))
const french = new Map(flatten(fr))
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

/** The keys that a language needs for what English says: each plural in all the categories the language has. */
function needed(locale: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
  return [...english.keys()].flatMap((key) => {
    if (key.endsWith('_one')) return []
    const base = key.match(/^(.*)_other$/)?.[1]
    return base === undefined ? [key] : pluralCategories.map((category) => `${base}_${category}`)
  })
}

test.each([
  ['en', english],
  ['fr', french],
] as const)('%s has every key, in every plural, and no other', (locale, words) => {
  expect([...words.keys()].sort()).toEqual(needed(locale).sort())
})

test('French fills the same places as English', () => {
  for (const [key, text] of french) {
    const original = english.get(key) ?? english.get(key.replace(/_many$/, '_other')) ?? ''
    expect({ key, places: places(text) }).toEqual({ key, places: places(original) })
  }
})

test('every error has its French sentence, with the same places', () => {
  expect(Object.keys(frErrors).sort()).toEqual([...errorCodes].sort())
  for (const code of errorCodes) {
    expect({ code, places: places(frErrors[code]) }).toEqual({ code, places: places(errorMessages[code]) })
  }
})

const allFrench = [...french, ...Object.entries(frErrors)]

test('French is set as French: narrow and no-break spaces, guillemets, curly apostrophes', () => {
  for (const [key, text] of allFrench) {
    expect({ key, text }).not.toMatchObject({ text: expect.stringMatching(/ [;!?:»]|« /) })
    expect({ key, text }).not.toMatchObject({ text: expect.stringMatching(/[^\s\u00a0\u202f][;!?»](?=\s|$)/) })
    expect({ key, text }).not.toMatchObject({ text: expect.stringMatching(/['"“”]/) })
  }
})

test('English has curly quotes too', () => {
  for (const [key, text] of english) expect({ key, text }).not.toMatchObject({ text: expect.stringMatching(/['"]/) })
})

test('nothing is left empty', () => {
  for (const [key, text] of [...english, ...allFrench])
    expect({ key, blank: text.trim() === '' }).toEqual({ key, blank: false })
})
