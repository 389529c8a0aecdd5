import { crashRounds } from '../library/crash/harness.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 500

/** Kills Postil at random instants, and counts what was acknowledged and is not there. POSTIL_SEED repeats a run. */
export async function benchCrash(): Promise<Figure[]> {
  const seed = Number(process.env.POSTIL_SEED ?? Date.now() % 2 ** 31)
  console.error(`crash: seed ${seed}`)
  const { rounds, acknowledged, between, faults } = await crashRounds({ rounds: ROUNDS, libraries: 5, seed })
  for (const fault of faults) console.error(fault)
  return [
    { figure: 'rounds', value: rounds, goal: null },
    { figure: 'rounds killed within a call', value: rounds - between, goal: null },
    { figure: 'acknowledged calls', value: acknowledged, goal: null },
    { figure: 'rounds in which something was lost or damaged', value: faults.length, goal: 0 },
  ]
}
