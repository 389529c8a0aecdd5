import { expect, test } from 'vitest'
import { damageRounds } from './harness.ts'

const seed = Number(process.env.POSTIL_SEED ?? Date.now() % 2 ** 31)

test(`80 times spoiled at random, a library opens, and nothing is wrong without a word (seed ${seed})`, async () => {
  const { faults, verdicts } = await damageRounds({ rounds: 80, seed })
  expect(faults).toEqual([])
  expect(verdicts.recovered).toBeGreaterThan(5)
  expect(verdicts.reported).toBeGreaterThan(5)
  expect(verdicts.mended).toBeGreaterThan(0)
})
