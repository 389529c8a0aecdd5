import { open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { openPromise } from 'yauzl'
import { openBackup } from '../../../main/library/backup/zip-source.ts'
import { ZipWriter } from '../../../main/library/backup/zip-writer.ts'
import { clock, freshPath, ids, openAt, sha } from '../support.ts'

const GIB = 1024 ** 3

test('an archive of more than 65,535 files is read back whole, as a backup too', async () => {
  const library = await openAt(freshPath())
  const folder = dirname(library.path)
  const count = 66_000
  const tombstones = Array.from({ length: count }, () => {
    const id = ids()
    return { path: `tombstones/${id}.json`, bytes: Buffer.from(`{"id":"${id}"}`) }
  })
  const manifest = {
    format: 'postil-backup',
    version: 1,
    createdAt: clock().toISOString(),
    library: { format: 2, id: library.id },
    scope: 'records',
    files: tombstones.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha(bytes) })),
  }
  const about = Buffer.from(JSON.stringify(manifest))
  const pieces: Uint8Array[] = []
  const zip = new ZipWriter(async (bytes) => void pieces.push(Uint8Array.from(bytes)), clock())
  for (const { path, bytes } of tombstones) await zip.add(path, bytes, crc32(bytes), false)
  await zip.add('manifest.json', about, crc32(about), true)
  await zip.end()
  const path = join(folder, 'beaucoup.zip')
  const file = await open(path, 'w')
  await file.writeFile(Buffer.concat(pieces))
  await file.close()

  const read = await openPromise(path, { autoClose: false })
  expect(read.entryCount).toBe(count + 1)
  let seen = 0
  for await (const entry of read.eachEntry()) {
    if (entry.fileName !== 'manifest.json') expect(entry.fileName).toBe(tombstones[seen]?.path)
    seen += 1
  }
  expect(seen).toBe(count + 1)
  read.close()
  const source = await openBackup(path, {})
  expect(source.tombstones).toHaveLength(count)
  expect(`tombstones/${source.tombstones.at(-1)}.json`).toBe(tombstones.at(-1)?.path)
  await source.close()
})

test('files that begin after the first 4 GiB are found, in an archive whose list is there too', async () => {
  const path = join(dirname((await openAt(freshPath())).path), 'grand.zip')
  const file = await open(path, 'w')
  let offset = 0
  // Zeros are not written but left out, as a hole.
  const nothing = Buffer.alloc(GIB)
  const zip = new ZipWriter(async (bytes) => {
    if (bytes.length < GIB) await file.write(bytes, 0, bytes.length, offset)
    offset += bytes.length
  }, clock())
  const last = Buffer.from('«\u202FL’été\u202F» 余白 هامش')
  for (let number = 0; number < 4; number++) await zip.add(`${number}.bin`, nothing, 0, false)
  await zip.add('after.txt', last, crc32(last), false)
  await zip.end()
  await file.close()
  expect((await stat(path)).size).toBe(offset)
  expect((await stat(path)).blocks * 512).toBeLessThan(GIB)

  const read = await openPromise(path, { autoClose: false })
  const found = new Map<string, { size: number; at: number; text: string }>()
  for await (const entry of read.eachEntry()) {
    const parts: Buffer[] = []
    if (entry.uncompressedSize < GIB) {
      for await (const part of await read.openReadStreamPromise(entry)) parts.push(part)
    }
    const text = Buffer.concat(parts).toString()
    found.set(entry.fileName, { size: entry.uncompressedSize, at: entry.relativeOffsetOfLocalHeader, text })
  }
  read.close()
  expect([...found.keys()]).toEqual(['0.bin', '1.bin', '2.bin', '3.bin', 'after.txt'])
  expect(found.get('3.bin')?.size).toBe(GIB)
  expect(found.get('after.txt')).toMatchObject({ text: last.toString(), size: last.length })
  expect(found.get('after.txt')?.at).toBeGreaterThan(4 * GIB)
})
