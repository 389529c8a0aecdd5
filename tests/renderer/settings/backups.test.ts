import { expect, test } from 'vitest'
import { backupPath, today } from '../../../renderer/settings/library/backupName.ts'

test.each([
  ['/home/élodie/Postil', '/home/élodie/Postil 2026-03-04.zip'],
  ['/home/ada/Bücher/余白/', '/home/ada/Bücher/Postil 2026-03-04.zip'],
  ['C:\\Users\\Ada\\Postil', 'C:\\Users\\Ada\\Postil 2026-03-04.zip'],
  ['/postil', '/Postil 2026-03-04.zip'],
])('beside %s', (library, expected) => {
  expect(backupPath(library, '2026-03-04')).toBe(expected)
})

test('the day is the one of the person’s clock', () => {
  expect(today(new Date(2026, 2, 4, 23, 59))).toBe('2026-03-04')
  expect(today(new Date(2026, 10, 30, 0, 1))).toBe('2026-11-30')
})
