import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { encodeJSON } from '../../main/library/durable-json.ts'
import { Flipped, mendedBytes, parseSummed } from '../../main/library/parse.ts'
import { seeded } from '../support/proofs/random.ts'
import { newArticle } from './support.ts'

const record = { version: 1, title: 'L’été\u202F: «\u202Fla marge\u202F»', tags: ['هامش', '余白'], n: 0.25, seen: {} }

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return copy
}

it('the last field is the CRC-32 of the file with zeros for its digits, and no part of the record', () => {
  const text = Buffer.from(encodeJSON(record)).toString()
  const digits = /,\n {2}"sum": "([0-9a-f]{8})"\n\}\n$/.exec(text)?.[1]
  const blank = text.replace(`"sum": "${digits}"`, '"sum": "00000000"')
  expect(digits).toBe(crc32(blank).toString(16).padStart(8, '0'))
  // Taken once with zlib of Python, so that no change of both sides goes unseen.
  expect(Buffer.from(encodeJSON({ version: 1, title: 'Été' })).toString()).toBe(
    '{\n  "version": 1,\n  "title": "Été",\n  "sum": "2b3c5e9d"\n}\n',
  )
  expect(parseSummed(Buffer.from(text))).toEqual(record)
  expect(encodeJSON({ sum: 'deadbeef', ...record })).toEqual(Uint8Array.from(Buffer.from(text)))
})

it('whichever bit flips, in a value, a sign or the sum, the file is what it was again', () => {
  const bytes = encodeJSON({ ...record, deep: [newArticle().article] })
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const mended = mendedBytes(flipped(bytes, bit))
    if (mended === null || Buffer.compare(mended, bytes) !== 0) throw new Error(`bit ${bit} was not mended`)
  }
  expect(mendedBytes(bytes)).toBeNull()
  expect(() => parseSummed(flipped(bytes, 99))).toThrow(Flipped)
})

it('a bit anywhere in a large file is found', () => {
  const marks = Array.from({ length: 3000 }, (_, index) => ({ note: `«\u202F${index}\u202F» قراءة 余白に読む`, index }))
  const bytes = encodeJSON({ version: 2, highlights: marks })
  const random = seeded(7)
  for (const bit of [0, bytes.length * 8 - 1, ...Array.from({ length: 20 }, () => random.below(bytes.length * 8))]) {
    expect(Buffer.compare(mendedBytes(flipped(bytes, bit)) ?? new Uint8Array(), bytes)).toBe(0)
  }
})

it('two flipped bits are never taken for one', () => {
  const bytes = encodeJSON(record)
  const random = seeded(11)
  for (let turn = 0; turn < 5000; turn++) {
    const one = random.below(bytes.length * 8)
    const two = (one + 1 + random.below(bytes.length * 8 - 1)) % (bytes.length * 8)
    expect(mendedBytes(flipped(flipped(bytes, one), two))).toBeNull()
  }
})

it('what another program changed, left out or added is what it says', () => {
  const text = Buffer.from(encodeJSON(record)).toString()
  const changes = {
    'a value, with the sum as it was': text.replace('la marge', 'le bord'),
    'one letter in another formatting': JSON.stringify(JSON.parse(text.replace('marge', 'large'))),
    'without the sum': `${JSON.stringify(record, null, 2)}\n`,
    'a sum that is none': text.replace(/"sum": "\w+"/, '"sum": 12345678'),
    nothing: '{}',
  }
  for (const changed of Object.values(changes)) {
    expect(mendedBytes(Buffer.from(changed))).toBeNull()
    const { sum, ...rest } = JSON.parse(changed)
    expect(parseSummed(Buffer.from(changed))).toEqual(rest)
  }
})
