import { damageRounds } from '../library/damage/harness.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 1000

/** Spoils files of a library at random, and counts what became of it. POSTIL_SEED repeats a run. */
export async function benchDamage(): Promise<Figure[]> {
  const seed = Number(process.env.POSTIL_SEED ?? Date.now() % 2 ** 31)
  console.error(`damage: seed ${seed}`)
  const { verdicts, byWay, faults } = await damageRounds({ rounds: ROUNDS, seed })
  console.table(byWay)
  for (const fault of faults) console.error(fault)
  return [
    { figure: 'libraries spoiled', value: ROUNDS, goal: null },
    { figure: 'nothing was missed', value: verdicts.untouched, goal: null },
    { figure: 'recovered', value: verdicts.recovered, goal: null },
    { figure: 'set aside and told of', value: verdicts.reported, goal: null },
    { figure: 'a value became another one, unnoticed', value: verdicts.altered, goal: 0 },
    { figure: 'wrong without a word, or not opened', value: verdicts.wrong, goal: 0 },
  ]
}
