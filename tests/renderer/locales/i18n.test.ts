import { expect, test } from 'vitest'
import { errorText } from '../../../renderer/locales/errorText.ts'
import { dateLocale, formatBytes, formatDate, formatMoment, formatPercent } from '../../../renderer/locales/format.ts'
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
  expect(fr.t('library.hits', { count: 1_000_000 })).toBe('1\u202f000\u202f000 d’articles trouvés')
  expect(en.t('library.hits', { count: 100_000 })).toBe('100,000 articles found')
  expect(fr.t('library.indexing', { done: 3400, total: 100_000 })).toContain('3\u202f400 sur 100\u202f000')
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

test.each([
  [1, 'en', '1 byte'],
  [999, 'en', '999 byte'],
  [1234, 'en', '1 kB'],
  [48_234_567, 'en', '48.2 MB'],
  [1_200_000_000_000, 'en', '1.2 TB'],
  [48_234_567, 'fr', '48,2 Mo'],
])('%i bytes in %s', (bytes, locale, shown) => {
  expect(formatBytes(bytes, locale).replace(/[\u00a0\u202f]/g, ' ')).toContain(shown)
})

test('a moment has its day and its time of day', () => {
  const iso = new Date(2026, 10, 22, 7, 30).toISOString()
  expect(formatMoment(iso, dateLocale('en'))).toBe('22 November 2026 at 07:30')
  expect(formatMoment(iso, 'fr')).toBe('22 novembre 2026 à 07:30')
  expect(formatMoment('some day', 'fr')).toBe('some day')
})
