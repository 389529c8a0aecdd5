import { describe, expect, it } from 'vitest'
import { cleanByline, joinAuthors } from '../../../main/capture/metadata/byline.ts'

describe('what stands around names goes', () => {
  it.each([
    ['By Jane Doe', 'Jane Doe'],
    ['by jane doe', 'jane doe'],
    ['Written by:  Jane  Doe', 'Jane Doe'],
    ['Posted by Jane Doe on March 3, 2024 at 10:15', 'Jane Doe'],
    ['By Jane Doe Published March 3, 2024', 'Jane Doe'],
    ['Jane Doe | March 3, 2020', 'Jane Doe'],
    ['June Carter, Mar 3, 2020', 'June Carter'],
    ['Jane Doe Updated 3/4/2024', 'Jane Doe'],
    ['Jane Doe 3 hours ago', 'Jane Doe'],
    ['Jane Doe · 5 min read', 'Jane Doe'],
    ['Jane Doe, Staff Writer', 'Jane Doe'],
    ['Jane Doe, Senior Political Correspondent', 'Jane Doe'],
    ['Jane Doe Contributor', 'Jane Doe'],
    ['Jane Doe @janedoe', 'Jane Doe'],
    ['Follow Jane Doe', 'Jane Doe'],
    ['Jane Doe Follow', 'Jane Doe'],
    ['Jane Doe (jane@x.example)', 'Jane Doe'],
    ['Jane &amp;amp; John Roe', 'Jane & John Roe'],
    ['JANE DOE AND JOHN MCROE', 'Jane Doe and John McRoe'],
    ['Par Élodie Brûlé', 'Élodie Brûlé'],
    ['Par Élodie Brûlé, envoyée spéciale à Berlin', 'Élodie Brûlé'],
    ['Propos recueillis par Élodie Brûlé', 'Élodie Brûlé'],
    ['Von Jana Meier für DIE WARTE', 'Jana Meier'],
    ['Ein Gastbeitrag von Peter Müller', 'Peter Müller'],
    ['Text: Anna Schmidt', 'Anna Schmidt'],
    ['Jane Doe Stand: 14.03.2024', 'Jane Doe'],
    ['Por Juan Pérez | Madrid', 'Juan Pérez'],
    ['Di Giulia Rossi', 'Giulia Rossi'],
    ['Door Piet de Vries', 'Piet de Vries'],
    ['Автор: Иван Петров', 'Иван Петров'],
    ['بقلم: ليلى حداد', 'ليلى حداد'],
    ['文：山田太郎', '山田太郎'],
    ['作者：李雷', '李雷'],
    ['文/王小明', '王小明'],
  ])('%s is %s', (raw, name) => {
    expect(cleanByline(raw)).toBe(name)
  })
})

describe('names stay whole', () => {
  it.each([
    'Byron Lord',
    'Parker Posey',
    'Di Stefano',
    'Von Miller',
    'Ursula von der Leyen',
    'April March',
    'May Robson',
    'Conan O’Brien',
    'Dr. Jane Doe, MD',
    'Jane Doe, Reuters',
    'AFP',
    'Élodie Brûlé (avec Jean Petit)',
    'Anna Stand',
    'Data Team',
  ])('%s', (name) => {
    expect(cleanByline(name)).toBe(name)
  })
})

describe('no names', () => {
  it.each([
    'jane@x.example',
    'https://social.example/jane',
    '//social.example/jane',
    'By',
    'Last Updated:',
    'Last Updated: January 7, 2025',
    'Mis à jour le 3 mars 2024',
    'April 28, 2019 at 6:01 am',
    'admin',
    'Staff Writer',
    'Follow us',
    '2 Comments',
    '',
  ])('%s', (raw) => {
    expect(cleanByline(raw)).toBeNull()
  })
})

describe('several authors', () => {
  it('are named once each, in one line', () => {
    expect(joinAuthors(['Jane Doe', 'By JANE DOE', 'John Roe'])).toBe('Jane Doe, John Roe')
    expect(joinAuthors(['https://social.example/jane', 'Jane Doe'])).toBe('Jane Doe')
    expect(joinAuthors([])).toBeNull()
  })

  it('are parted by semicolons where names hold commas', () => {
    expect(joinAuthors(['Doe, Jane', 'Roe, John'])).toBe('Doe, Jane; Roe, John')
  })

  it('leave out what only says the site again, and one who is named again with more', () => {
    expect(joinAuthors(['Jane Doe, The Valley'], 'The Valley')).toBe('Jane Doe')
    expect(joinAuthors(['Jane Doe, Reuters'], 'The Valley')).toBe('Jane Doe, Reuters')
    expect(joinAuthors(['Jane Doe The Valley', 'Jane Doe'], 'Another')).toBe('Jane Doe')
  })
})
