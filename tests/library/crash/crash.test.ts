import { expect, test } from 'vitest'
import { crashRounds } from './harness.ts'

const seed = Number(process.env.POSTIL_SEED ?? Date.now() % 2 ** 31)

test(`25 times killed at a random instant, nothing that was acknowledged is lost (seed ${seed})`, async () => {
  const tally = await crashRounds({ rounds: 25, libraries: 5, seed })
  expect(tally.faults).toEqual([])
  // Else nothing was proven: the kills came before the work.
  expect(tally.acknowledged).toBeGreaterThan(25)
})
