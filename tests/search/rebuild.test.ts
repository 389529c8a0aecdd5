import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openSearchIndex } from '../../main/search/index.ts'
import { SCHEMA_VERSION } from '../../main/search/schema.ts'
import { entry, found, freshFile, openAt, search, size } from './support.ts'

function filled(): string {
  const path = freshFile()
  const index = openSearchIndex({ path })
  expect(index.rebuilt).toBe('new')
  for (let number = 0; number < 200; number++) index.put([entry({ title: `Kept ${number}` }, 'words '.repeat(200))])
  index.close()
  return path
}

it('an index is kept from one run to the next', () => {
  const path = filled()
  const index = openAt(path)
  expect(index.rebuilt).toBeNull()
  expect(found(index, '"kept 7"')).toEqual(['Kept 7'])
})

it('one that was deleted is new', () => {
  const path = filled()
  rmSync(path)
  expect(openAt(path).rebuilt).toBe('new')
})

const garbage: [string, (path: string) => void][] = [
  ['filled with garbage', (path) => writeFileSync(path, 'this is no database, '.repeat(5000))],
  ['cut off', (path) => truncateSync(path, 5000)],
  [
    'without its tables',
    (path) => {
      rmSync(path)
      const database = new DatabaseSync(path)
      database.exec(`CREATE TABLE article (x); PRAGMA user_version = ${SCHEMA_VERSION}`)
      database.close()
    },
  ],
  [
    'a folder',
    (path) => {
      rmSync(path)
      mkdirSync(path)
      writeFileSync(`${path}/file`, '')
    },
  ],
]

it.each(garbage)('one that is %s is begun again and can be used', (_name, spoil) => {
  const path = filled()
  spoil(path)
  const index = openAt(path)
  expect(index.rebuilt).toBe('damaged')
  expect(size(index)).toBe(0)
  index.put([entry({ title: 'Again' })])
  expect(found(index, 'again')).toEqual(['Again'])
})

it('one of another version is begun again', () => {
  const path = filled()
  const database = new DatabaseSync(path)
  database.exec('PRAGMA user_version = 99')
  database.close()
  const index = openAt(path)
  expect(index.rebuilt).toBe('version')
  expect(size(index)).toBe(0)
})

it('damage that shows only in use is told, and the index begins again', () => {
  const path = filled()
  const bytes = readFileSync(path)
  // Spares the first pages, which opening looks at.
  bytes.fill(0xa5, 40 * 4096)
  writeFileSync(path, bytes)
  const reasons: string[] = []
  const index = openAt(path, (reason) => reasons.push(reason))
  const use = () => {
    for (let number = 0; number < 200; number++) search(index, `"kept ${number}"`)
    index.list({ shelf: 'all', text: 'words', offset: 0, limit: 1000 })
  }
  if (index.rebuilt === null) {
    expect(use).toThrow(expect.objectContaining({ code: 'indexDamaged' }))
    expect(reasons).toEqual(['damaged'])
  }
  expect(index.rebuilt).toBe('damaged')
  index.put([entry({ title: 'Again' })])
  expect(found(index, 'again')).toEqual(['Again'])
})

it('where no file can be made, the index lives in memory', () => {
  const path = freshFile()
  mkdirSync(dirname(dirname(path)), { recursive: true })
  const index = openAt(':memory:')
  expect(index.rebuilt).toBe('memory')
  index.put([entry({ title: 'Here' })])
  expect(found(index, 'here')).toEqual(['Here'])
})

it('clearing empties it', () => {
  const path = filled()
  const index = openAt(path)
  index.clear()
  expect(size(index)).toBe(0)
  expect(index.list({ shelf: 'all', offset: 0, limit: 10 }).total).toBe(0)
  index.put([entry({ title: 'Again' })])
  expect(found(index, 'again')).toEqual(['Again'])
})
