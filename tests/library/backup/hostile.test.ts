import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ZipWriter } from '../../../main/library/backup/zip-writer.ts'
import type { Library } from '../../../main/library/types.ts'
import { clock, freshPath, openAt, sha, snapshot } from '../support.ts'
import { articleNumber, fill, recordsOf } from './copies.ts'
import { entriesOf } from './support.ts'

interface Made {
  readonly name: string
  readonly bytes: Uint8Array
}

const text = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value, null, 2))

async function zipped(entries: readonly Made[]): Promise<Buffer> {
  const parts: Uint8Array[] = []
  const zip = new ZipWriter(async (part) => void parts.push(part), clock())
  for (const { name, bytes } of entries) await zip.add(name, bytes, crc32(bytes), name.endsWith('.json'))
  await zip.end()
  return Buffer.concat(parts)
}

/** A manifest of these files, as an honest backup would have it, but for `changes`. */
function manifestOf(files: readonly Made[], changes: Record<string, unknown> = {}): Made {
  const listed = files.map(({ name, bytes }) => ({ path: name, bytes: bytes.length, sha256: sha(bytes) }))
  const library = { format: 1, id: 'x' }
  const manifest = { format: 'postil-backup', version: 1, createdAt: clock().toISOString(), library, scope: 'all' }
  return { name: 'manifest.json', bytes: text({ ...manifest, files: listed, ...changes }) }
}

/** A library with an article of its own, and a real archive of another one, taken apart. */
async function stage() {
  const other = await openAt(freshPath())
  await fill(other, 2)
  const path = freshPath()
  const library = await openAt(path)
  const zip = join(dirname(path), 'copie.zip')
  await other.backup(zip)
  const entries = [...(await entriesOf(zip))].map(([name, bytes]) => ({ name, bytes }))
  const files = entries.filter(({ name }) => name !== 'manifest.json')
  await library.createArticle(articleNumber(2))
  return { path, library, other, zip, files }
}

async function expectRefusal(library: Library, zip: string, code: string, file?: string): Promise<void> {
  const before = snapshot(library.path)
  const refused = await library.restoreBackup(zip).then(
    () => null,
    (error: unknown) => error,
  )
  expect(refused).toMatchObject({ code, details: { path: zip, ...(file !== undefined && { file }) } })
  expect(String(refused)).not.toMatch(/\{\w+\}/)
  expect(snapshot(library.path)).toEqual(before)
}

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const outside = [
  '../library.json',
  `articles/../../${id}/article.json`,
  '/etc/passwd',
  'C:/library.json',
  'C:\\library.json',
  `articles\\${id}\\article.json`,
  `articles/${id}/../article.json`,
  `articles/${id}/./article.json`,
  `articles//${id}/article.json`,
  `articles/${id}/article.json/`,
  `articles/${id.toLowerCase()}/article.json`,
  `articles/${id}/content/${'a'.repeat(63)}.json`,
  `articles/${id}/article.json\u0000.png`,
  `media/${'a'.repeat(64)}.exe`,
  '.index/index.sqlite',
  'backups/x.zip',
  'ARTICLES/README.txt',
  '',
]

describe('an archive that names what is not in a library', () => {
  test.each(outside)('is refused: %j', async (name) => {
    const { library, zip, files } = await stage()
    const evil = [...files, { name, bytes: text('evil') }]
    writeFileSync(zip, await zipped([...evil, manifestOf(evil)]))
    await expectRefusal(library, zip, 'backupUnsafe', name)
    // Also where only the manifest names it.
    writeFileSync(zip, await zipped([...files, manifestOf(evil)]))
    await expectRefusal(library, zip, name === '' ? 'backupUnreadable' : 'backupUnsafe')
  })

  test('is refused where an entry is a symbolic link', async () => {
    const { library, zip, files } = await stage()
    const bytes = await zipped([...files, manifestOf(files)])
    const header = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(0o120777 * 0x10000, header + 38)
    writeFileSync(zip, bytes)
    await expectRefusal(library, zip, 'backupUnsafe', files[0]?.name)
  })
})

