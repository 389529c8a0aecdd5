import { expect, test } from 'vitest'
import { errorText } from '../../../renderer/locales/errorText.ts'
import { dateLocale, formatDate, formatPercent } from '../../../renderer/locales/format.ts'
import { chooseLocale, createI18n } from '../../../renderer/locales/index.ts'

test('the language is the one chosen, else the first that the system and Postil share, else English', () => {
  expect(chooseLocale('fr', ['en-US'])).toBe('fr')
  expect(chooseLocale('system', ['de-DE', 'fr-CA', 'en'])).toBe('fr')
  expect(chooseLocale('system', ['EN-gb'])).toBe('en')
  expect(chooseLocale('system', ['ja', 'ar'])).toBe('en')
  expect(chooseLocale('system', [])).toBe('en')
})

test('plurals follow the language: none is one in French', () => {
  const en = createI18n('en')
  const fr = createI18n('fr')
  expect(en.t('library.hits', { count: 0 })).toBe('0 articles found')
  expect(en.t('library.hits', { count: 1 })).toBe('1 article found')
  expect(fr.t('library.hits', { count: 0 })).toBe('0 article trouvé')
  expect(fr.t('library.hits', { count: 2 })).toBe('2 articles trouvés')
  expect(fr.t('library.hits', { count: 1_000_000 })).toBe('1000000 d’articles trouvés')
})

test('a title is put in as it is, whatever it holds', () => {
  const title = 'Q&A <b> {count} $t(save.title)'
  expect(createI18n('en').t('library.archived', { title })).toBe(`Archived “${title}”.`)
})

test('an error is told in the window’s language, with its details', () => {
  const error = { code: 'hostNotFound', message: 'English', details: { host: 'example.org' } } as const
  expect(errorText(error, 'en')).toContain('No site was found at “example.org”')
  expect(errorText(error, 'fr')).toContain('à «\u00a0example.org\u00a0»')
})

test('an error of a newer Postil keeps its own sentence', () => {
  const error = { code: 'notYetInvented', message: 'Something new happened.' }
  expect(errorText(error as never, 'fr')).toBe('Something new happened.')
})

test('a day stays that day in every time zone, and an unreadable date stays what it is', () => {
  expect(formatDate('2024-03-14', dateLocale('en'))).toBe('14 March 2024')
  expect(formatDate('2024-03-14', 'fr')).toBe('14 mars 2024')
  expect(formatDate('spring 1912', 'en')).toBe('spring 1912')
})

test('shares are percentages as the language writes them', () => {
  expect(formatPercent(0.314, 'en')).toBe('31%')
  expect(formatPercent(0.314, 'fr')).toMatch(/^31[\u00a0\u202f]%$/)
})
