import { expect, test } from 'vitest'
import { commandFor } from '../../../renderer/app/shortcuts.ts'

const press = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

test('single keys ask for what they are shown for', () => {
  expect(commandFor(press('/'), false)).toBe('search')
  expect(commandFor(press('?'), false)).toBe('keys')
  expect(commandFor(press('E'), false)).toBe('archive')
  expect(commandFor(press('#'), false)).toBe('delete')
  expect(commandFor(press('Delete'), false)).toBe('delete')
  expect(commandFor(press('q'), false)).toBeNull()
})

test('in a field only combinations count', () => {
  expect(commandFor(press('e'), true)).toBeNull()
  expect(commandFor(press('Delete'), true)).toBeNull()
  expect(commandFor(press('n', { ctrlKey: true }), true)).toBe('save')
  expect(commandFor(press('k', { metaKey: true }), true)).toBe('search')
})

test('combinations that are others’ are left alone', () => {
  expect(commandFor(press('e', { ctrlKey: true }), false)).toBeNull()
  expect(commandFor(press('s', { metaKey: true }), false)).toBeNull()
  expect(commandFor(press('e', { altKey: true }), false)).toBeNull()
})
