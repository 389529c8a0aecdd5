import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { bundle, distinctNames } from '../../../renderer/export/bundle.ts'

test('one file stays what it is', () => {
  const file = bundle([{ name: 'Le registre.md', text: '« Brume » — été\n' }], 'Postil export')
  expect(file.name).toBe('Le registre.md')
  expect(file.type).toContain('text/markdown')
  expect(strFromU8(file.data)).toBe('« Brume » — été\n')
})

test('several become one archive with every text in it, byte for byte', () => {
  const files = [
    { name: 'a.md', text: 'one' },
    { name: 'A.md', text: 'two' },
    { name: 'a.md', text: 'three' },
    { name: '灯台.md', text: '余白' },
  ]
  const file = bundle(files, 'Postil export')
  expect(file).toMatchObject({ name: 'Postil export.zip', type: 'application/zip' })
  const entries = unzipSync(file.data)
  expect(Object.entries(entries).map(([name, data]) => [name, strFromU8(data)])).toEqual([
    ['a.md', 'one'],
    ['A 2.md', 'two'],
    ['a 3.md', 'three'],
    ['灯台.md', '余白'],
  ])
})

test('names without an extension and hidden ones are told apart as well', () => {
  const named = distinctNames(['notes', 'notes', '.md', '.md'].map((name) => ({ name, text: '' })))
  expect(named.map(({ name }) => name)).toEqual(['notes', 'notes 2', '.md', '.md 2'])
})
