/**
 * `npm run -s bench -- [name…]`: runs the named benches (all without a name). Each prints a line per figure,
 * `<bench> <figure> <value> goal <goal> holds|short`; ends with 1 where one is short. Figures are ratios taken in one
 * run, so that a slow machine slows both sides.
 */
import type { Figure } from './figures.ts'
import { removeLibraries } from './libraries.ts'

const benches: Record<string, () => Promise<Figure[]>> = {
  capture: async () => (await import('./capture.ts')).benchCapture(),
  text: async () => (await import('./text.ts')).benchText(),
  structure: async () => (await import('./structure.ts')).benchStructure(),
  metadata: async () => (await import('./metadata.ts')).benchMetadata(),
  reader: async () => (await import('./reader.ts')).benchReader(),
  crash: async () => (await import('./crash.ts')).benchCrash(),
  damage: async () => (await import('./damage.ts')).benchDamage(),
  store: async () => (await import('./store.ts')).benchStore(),
  search: async () => (await import('./search.ts')).benchSearch(),
  open: async () => (await import('./open.ts')).benchOpen(),
  list: async () => (await import('./list.ts')).benchList(),
  saving: async () => (await import('./saving.ts')).benchSaving(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

/** Two decimals, or two figures of what is smaller. */
const written = (value: number): string =>
  value === 0 || Math.abs(value) >= 0.1 ? value.toFixed(2) : value.toPrecision(2)

let short = 0
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    for (const { figure, value, goal, unit = '' } of await bench()) {
      if (goal === null) {
        console.log(`${name} ${figure} ${written(value)}${unit}`)
        continue
      }
      const holds = value <= goal
      if (!holds) short += 1
      console.log(`${name} ${figure} ${written(value)}${unit} goal ${goal}${unit} ${holds ? 'holds' : 'short'}`)
    }
  }
} finally {
  await removeLibraries()
}
process.exit(short > 0 ? 1 : 0)
