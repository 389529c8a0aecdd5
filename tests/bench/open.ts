import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type Figure, median, p95, say } from './figures.ts'
import { libraryOf, scratch, sized, verified } from './libraries.ts'

const COUNT = sized(100_000)
/** Building anew is shown at this size: it takes a tenth of the time, and keeps the threads as busy. */
const REBUILT = sized(10_000)
const WARM_UP = 1
const ROUNDS = 7

interface Start {
  /** Milliseconds from the start of the process to its first line. */
  readonly first: number
  readonly lines: readonly Record<string, unknown>[]
}

/** Compiled code of earlier starts, as a packaged Postil has its own: else each start would translate the sources anew. */
let compiled = ''

async function start(mode: string, folder: string): Promise<Start> {
  const begun = performance.now()
  const script = path.join(import.meta.dirname, 'openingChild.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, mode, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  let first = Number.NaN
  const lines: Record<string, unknown>[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (lines.length === 0) first = performance.now() - begun
    lines.push(JSON.parse(line))
  })
  const code = await new Promise((settle) => child.once('close', settle))
  if (code !== 0) throw new Error(`the child that does ${mode} ended with ${code}`)
  return { first, lines }
}

async function meanwhile(mode: string, folder: string) {
  const told = (await start(mode, folder)).lines[1] as {
    taken: Record<string, number[]>
    lasted: number
    peak: number
  }
  const all = Object.values(told.taken).flat()
  const kinds = Object.entries(told.taken).map(([name, taken]) => `${name} ${p95(taken).toFixed(1)}`)
  say(`${mode}: ${all.length} calls in ${(told.lasted / 1000).toFixed(1)} s; p95 ${kinds.join(', ')} ms`)
  return { ...told, p95: p95(all), longest: Math.max(...all) }
}

/**
 * Processes that start: from the spawn until the first page of the list of 100,000 articles is there, against the start
 * of the same program without a library, and what an empty process takes longer when it opens the index's file and reads
 * 50 rows of it (the loading of node:sqlite included, as in Postil). Memory is
 * the peak of the process with everything in it until the check of the files is over; calls are made one after the
 * other meanwhile, as a window makes them.
 */
export async function benchOpen(): Promise<Figure[]> {
  const folder = await libraryOf(COUNT)
  const small = await libraryOf(REBUILT)
  compiled = await scratch('compiled')
  const modes = ['empty', 'sqlite', 'nothing', 'postil'] as const
  const taken = { empty: [] as number[], sqlite: [] as number[], nothing: [] as number[], postil: [] as number[] }
  const rows: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const mode of modes) {
      const { first, lines } = await start(mode, folder)
      if (round < WARM_UP) continue
      taken[mode].push(first)
      if (mode === 'sqlite') rows.push(Number(lines[0]?.inside))
    }
  }
  const checking = await meanwhile('meanwhile', folder)
  const rebuilding = await meanwhile('rebuild', small)
  await rm(compiled, { recursive: true, force: true })
  const [nothing, postil] = [median(taken.nothing), median(taken.postil)]
  const sqlite = median(taken.sqlite) - median(taken.empty)
  return [
    { figure: 'own-start', value: nothing, goal: null, unit: 'ms' },
    { figure: 'sqlite-50-rows', value: sqlite, goal: null, unit: 'ms' },
    { figure: 'sqlite-50-rows-inside', value: median(rows), goal: null, unit: 'ms' },
    { figure: 'first-page', value: postil, goal: null, unit: 'ms' },
    { figure: 'first-page-without-start-to-sqlite', value: (postil - nothing) / sqlite, goal: 3 },
    { figure: 'memory', value: checking.peak / 1e6, goal: 250, unit: 'MB' },
    { figure: 'calls-during-check-p95', value: checking.p95, goal: 50, unit: 'ms' },
    { figure: 'calls-during-check-longest', value: checking.longest, goal: null, unit: 'ms' },
    { figure: 'calls-during-rebuild-of-10000-p95', value: rebuilding.p95, goal: null, unit: 'ms' },
    { figure: 'memory-of-rebuild-of-10000', value: rebuilding.peak / 1e6, goal: null, unit: 'MB' },
    await verified(folder),
  ]
}
