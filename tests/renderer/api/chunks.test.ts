import { expect, test } from 'vitest'
import { methods } from '../../../main/core/contract.ts'
import { fail, ok } from '../../../main/core/result.ts'
import { inChunks, mostIds } from '../../../renderer/api/chunks.ts'

const id = (n: number) => `01J${String(n).padStart(23, '0')}`
const ids = Array.from({ length: 2 * mostIds + 3 }, (_, n) => id(n))

test('more than a call takes goes out in parts that it takes, in order', async () => {
  const asked: string[][] = []
  const result = await inChunks(ids, async (part) => {
    expect(methods.deleteArticles.params.safeParse({ ids: part }).success).toBe(true)
    asked.push(part)
    return ok(part.length)
  })
  expect(result).toEqual(ok([mostIds, mostIds, 3]))
  expect(asked.flat()).toEqual(ids)
})

test('an error ends it', async () => {
  let calls = 0
  const result = await inChunks(ids, async () => {
    calls += 1
    return calls === 2 ? fail('diskFull') : ok(0)
  })
  expect(calls).toBe(2)
  expect(result).toMatchObject({ ok: false, error: { code: 'diskFull' } })
})
