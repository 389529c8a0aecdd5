/**
 * `npm run -s bench -- [name…]`: runs the named benches (all without a name). Each prints a line per figure,
 * `<bench> <figure> <value> goal <goal> holds|short`; ends with 1 where one is short. Figures are ratios taken in one
 * run, so that a slow machine slows both sides.
 */
import type { Figure } from './figures.ts'

const benches: Record<string, () => Promise<Figure[]>> = {
  capture: async () => (await import('./capture.ts')).benchCapture(),
  reader: async () => (await import('./reader.ts')).benchReader(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`no bench named ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

let short = 0
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const { figure, value, goal, unit = '' } of await bench()) {
    if (goal === null) {
      console.log(`${name} ${figure} ${value.toFixed(2)}${unit}`)
      continue
    }
    const holds = value <= goal
    if (!holds) short += 1
    console.log(`${name} ${figure} ${value.toFixed(2)}${unit} goal ${goal}${unit} ${holds ? 'holds' : 'short'}`)
  }
}
process.exit(short > 0 ? 1 : 0)
