import { expect, test } from 'vitest'
import { cx } from '../../../renderer/ui/cx.ts'
import { formatShortcut, isMac } from '../../../renderer/ui/shortcut.ts'
import { shorten } from '../../../renderer/ui/shorten.ts'

test('keys are written as the machine’s own menus write them', () => {
  expect(formatShortcut('Mod+N', true)).toBe('⌘N')
  expect(formatShortcut('Mod+N', false)).toBe('Ctrl+N')
  expect(formatShortcut('Down', false)).toBe('↓')
  expect(formatShortcut('#', false)).toBe('#')
  expect(isMac('MacIntel')).toBe(true)
  expect(isMac('Linux x86_64')).toBe(false)
})

test('a long title is cut between characters that people see', () => {
  expect(shorten('short')).toBe('short')
  expect(shorten('abcdef', 4)).toBe('abc…')
  expect(shorten('👩‍👧‍👦👩‍👧‍👦👩‍👧‍👦', 2)).toBe('👩‍👧‍👦…')
  expect(shorten('ab cdef', 4)).toBe('ab…')
})

test('class names leave out what is absent', () => {
  expect(cx('a', false, undefined, null, '', 'b')).toBe('a b')
})
