import { describe, expect, it } from 'vitest'
import { dateInUrl, isAhead, normaliseDate } from '../../../main/capture/metadata/dates.ts'

describe('dates as machines write them', () => {
  it.each([
    ['2024-03-14', '2024-03-14'],
    ['20240314', '2024-03-14'],
    ['2024-03-14T08:30:00+01:00', '2024-03-14T07:30:00.000Z'],
    ['2024-03-14T08:30:00+0100', '2024-03-14T07:30:00.000Z'],
    ['2024-03-14T08:30:00 01:00', '2024-03-14T07:30:00.000Z'],
    ['2024-03-14 08:30:00 UTC', '2024-03-14T08:30:00.000Z'],
    ['2024-03-14 10:15:00 EST', '2024-03-14T15:15:00.000Z'],
    ['2024-03-14T08:30:00.096Z', '2024-03-14T08:30:00.096Z'],
    ['2024-03-14T08:30', '2024-03-14T08:30:00'],
    ['2017-11-03 03:01:00.000000', '2017-11-03T03:01:00'],
    ['Thu, 14 Mar 2024 08:30:00 GMT', '2024-03-14T08:30:00.000Z'],
    ['Thu Mar 14 2024 08:30:00 GMT+0100 (CET)', '2024-03-14T07:30:00.000Z'],
    ['1710404400', '2024-03-14T08:20:00.000Z'],
    ['1710404400000', '2024-03-14T08:20:00.000Z'],
    ['2024/3/14', '2024-03-14'],
    ['2024-02-31', null],
    ['1344-05-09', null],
    ['yesterday', null],
    ['', null],
  ])('%s is %s', (written, date) => {
    expect(normaliseDate(written)).toBe(date)
  })
})

describe('dates as people write them', () => {
  it.each([
    ['en', 'Dec. 14, 2016 6:30 p.m. ET', '2016-12-14T23:30:00.000Z'],
    ['en', 'July 14, 2016 6:30 p.m. ET', '2016-07-14T22:30:00.000Z'],
    ['en', '6:30 PM EST, Wed December 14, 2016', '2016-12-14T23:30:00.000Z'],
    ['en', 'Mar 14, 2024, 9:05am PT', '2024-03-14T16:05:00.000Z'],
    ['en', 'Tuesday 3 January 2017 07.00 GMT', '2017-01-03T07:00:00.000Z'],
    ['en', 'March 14th, 2024', '2024-03-14'],
    ['en', '14th of March 2024', '2024-03-14'],
    ['en', '14-Mar-2024', '2024-03-14'],
    ['en', '12:01, 14 March 2024', '2024-03-14T12:01:00'],
    ['en', 'April 28, 2019 at 6:01 am Updated April 29, 2019 at 3:33 pm', '2019-04-28T06:01:00'],
    ['en', 'November 15, 2019 5 min read', '2019-11-15'],
    ['fr', 'mercredi 14 décembre 2016', '2016-12-14'],
    ['fr', 'Publié le 3 mars 2024 à 14 h 05', '2024-03-03T14:05:00'],
    ['fr', 'Publié le 3\u00A0mars\u00A02024 à 14\u202Fh\u202F05', '2024-03-03T14:05:00'],
    ['fr', 'Publié le 03/04/2024 à 14h05', '2024-04-03T14:05:00'],
    ['fr', '1er août 2023', '2023-08-01'],
    ['fr', '1er aout 2023', '2023-08-01'],
    ['de', '14. Dezember 2016, 18:30 Uhr', '2016-12-14T18:30:00'],
    ['de', '3.4.2024', '2024-04-03'],
    ['de-AT', '14. Jänner 2024', '2024-01-14'],
    ['es', '14 de marzo del 2024 - 10:30 hs', '2024-03-14T10:30:00'],
    ['it', '14 marzo 2024 ore 18:05', '2024-03-14T18:05:00'],
    ['pt', 'Terça-feira, 5 de março de 2024 às 10h30', '2024-03-05T10:30:00'],
    ['nl', '14 maart 2024 om 18.05 uur', '2024-03-14T18:05:00'],
    ['pl', '14 marca 2024, godz. 10:15', '2024-03-14T10:15:00'],
    ['sv', 'den 14 mars 2024 kl. 10.15', '2024-03-14T10:15:00'],
    ['da', '14. maj 2024', '2024-05-14'],
    ['nb', '14. oktober 2024', '2024-10-14'],
    ['cs', '14. března 2024 v 10:15', '2024-03-14T10:15:00'],
    ['ru', '14 марта 2024 г., 10:15', '2024-03-14T10:15:00'],
    ['hu', '2024. március 14. 10:15', '2024-03-14T10:15:00'],
    ['tr', '14 Ağustos 2024', '2024-08-14'],
    ['el', '14 Αυγούστου 2024', '2024-08-14'],
    ['vi', '14 tháng 3, 2024', '2024-03-14'],
    ['ar', '١٤ مارس ٢٠٢٤', '2024-03-14'],
    ['ar', '14 كانون الثاني 2024', '2024-01-14'],
    ['ja', '2024年3月14日 午後3時05分', '2024-03-14T15:05:00'],
    ['ja', '令和6年3月14日', '2024-03-14'],
    ['zh', '2024年3月14日 10:15', '2024-03-14T10:15:00'],
    ['ko', '2024년 3월 14일 오후 3:05', '2024-03-14T15:05:00'],
  ])('%s: %s', (lang, written, date) => {
    expect(normaliseDate(written, lang)).toBe(date)
  })

  it.each([
    ['in figures, where a part over 12 settles which is the day', '14/03/2024', null, '2024-03-14'],
    ['or the language does', '03/04/2024', 'en-GB', '2024-04-03'],
    ['or the country', '03/04/2024', 'en-US', '2024-03-04'],
    ['and else not', '03/04/2024', null, null],
    ['as English is written in both ways', '03/04/2024', 'en', null],
    ['no month alone', 'January 2024', 'en', null],
    ['no year with a number beside it', 'in 2024 we had 14 dogs', 'en', null],
    ['no number of a version', 'Version 1.2.2024', 'en', null],
  ])('%s', (_what, written, lang, date) => {
    expect(normaliseDate(written, lang)).toBe(date)
  })
})

it('reads the day in an address', () => {
  expect(dateInUrl('https://x.example/2021/05/06/why/')).toBe('2021-05-06')
  expect(dateInUrl('https://x.example/2021-5-6-why')).toBe('2021-05-06')
  expect(dateInUrl('https://x.example/news/20210506/why')).toBe('2021-05-06')
  expect(dateInUrl('https://x.example/why?from=/2021/05/06/')).toBeNull()
  expect(dateInUrl('https://x.example/2021/')).toBeNull()
  expect(dateInUrl('https://x.example/2021/13/06/')).toBeNull()
})

it('knows days to come from clocks that differ', () => {
  const now = new Date('2024-03-14T12:00:00Z')
  expect(isAhead('2024-03-15', now)).toBe(false)
  expect(isAhead('2024-03-14T22:00:00', now)).toBe(false)
  expect(isAhead('2024-03-17', now)).toBe(true)
  expect(isAhead('2031-01-01T00:00:00.000Z', now)).toBe(true)
})