describe('an archive that is not what its manifest says', () => {
  const changed: readonly (readonly [string, string, (files: Made[]) => Made[] | Promise<Made[]>])[] = [
    [
      'a file is another',
      'backupDamaged',
      ([first, ...rest]) => [{ name: first?.name ?? '', bytes: text('{}') }, ...rest],
    ],
    [
      'a file is another of the same size',
      'backupDamaged',
      (files) =>
        files.map((each, at) =>
          at === files.length - 2 ? { ...each, bytes: each.bytes.map((byte) => byte ^ 1) } : each,
        ),
    ],
    ['a file is missing', 'backupDamaged', ([, ...rest]) => rest],
    [
      'a file is not listed',
      'backupDamaged',
      (files) => [...files, { name: `tombstones/${id}.json`, bytes: text('{}') }],
    ],
    ['a file is there twice', 'backupDamaged', (files) => [...files, ...files.slice(0, 1)]],
    ['the manifest is missing', 'backupUnreadable', (files) => files.filter(({ name }) => name !== 'manifest.json')],
  ]
  test.each(changed)('is refused: %s', async (_what, code, change) => {
    const { library, zip, files } = await stage()
    writeFileSync(zip, await zipped(await change([...files, manifestOf(files)])))
    await expectRefusal(library, zip, code)
  })

  test.each([
    ['no JSON', 'backupUnreadable', '{"format":'],
    ['something else', 'backupUnreadable', { hello: 'world' }],
    ['of a newer version', 'backupNewer', { format: 'postil-backup', version: 2, anything: [] }],
  ])('is refused: the manifest is %s', async (_what, code, manifest) => {
    const { library, zip, files } = await stage()
    writeFileSync(zip, await zipped([...files, { name: 'manifest.json', bytes: text(manifest) }]))
    await expectRefusal(library, zip, code)
  })

  test.each([
    ['backupNewer', { library: { format: 99, id: 'x' } }],
    ['backupUnreadable', { files: [{ path: 'settings.json', bytes: -1, sha256: 'x' }] }],
    ['backupUnreadable', { scope: 'some' }],
  ])('is refused: %s of %j', async (code, changes) => {
    const { library, zip, files } = await stage()
    writeFileSync(zip, await zipped([...files, manifestOf(files, changes)]))
    await expectRefusal(library, zip, code)
  })

  test('is refused where a file unpacks to more than it says', async () => {
    const { library, zip, files } = await stage()
    const bomb = { name: 'settings.json', bytes: new Uint8Array(40_000_000) }
    const others = files.filter(({ name }) => name !== 'settings.json')
    const bytes = await zipped([bomb, ...others, manifestOf([{ ...bomb, bytes: text('{}') }, ...others])])
    expect(bytes.length).toBeLessThan(200_000)
    writeFileSync(zip, bytes)
    await expectRefusal(library, zip, 'backupDamaged', 'settings.json')
    // The archive's own list says what the manifest says; the bytes don't.
    const header = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(2, header + 24)
    writeFileSync(zip, bytes)
    await expectRefusal(library, zip, 'backupDamaged', 'settings.json')
  })

  test('is refused where entries share their bytes', async () => {
    const { library, zip, files } = await stage()
    const bytes = await zipped([...files, manifestOf(files)])
    // A list that names the largest of them again and again under other names would do; a larger size is enough.
    const header = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(bytes.length, header + 20)
    writeFileSync(zip, bytes)
    await expectRefusal(library, zip, 'backupUnreadable')
  })
})

describe('a file that is no archive', () => {
  test.each([
    ['empty', Buffer.alloc(0)],
    ['a text', Buffer.from('Ceci n’est pas une sauvegarde.')],
    ['NULs', Buffer.alloc(4096)],
  ])('is refused: %s', async (_what, bytes) => {
    const { library, zip } = await stage()
    writeFileSync(zip, bytes)
    await expectRefusal(library, zip, 'backupUnreadable')
  })

  test('is refused: a folder, or nothing', async () => {
    const { library, path } = await stage()
    await expectRefusal(library, dirname(path), 'backupUnreadable')
    await expectRefusal(library, join(dirname(path), 'rien.zip'), 'fileNotFound')
  })

  test('is refused wherever it was cut off', async () => {
    const { library, zip } = await stage()
    const whole = readFileSync(zip)
    for (let part = 0; part < 12; part++) {
      writeFileSync(zip, whole.subarray(0, Math.floor((whole.length * part) / 12)))
      await expectRefusal(library, zip, 'backupUnreadable')
    }
  })
})

describe('an archive with a flipped bit', () => {
  test('is refused, or the bit meant nothing', async () => {
    const { library, other, zip, path } = await stage()
    const whole = readFileSync(zip)
    const before = snapshot(path)
    let refused = 0
    const rounds = 150
    for (let round = 0; round < rounds; round++) {
      // Spread over the archive; another bit each time.
      const place = Math.floor((whole.length * (round + 0.5)) / rounds)
      const bytes = Buffer.from(whole)
      bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (round % 8)), place)
      writeFileSync(zip, bytes)
      const outcome = await library.restoreBackup(zip).catch((error: unknown) => error)
      if (outcome instanceof Error) {
        refused++
        expect(outcome).toMatchObject({ code: expect.stringMatching(/^backup(Damaged|Unreadable|Unsafe)$/) })
        expect(snapshot(path)).toEqual(before)
        continue
      }
      expect(outcome).toMatchObject({ problems: [] })
      expect(recordsOf(path)).toMatchObject(recordsOf(other.path))
      // As it was, for the next one.
      for (const name of Object.keys(snapshot(path))) if (!(name in before)) rmSync(join(path, name))
      for (const name of readdirSync(join(path, 'articles'))) {
        if (!Object.keys(before).some((file) => file.includes(name)))
          rmSync(join(path, 'articles', name), { recursive: true })
      }
    }
    // Times and the headers that nobody reads are a small part of it.
    expect(refused).toBeGreaterThan(rounds * 0.6)
  })
})
