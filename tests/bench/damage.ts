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
    { figure: 'a flipped bit was flipped back', value: verdicts.mended, goal: null },
    { figure: 'recovered', value: verdicts.recovered, goal: null },
    { figure: 'set aside and told of', value: verdicts.reported, goal: null },
    // No goal: several bits at once may as well be the change of another program, which doesn't know of sums.
    { figure: 'unnoticed, several bits', value: verdicts.altered, goal: null },
    { figure: 'wrong without a word, or not opened', value: verdicts.wrong, goal: 0 },
  ]
}
